/// A set of byte values: the alphabet of a type, or the bytes that a template's context leaves alone.
public struct ByteSet: Hashable, Sendable {
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var middle: UInt64 = 0
  @usableFromInline var high: UInt64 = 0
  @usableFromInline var top: UInt64 = 0

  /// The empty set.
  public init() {}

  /// The set as 256 bits, the lowest first.
  public var words: InlineArray<4, UInt64> {
    get { [low, middle, high, top] }
    set { (low, middle, high, top) = (newValue[0], newValue[1], newValue[2], newValue[3]) }
  }

  /// The bytes of an ASCII text, such as `"./:@"`.
  public init(_ text: String) {
    self.init()
    for byte in text.utf8 { insert(byte) }
  }

  /// The bytes of a range, ends included.
  public init(_ range: ClosedRange<UInt8>) {
    self.init()
    for byte in range { insert(byte) }
  }

  /// Adds one byte.
  public mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: low |= bit
    case 1: middle |= bit
    case 2: high |= bit
    default: top |= bit
    }
  }

  /// Whether a byte is in the set.
  @inlinable
  public func contains(_ byte: UInt8) -> Bool {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: return low & bit != 0
    case 1: return middle & bit != 0
    case 2: return high & bit != 0
    default: return top & bit != 0
    }
  }

  /// Whether every byte of this set is also in the other.
  public func isSubset(of other: ByteSet) -> Bool {
    low & ~other.low == 0 && middle & ~other.middle == 0 && high & ~other.high == 0 && top & ~other.top == 0
  }

  /// The bytes of both sets together.
  public func union(_ other: ByteSet) -> ByteSet {
    var result = self
    result.low |= other.low
    result.middle |= other.middle
    result.high |= other.high
    result.top |= other.top
    return result
  }

  /// The bytes of this set that are not in the other.
  public func subtracting(_ other: ByteSet) -> ByteSet {
    var result = self
    result.low &= ~other.low
    result.middle &= ~other.middle
    result.high &= ~other.high
    result.top &= ~other.top
    return result
  }

  /// The set's bytes in ascending order.
  public var bytes: [UInt8] {
    (UInt8.min...UInt8.max).filter(contains)
  }
}

extension ByteSet {
  /// `0` to `9`.
  public static let digits = ByteSet(0x30...0x39)
  /// `a` to `z`.
  public static let lowercase = ByteSet(0x61...0x7A)
  /// `A` to `Z`.
  public static let uppercase = ByteSet(0x41...0x5A)
  /// ASCII letters and digits.
  public static let alphanumerics = digits.union(lowercase).union(uppercase)
  /// Every printable ASCII character, the blank included.
  public static let printable = ByteSet(0x20...0x7E)
  /// Every byte of well-formed UTF-8 text without control characters.
  public static let text = printable.union(ByteSet(0x80...0xFF))
}
