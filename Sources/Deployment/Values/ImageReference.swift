import Diagnostics
import Schema
public import TextTypes

/// A reference to a container image: `host/name:tag@digest`.
public struct ImageReference: Text {
  /// The reference, such as `odoo:18.0`.
  public let printed: String
  /// Takes a reference in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "image reference", alphabet: ByteSet.alphanumerics.union(ByteSet("./:@_-")), traits: .isWord,
    pattern:
      "^([A-Za-z0-9.-]+(:[0-9]+)?/)?[a-z0-9][a-z0-9._/-]*(:[A-Za-z0-9_][A-Za-z0-9._-]*)?(@sha256:[0-9a-f]{64})?$",
    example: "odoo:18.0")
  /// A name of 255 bytes, a tag of 128 and a digest.
  public static let limit = 480

  /// The tag; nil when there is none.
  public var tag: String? {
    let last = printed.pieces("@")[0].pieces("/").last ?? ""
    let parts = last.pieces(":", atMost: 2)
    return parts.count == 2 ? parts[1] : nil
  }

  /// The digest, such as `sha256:…`; nil when there is none.
  public var digest: String? {
    let parts = printed.pieces("@", atMost: 2)
    return parts.count == 2 ? parts[1] : nil
  }

  /// Whether the reference names one build for ever.
  public var hasDigest: Bool { digest != nil }

  /// Whether the tag holds the day of a build, as the official image's do: `18.0-20260105`.
  public var hasDatedTag: Bool {
    guard let tag else { return false }
    return tag.pieces("-").flatMap { $0.pieces(".") }.contains { $0.isDigits(8...8) }
  }

  /// The series of a program that the tag begins with, such as 18 in `18.0-20260105`, `18-bookworm` and `v18`, or names as that of
  /// PostgreSQL, as `2.19-pg16` does; nil where it tells nothing.
  ///
  /// - Parameter minor: what follows the series where it is not the whole number, such as `.0`; nil is any.
  func series(minor: String?) -> Int? {
    guard let tag else { return nil }
    let words = tag.pieces("-")
    let first = words[0].begins(with: "v") ? words[0].without(1) : words[0]
    let digits = String(decoding: first.utf8.prefix { (0x30...0x39).contains($0) }, as: UTF8.self)
    let rest = first.without(digits.utf8.count)
    let isWhole = rest.isEmpty || (minor.map { rest == $0 } ?? rest.begins(with: "."))
    // Anything else that a tag begins with is the number of somebody's own build.
    if isWhole, let series = Int(digits), (8...40).contains(series) { return series }
    return words.lazy.compactMap { $0.begins(with: "pg") ? Int($0.without(2)) : nil }.first
  }

  /// Whether the tag has a minor version of PostgreSQL, such as `16.4` and `16.4-bookworm`.
  var hasMinorVersion: Bool {
    let parts = (tag ?? "").pieces("-")[0].pieces(".")
    return parts.count == 2 && parts.allSatisfy { $0.isDigits(1...3) }
  }

  /// Reads a reference by the grammar of the distribution project: lower-case names, a tag, a SHA-256 digest.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if ["http://", "https://", "docker://"].contains(where: text.begins) {
      throw refusal("is a URL, not an image reference", help: "write host/name:tag without the scheme")
    }
    let halves = text.pieces("@", atMost: 2)
    if halves.count == 2, !isDigest(halves[1]) {
      throw refusal("has a digest that is not sha256: and 64 hexadecimal digits")
    }
    var names = halves[0].pieces("/")
    if names.count > 1, names[0].holds(".") || names[0].holds(":") || names[0] == "localhost" {
      guard isHost(names.removeFirst()) else { throw refusal("has a registry that is not a host name") }
    }
    let last = names.removeLast().pieces(":", atMost: 2)
    names.append(last[0])
    if last.count == 2, !isTag(last[1]) {
      throw refusal("has an invalid tag", help: "write at most 128 letters, digits and . _ - after the colon")
    }
    guard names.allSatisfy(isComponent), halves[0].utf8.count <= 255 + 129 else {
      throw names.contains { $0 != $0.folded }
        ? refusal("has capital letters in its name", help: "write the name in lower case; only a tag can have capitals")
        : refusal("is not an image reference")
    }
    return text
  }

  private static func refusal(_ message: String, help: String? = nil) -> Refusal {
    Refusal(
      id: .imageFormat, message,
      help: help ?? "write host/name:tag or host/name:tag@sha256:…, such as \(type.example)")
  }

  private static func isDigest(_ text: String) -> Bool {
    text.begins(with: "sha256:") && text.utf8.count == 71
      && text.without(7).isMade(of: ByteSet.digits.union(ByteSet("abcdef")))
  }

  private static func isTag(_ text: String) -> Bool {
    (1...128).contains(text.utf8.count) && text.isMade(of: ByteSet.alphanumerics.union(ByteSet("._-")))
      && text.begins(with: ByteSet.alphanumerics.union(ByteSet("_")))
  }

  private static func isHost(_ text: String) -> Bool {
    let parts = text.pieces(":", atMost: 2)
    return parts[0].pieces(".").allSatisfy(DomainName.isLabel)
      && (parts.count == 1 || parts[1].decimal(in: 1...65535) != nil)
  }

  /// Whether a text is letters and digits, joined by one dot, one or two underscores, or any number of hyphens.
  private static func isComponent(_ text: String) -> Bool {
    let separators = ByteSet("._-")
    let words = text.utf8.split(omittingEmptySubsequences: false, whereSeparator: separators.contains)
    guard text.isMade(of: ByteSet.digits.union(.lowercase).union(separators)), !(words.first?.isEmpty ?? true),
      !(words.last?.isEmpty ?? true)
    else { return false }
    let joints = text.utf8.split { !separators.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
    return joints.allSatisfy { $0 == "." || $0 == "_" || $0 == "__" || $0.isMade(of: ByteSet("-")) }
  }
}
