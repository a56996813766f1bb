import Diagnostics
import Schema
public import TextTypes

/// A fully qualified domain name without the dot at its end, in lower case.
public struct DomainName: Text {
  /// The name, such as `shops.example.net`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The labels, from the left.
  public var labels: [String] { printed.pieces(".") }

  /// Whether the name lies under another.
  public func isBelow(_ other: DomainName) -> Bool { printed.ends(with: "." + other.printed) }

  /// The name and every domain that it is in, the longest first.
  var itselfAndParents: [DomainName] {
    let labels = printed.pieces(".")
    return labels.indices.map { DomainName(canonical: labels[$0...].joined(separator: ".")) }
  }

  /// The type.
  public static let type = TextType(
    name: "domain name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("-.")), traits: .isWord,
    pattern:
      "^(?!.*\\.[0-9]+$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$",
    example: "shops.example.net")
  /// Room for a mistake that deserves a precise answer; a name itself has at most 253 bytes (RFC 1035, section 2.3.4).
  public static let limit = 512

  /// Reads two labels or more, of letters, digits and inner hyphens (RFC 1123, section 2.1); upper case is folded.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if let (message, help) = mistake(in: text) { throw Refusal(id: .domainFormat, message, help: help) }
    let name = text.folded
    let labels = name.pieces(".")
    if labels.allSatisfy({ $0.isDigits(1...63) }) && labels.count > 1 {
      throw Refusal(
        id: .domainFormat, "is an address, not a domain name", help: "write a name that ends in a top-level domain")
    }
    guard name.utf8.count <= 253, labels.allSatisfy(isLabel) else { throw refusal(name, labels) }
    guard labels.count >= 2 else {
      throw Refusal(
        id: .domainFormat, "has only one label", help: "write the full name, such as \(type.example)")
    }
    guard let top = labels.last, !top.isMade(of: .digits) else {
      throw Refusal(
        id: .domainFormat, "ends in a number, which is not a top-level domain",
        help: "write a name that ends in a top-level domain, such as \(type.example)")
    }
    return name
  }

  /// What was written in place of a domain name, where that can be told.
  private static func mistake(in text: String) -> (message: String, help: String)? {
    let alone = "write only the name, such as \(type.example)"
    if text.holds("/") {
      let isURL = ["http://", "https://"].contains(where: text.folded.begins)
      return (isURL ? "is a URL, not a domain name" : "has a path", alone)
    }
    if text.holds("@") { return ("is an email address, not a domain name", alone) }
    if text.holds(":") {
      return (IPv6Address.groups(text) == nil ? "has a port" : "is an address, not a domain name", alone)
    }
    if text.holds("*") {
      return ("has a wildcard", "write only the domain; the tenants' names are included")
    }
    if !text.utf8.allSatisfy({ $0 < 0x80 }) {
      return ("contains letters that are not ASCII", "write the name in its ASCII form, which begins with xn--")
    }
    if text.ends(with: ".") { return ("ends in a dot", "write it without the final dot") }
    return nil
  }

  private static func refusal(_ name: String, _ labels: [String]) -> Refusal {
    if name.utf8.count > 253 {
      return Refusal(id: .domainFormat, "is longer than 253 bytes", help: "write a shorter name")
    }
    if name.holds("_") {
      return Refusal(id: .domainFormat, "has an underscore, which host names cannot contain", help: "write a hyphen")
    }
    if labels.contains(where: { $0.utf8.count > 63 }) {
      return Refusal(id: .domainFormat, "has a label of more than 63 bytes", help: "write shorter labels")
    }
    return Refusal(
      id: .domainFormat, "is not a domain name",
      help: "write labels of letters, digits and inner hyphens, joined by dots, such as \(type.example)")
  }

  /// Whether a text can be one label of a host's name, in lower case.
  static func isLabel(_ text: String) -> Bool {
    (1...63).contains(text.utf8.count) && text.isMade(of: inner) && !text.begins(with: "-") && !text.ends(with: "-")
  }

  private static let inner = ByteSet.digits.union(.lowercase).union(ByteSet("-"))
}
