import Diagnostics
import Schema
public import TextTypes

/// A range of addresses: a network and the length of its prefix.
public struct CIDR: Text {
  /// The range, such as `198.51.100.0/24` or `2001:db8::/32`.
  public let printed: String
  /// Takes a range in its printed form.
  public init(canonical: String) { printed = canonical }

  /// Whether the range is one of IPv6 addresses.
  public var isIPv6: Bool { printed.holds(":") }

  /// Whether the range is larger than what is given to one organisation, so that strangers are in it: shorter than /8, or
  /// than /16 among IPv6's public addresses. The private ranges of both are not.
  var holdsStrangers: Bool {
    let parts = printed.pieces("/", atMost: 2)
    guard parts.count == 2, let length = parts[1].decimal(in: 0...128) else { return false }
    return isIPv6 ? length < 16 && !["fc", "fd", "fe"].contains(where: printed.begins) : length < 8
  }

  /// The type.
  public static let type = TextType(
    name: "address range", alphabet: ByteSet.digits.union(ByteSet("abcdef:./")), traits: .isWord,
    pattern: "^(?=.*[.:])[0-9A-Fa-f:.]+(/[0-9]{1,3})?$", example: "198.51.100.0/24")
  /// Room for a mistake that deserves a precise answer.
  public static let limit = 64

  /// Reads an address with a prefix length; one without is a single host. Bits behind the prefix must be zero, since
  /// readers differ on what they mean.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let parts = text.pieces("/", atMost: 2)
    let length = parts.count == 2 ? parts[1] : nil
    if let value = IPv4Address.octets(parts[0]) {
      return try network(octets: value, try prefix(length, upTo: 32), hasLength: length != nil)
    }
    if let groups = IPv6Address.groups(parts[0]) {
      return try network(groups: groups, try prefix(length, upTo: 128), hasLength: length != nil)
    }
    throw Refusal(
      id: .cidrFormat, mistake(in: parts[0]),
      help: "write a network and its prefix length, such as \(type.example)")
  }

  private static func network(octets: UInt32, _ prefix: Int, hasLength: Bool) throws(Refusal) -> String {
    let network = IPv4Block(around: octets, prefix: prefix)
    guard network.base == octets else { throw hostBits(network.printed, host: IPv4Block.dotted(octets)) }
    guard hasLength || octets != 0 else { throw unspecified("0.0.0.0/0") }
    return network.printed
  }

  private static func network(groups: [UInt16], _ prefix: Int, hasLength: Bool) throws(Refusal) -> String {
    let masked = groups.enumerated().map { index, group in
      let bits = min(max(prefix - index * 16, 0), 16)
      return bits == 0 ? 0 : group & (~0 << UInt16(16 - bits))
    }
    let network = "\(IPv6Address.print(masked))/\(prefix)"
    guard masked == groups else { throw hostBits(network, host: IPv6Address.print(groups)) }
    guard hasLength || groups.contains(where: { $0 != 0 }) else { throw unspecified("::/0") }
    return network
  }

  private static func prefix(_ text: String?, upTo limit: Int) throws(Refusal) -> Int {
    guard let text else { return limit }
    if let value = text.decimal(in: 0...limit) { return value }
    let message =
      IPv4Address.octets(text) == nil
      ? "has an impossible prefix length" : "has a netmask instead of a prefix length"
    throw Refusal(id: .cidrFormat, message, help: "write a length from 0 to \(limit)")
  }

  private static func hostBits(_ network: String, host: String) -> Refusal {
    Refusal(
      id: .cidrHostBits, "has bits after its prefix",
      help: "write the network \(network), or \(host) for that one host")
  }

  private static func unspecified(_ everyone: String) -> Refusal {
    Refusal(id: .cidrFormat, "is not the address of a host", help: "write \(everyone) for every address")
  }

  private static func mistake(in text: String) -> String {
    (try? HostName.canonical(text)) != nil && !text.isMade(of: IPv4Address.type.alphabet)
      ? "is a name, not a range of addresses" : "is not a range of addresses"
  }
}
