import Diagnostics
import Schema
public import TextTypes

/// The range of addresses that the networks of the containers are cut from: private ones of IPv4.
public struct ContainerRange: Text {
  /// The range, such as `172.30.0.0/24`.
  public let printed: String
  /// Takes a range in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "range of container networks", alphabet: ByteSet.digits.union(ByteSet("./")), traits: .isWord,
    pattern: #"^(10\.[0-9]+|172\.(1[6-9]|2[0-9]|3[01])|192\.168)(\.[0-9]{1,3}){2}/(1[6-9]|2[0-4])$"#,
    example: "172.30.0.0/24")
  /// Room for a mistake that deserves a precise answer.
  public static let limit = 64

  /// The range is cut into sixteen networks of one size: none of them ever moves when another is added.
  static let bits = 4
  /// From sixteen networks of 4093 containers each to sixteen of 13.
  static let prefixes = 16...24
  /// RFC 1918: what nobody else on the Internet has.
  static let privateBlocks = [
    IPv4Block(around: 10 << 24, prefix: 8), IPv4Block(around: 172 << 24 | 16 << 16, prefix: 12),
    IPv4Block(around: 192 << 24 | 168 << 16, prefix: 16),
  ]

  /// Reads a private range of IPv4 with a prefix from 16 to 24.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let range = CIDR(canonical: try CIDR.canonical(text))
    func refusal(_ message: String, _ help: String) -> Refusal { Refusal(id: .subnetsFormat, message, help: help) }
    guard let block = range.ipv4 else {
      throw refusal(
        "is an IPv6 range: the containers have no IPv6", "write a private IPv4 range, such as 172.30.0.0/24")
    }
    guard privateBlocks.contains(where: { $0.contains(block) }) else {
      throw refusal(
        "is not a private range", "write a part of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, such as 172.30.0.0/24")
    }
    guard block.prefix <= prefixes.upperBound else {
      throw refusal(
        "is too small for sixteen container networks", "write a prefix length from 16 to 24, such as 172.30.0.0/24")
    }
    guard block.prefix >= prefixes.lowerBound else {
      throw refusal("is larger than the containers can need", "write a prefix length from 16 to 24")
    }
    return range.printed
  }

  /// The range to compute with.
  var block: IPv4Block {
    CIDR(canonical: printed).ipv4 ?? IPv4Block(around: 172 << 24 | 30 << 16, prefix: Self.prefixes.upperBound)
  }

  /// One of the sixteen networks.
  func network(_ index: Int) -> IPv4Block { block.part(index, bits: Self.bits) }
}
