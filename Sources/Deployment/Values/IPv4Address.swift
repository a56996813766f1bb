public import Schema

/// An IPv4 address in dotted decimal form.
public struct IPv4Address: Text {
  /// The address, such as `203.0.113.10`.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "IPv4 address", alphabet: ByteSet.digits.union(ByteSet(".")), pattern: #"^(\d{1,3}\.){3}\d{1,3}$"#,
    example: "203.0.113.10")

  /// Reads four numbers from 0 to 255; a leading zero would mean octal to some readers.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard octets(text) != nil else {
      throw Refusal(
        id: "ipv4-format", "is not an IPv4 address", help: "write four numbers from 0 to 255, such as 203.0.113.10")
    }
    return text
  }

  /// The four numbers as one; nil when the text is no address.
  static func octets(_ text: some StringProtocol) -> UInt32? {
    let parts = text.split(separator: ".", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard String(part).isDigits(1...3), part.utf8.count == 1 || part.utf8.first != UInt8(ascii: "0"),
        let octet = UInt8(part)
      else { return nil }
      value = value << 8 | UInt32(octet)
    }
    return value
  }
}
