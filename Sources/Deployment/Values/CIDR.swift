public import Schema

/// A range of addresses: a network and the length of its prefix.
public struct CIDR: Text {
  /// The range, such as `198.51.100.0/24` or `2001:db8::/32`.
  public let printed: String
  /// Takes a range in its printed form.
  public init(canonical: String) { printed = canonical }

  /// Whether the range is one of IPv6 addresses.
  public var isIPv6: Bool { printed.utf8.contains(UInt8(ascii: ":")) }

  /// The type.
  public static let type = TextType(
    name: "address range", alphabet: ByteSet.digits.union(ByteSet("abcdef:./")),
    pattern: "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$",
    example: "198.51.100.0/24")

  /// Reads an address with a prefix length; one without is a single host. Bits behind the prefix must be zero, since
  /// readers differ on what they mean.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let length = parts.count == 2 ? String(parts[1]) : nil
    if let value = IPv4Address.octets(parts.first ?? "") {
      let prefix = try prefix(length, upTo: 32)
      let mask: UInt32 = prefix == 0 ? 0 : ~0 << UInt32(32 - prefix)
      let network = dotted(value & mask)
      try require(value & mask == value, "\(network)/\(prefix)")
      return "\(network)/\(prefix)"
    }
    guard let groups = IPv6Address.groups(parts.first ?? "") else {
      throw Refusal(
        id: "cidr-format", "is not a range of addresses",
        help: "write a network and its prefix length, such as 198.51.100.0/24 or 2001:db8::/32")
    }
    let prefix = try prefix(length, upTo: 128)
    let masked = groups.enumerated().map { index, group in
      let bits = min(max(prefix - index * 16, 0), 16)
      return bits == 0 ? 0 : group & (~0 << UInt16(16 - bits))
    }
    let network = IPv6Address.print(masked)
    try require(masked == groups, "\(network)/\(prefix)")
    return "\(network)/\(prefix)"
  }

  private static func prefix(_ text: String?, upTo limit: Int) throws(Refusal) -> Int {
    guard let text else { return limit }
    guard text.isDigits(1...3), text == "0" || !text.hasPrefix("0"), let value = Int(text), value <= limit else {
      throw Refusal(
        id: "cidr-format", "has a prefix length that no such address has", help: "write a length from 0 to \(limit)")
    }
    return value
  }

  private static func require(_ isNetwork: Bool, _ network: String) throws(Refusal) {
    guard isNetwork else {
      throw Refusal(id: "cidr-host-bits", "has bits behind its prefix", help: "write the network itself: \(network)")
    }
  }

  private static func dotted(_ value: UInt32) -> String {
    [24, 16, 8, 0].map { String(value >> UInt32($0) & 255) }.joined(separator: ".")
  }
}
