/// A word that is being read, as far as a reader compares it with words it knows: its last 16 bytes and its length.
///
/// It lives inside a context without an allocation. A word that holds a value is unknown: what the template's analysis cannot
/// see must not decide anything.
struct ShortWord: Hashable, Comparable, Sendable {
  private var high: UInt64 = 0
  private var low: UInt64 = 0
  private var length: UInt8 = 0

  /// The length from which on lengths are no longer told apart.
  private static let long: UInt8 = 254

  /// No word.
  init() {}

  /// A word to compare with; of a long one only the end.
  init(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  private init(length: UInt8) {
    self.length = length
  }

  /// A word that holds a value.
  static let unknown = ShortWord(length: 255)

  static func < (left: ShortWord, right: ShortWord) -> Bool {
    (left.high, left.low, left.length) < (right.high, right.low, right.length)
  }

  /// Whether nothing has been read.
  var isEmpty: Bool { length == 0 }

  /// Adds a byte at the end; an unknown word stays unknown.
  mutating func append(_ byte: UInt8) {
    guard length <= Self.long else { return }
    high = high << 8 | low >> 56
    low = low << 8 | UInt64(byte)
    length = min(length + 1, Self.long)
  }

  /// Adds bytes at the end.
  mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
    guard length <= Self.long else { return }
    // Only the last ones are kept.
    let start = Swift.max(range.lowerBound, range.upperBound - 16)
    for index in start..<range.upperBound {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(bytes[index])
    }
    length = UInt8(min(Int(length) + range.count, Int(Self.long)))
  }

  /// Whether the word ends in another one of at most 8 bytes.
  func hasSuffix(_ suffix: ShortWord) -> Bool {
    guard length <= Self.long, suffix.length <= length, suffix.length <= 8 else { return false }
    let mask = suffix.length == 8 ? UInt64.max : UInt64(1) << (8 * UInt64(suffix.length)) - 1
    return low & mask == suffix.low
  }

  /// Whether all of its bytes are known.
  var isWhole: Bool { length <= 16 }

  /// The bytes that are known, the last one first.
  private var reversed: some Sequence<UInt8> {
    (0..<Int(min(length <= Self.long ? length : 0, 16))).lazy.map { [high, low] index in
      UInt8(truncatingIfNeeded: (index < 8 ? low : high) >> UInt64(8 * (index % 8)))
    }
  }

  /// The first byte, where it is known.
  var first: UInt8? { isWhole ? Array(reversed).last : nil }

  /// Whether one of the bytes that are known is another one.
  func contains(_ byte: UInt8) -> Bool { Self.holds(low, byte) || Self.holds(high, byte) }

  /// Whether one of eight bytes is another one, which is not 0.
  private static func holds(_ bytes: UInt64, _ byte: UInt8) -> Bool {
    let others = bytes ^ (0x0101_0101_0101_0101 &* UInt64(byte))
    return (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080 != 0
  }

  /// A number that differs for most words, for tables of them.
  var scattered: UInt64 { (low ^ high &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(length) << 56) &* 0xD6E8_FEB8_6659_FD93 }

  /// Whether the word is known whole, and begins with a text.
  func starts(with text: String) -> Bool { isWhole && Array(reversed).reversed().starts(with: text.utf8) }

  /// What follows the last slash: the name of a program, without the folder it is in.
  var lastComponent: ShortWord {
    guard contains(UInt8(ascii: "/")) else { return self }
    var word = ShortWord()
    for byte in reversed.prefix(while: { $0 != UInt8(ascii: "/") }).reversed() { word.append(byte) }
    return word
  }

  /// The word for two branches that meet: the one that both have read, or an unknown one.
  func joined(_ other: ShortWord) -> ShortWord {
    self == other ? self : .unknown
  }
}

extension ShortWord: Taped {
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&length)
    guard length > 0 else { return }
    tape.pass(&low)
    if length > 8 { tape.pass(&high) }
  }
}
