public import Schema

/// A fully qualified domain name without the dot at its end, in lower case.
public struct DomainName: Text {
  /// The name, such as `shops.example.net`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The labels, from the left.
  public var labels: [String] { printed.split(separator: ".").map(String.init) }

  /// Whether the name lies under another.
  public func isBelow(_ other: DomainName) -> Bool { printed.hasSuffix("." + other.printed) }

  /// The type.
  public static let type = TextType(
    name: "domain name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("-.")),
    pattern: "^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9-]{2,63}$", example: "shops.example.net")

  /// Reads two labels or more, of letters, digits and inner hyphens (RFC 1123); upper case is folded.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    func refuse(_ message: String, _ help: String) -> Refusal { Refusal(id: "domain-format", message, help: help) }
    if text.hasPrefix("http://") || text.hasPrefix("https://") {
      throw refuse("is a URL, not a domain name", "write the name alone, such as shops.example.net")
    }
    if text.hasPrefix("*.") {
      throw refuse("has a wildcard", "write the domain itself; its tenants' names are understood")
    }
    if text.hasSuffix(".") { throw refuse("ends in a dot", "write it without the dot at its end") }
    if !text.utf8.allSatisfy({ $0 < 0x80 }) {
      throw refuse("has letters beyond ASCII", "write the name in its ASCII form, which begins with xn--")
    }
    let name = text.lowercased()
    guard name.utf8.count <= 253 else { throw refuse("is longer than 253 characters", "write a shorter name") }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2 else {
      throw refuse("has only one label", "write the whole name, such as shops.example.net")
    }
    guard labels.allSatisfy({ isLabel(String($0)) }) else {
      throw refuse(
        "is not a domain name", "write labels of letters, digits and inner hyphens, joined by dots: shops.example.net")
    }
    if labels.last?.utf8.allSatisfy({ ByteSet.digits.contains($0) }) == true {
      throw refuse("is an address, not a domain name", "write a name that ends in a top-level domain")
    }
    return name
  }

  /// Whether a text can be one label of a host's name.
  static func isLabel(_ text: String) -> Bool {
    (1...63).contains(text.utf8.count) && text.isMade(of: ByteSet.digits.union(.lowercase).union(ByteSet("-")))
      && !text.hasPrefix("-") && !text.hasSuffix("-")
  }
}
