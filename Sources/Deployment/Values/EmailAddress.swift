public import Schema

/// An address for mail, of the kind that needs no quotes.
public struct EmailAddress: Text {
  /// The address, such as `ops@example.net`.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "email address", alphabet: ByteSet.alphanumerics.union(ByteSet("@._+-")),
    pattern: "^[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9.-]+$", example: "ops@example.net")

  /// Reads a local part of letters, digits and `. _ + -`, and a domain name.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    let help = "write an address such as ops@example.net"
    guard parts.count == 2, (1...64).contains(parts[0].utf8.count),
      parts[0].isMade(of: ByteSet.alphanumerics.union(ByteSet("._+-"))),
      parts[0].utf8.first.map(ByteSet.alphanumerics.contains) == true, !parts[0].hasSuffix("."),
      !parts[0].utf8.split(separator: 0x2E, omittingEmptySubsequences: false).contains(where: \.isEmpty)
    else {
      throw Refusal(id: "email-format", "is not an email address", help: help)
    }
    guard let domain = try? DomainName.canonical(parts[1]) else {
      throw Refusal(id: "email-format", "has no domain name after the @", help: help)
    }
    return "\(parts[0])@\(domain)"
  }

  /// The address as a name of the DNS, as an SOA record holds it: dots in the local part are escaped.
  public var dnsName: String {
    let parts = printed.split(separator: "@").map(String.init)
    let local = (parts.first ?? "").split(separator: ".").joined(separator: "\\.")
    return local + "." + (parts.last ?? "")
  }
}
