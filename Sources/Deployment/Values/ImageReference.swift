public import Schema

/// A reference to a container image: `host/name:tag@digest`.
public struct ImageReference: Text {
  /// The reference, such as `odoo:18.0`.
  public let printed: String
  /// Takes a reference in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "image reference", alphabet: ByteSet.alphanumerics.union(ByteSet("./:@_-")), example: "odoo:18.0")

  /// The tag; nil when there is none.
  public var tag: String? {
    let name = printed.split(separator: "@").first.map(String.init) ?? printed
    let last = name.split(separator: "/").last.map(String.init) ?? name
    let parts = last.split(separator: ":")
    return parts.count == 2 ? String(parts[1]) : nil
  }

  /// Whether the reference names one build for ever.
  public var hasDigest: Bool { printed.utf8.contains(UInt8(ascii: "@")) }

  /// Whether the tag holds the day of a build, as the official image's do: `18.0-20260105`.
  public var hasDatedTag: Bool {
    guard let tag else { return false }
    return tag.split { $0 == "-" || $0 == "." }.contains { String($0).isDigits(8...8) }
  }

  /// Reads a reference by the grammar of the distribution project: lower-case names, a tag, a SHA-256 digest.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let refusal = Refusal(
      id: "image-format", "is not an image reference",
      help: "write host/name:tag or host/name:tag@sha256:…, such as odoo:18.0")
    let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if halves.count == 2 {
      guard halves[1].hasPrefix("sha256:"), halves[1].utf8.count == 71,
        String(halves[1].dropFirst(7)).isMade(of: ByteSet.digits.union(ByteSet("abcdef")))
      else {
        throw Refusal(
          id: "image-format", "has a digest that is not sha256: and 64 hexadecimal digits", help: refusal.help)
      }
    }
    guard let name = halves.first, name.utf8.count <= 255 else { throw refusal }
    var parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 1, let host = parts.first, host.contains(".") || host.contains(":") || host == "localhost" {
      guard isHost(host) else { throw refusal }
      parts.removeFirst()
    }
    guard let last = parts.popLast() else { throw refusal }
    let tagged = last.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard tagged.count <= 2, parts.allSatisfy(isComponent), isComponent(tagged[0]) else { throw refusal }
    if tagged.count == 2 {
      guard (1...128).contains(tagged[1].utf8.count), tagged[1].isMade(of: ByteSet.alphanumerics.union(ByteSet("._-"))),
        !tagged[1].hasPrefix("."), !tagged[1].hasPrefix("-")
      else { throw refusal }
    }
    return text
  }

  private static func isHost(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let name = parts.first,
      name.split(separator: ".").map(String.init).allSatisfy(DomainName.isLabel)
    else { return false }
    return parts.count == 1 || parts[1].isDigits(1...5)
  }

  private static func isComponent(_ text: String) -> Bool {
    let ends = ByteSet.digits.union(.lowercase)
    guard let first = text.utf8.first, let last = text.utf8.last, ends.contains(first), ends.contains(last) else {
      return false
    }
    return text.isMade(of: ends.union(ByteSet("._-"))) && !text.contains("..")
  }
}
