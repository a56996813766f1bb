/// The SHA-256 digest of some bytes (FIPS 180-4).
public struct SHA256Digest: Hashable, Sendable {
  /// The eight words that it consists of.
  public let words: SIMD8<UInt32>

  /// Makes a digest of its words.
  public init(words: SIMD8<UInt32>) {
    self.words = words
  }

  /// Computes the digest of bytes.
  public init(of bytes: [UInt8]) {
    var state = SHA256State()
    state.absorb(bytes.span)
    words = state.words
  }

  /// Reads a digest from its printed form.
  ///
  /// - Returns: nil unless the text is exactly 64 lower-case hexadecimal digits.
  public init?(hex: String) {
    guard hex.utf8.count == 64 else { return nil }
    var words = SIMD8<UInt32>()
    for (index, digit) in hex.utf8.enumerated() {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      words[index / 8] = words[index / 8] << 4 | UInt32(value)
    }
    self.words = words
  }

  /// The printed form: 64 lower-case hexadecimal digits, as `sha256sum` prints them.
  public var hex: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for index in 0..<8 {
      var rest = words[index]
      for _ in 0..<8 {
        rest = rest << 4 | rest >> 28
        let digit = UInt8(truncatingIfNeeded: rest & 0xF)
        digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
