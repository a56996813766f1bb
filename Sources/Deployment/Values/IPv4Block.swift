/// A range of IPv4 addresses that share a prefix: what can be computed with, where CIDR is what can be printed.
struct IPv4Block: Equatable, Sendable {
  /// The first address as a number.
  let base: UInt32
  /// How many bits all its addresses share, from 0 to 32.
  let prefix: Int

  /// The block around an address.
  init(around address: UInt32, prefix: Int) {
    self.prefix = min(max(prefix, 0), 32)
    base = address & Self.mask(self.prefix)
  }

  /// The bits that all addresses of a block share.
  static func mask(_ prefix: Int) -> UInt32 { prefix == 0 ? 0 : ~0 << UInt32(32 - prefix) }

  /// Whether every address of another block is one of this.
  func contains(_ other: IPv4Block) -> Bool {
    prefix <= other.prefix && other.base & Self.mask(prefix) == base
  }

  /// Whether there is an address in both.
  func overlaps(_ other: IPv4Block) -> Bool { contains(other) || other.contains(self) }

  /// One of the 2^`bits` equal parts.
  func part(_ index: Int, bits: Int) -> IPv4Block {
    let length = min(prefix + bits, 32)
    let offset = UInt32(truncatingIfNeeded: index) << UInt32(32 - length)
    return IPv4Block(around: base | (offset & ~Self.mask(prefix)), prefix: length)
  }

  /// The first address and its prefix, such as `10.0.0.0/8`.
  var printed: String { "\(Self.dotted(base))/\(prefix)" }

  /// The first address as eight hexadecimal digits.
  var hexadecimal: String {
    let digits = String(base, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  /// An address as it is written, such as `10.0.0.1`.
  static func dotted(_ address: UInt32) -> String {
    [24, 16, 8, 0].map { String(address >> UInt32($0) & 255) }.joined(separator: ".")
  }
}

extension CIDR {
  /// The range to compute with; nil for one of IPv6.
  var ipv4: IPv4Block? {
    let bytes = Array(printed.utf8)
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")), let address = IPv4Address.octets(bytes[..<slash]),
      let prefix = String(decoding: bytes[(slash + 1)...], as: UTF8.self).decimal(in: 0...32)
    else { return nil }
    return IPv4Block(around: address, prefix: prefix)
  }

  /// A range in its printed form.
  init(_ block: IPv4Block) { self.init(canonical: block.printed) }
}

extension IPv4Address {
  /// The range of this address alone; nil where it is a text that could not be read.
  var block: IPv4Block? { Self.octets(printed).map { IPv4Block(around: $0, prefix: 32) } }
}
