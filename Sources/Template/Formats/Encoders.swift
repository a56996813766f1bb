import Schema

/// Writes some bytes with an escape before them, and refuses others.
struct EscapingEncoder: Encoder {
  /// What is written for a byte that is not inert; nil where there is nothing to write.
  let escapes: @Sendable (UInt8) -> [UInt8]?
  /// The bytes that stand for themselves.
  let inert: ByteSet
  /// What to say about a byte without an escape, and what to do about it.
  let refusal: Refusal

  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    for byte in value {
      if inert.contains(byte) {
        output.append(byte)
      } else if let escape = escapes(byte) {
        output.append(contentsOf: escape)
      } else {
        throw refusal
      }
    }
  }
}

/// Writes a value as it stands where it can, else as a quoted token.
struct TokenEncoder: Encoder {
  /// Whether a value is read back as it stands.
  let isPlain: @Sendable (ArraySlice<UInt8>) -> Bool
  /// The quote before the token and after it.
  let quote: UInt8
  /// How the value stands between the quotes.
  let quoted: EscapingEncoder

  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    if isPlain(value) {
      output.append(contentsOf: value)
      return
    }
    output.append(quote)
    try quoted.encode(value, into: &output)
    output.append(quote)
  }
}

extension TextType {
  /// Whether every value stands for itself where only these bytes do, and an empty one has no place.
  func isInert(in set: ByteSet, mayBeEmpty: Bool = true) -> Bool {
    alphabet.isSubset(of: set) && (mayBeEmpty || !self.mayBeEmpty)
  }
}

extension ByteSet {
  /// What no format takes for anything but text in the middle of a word.
  static let word = alphanumerics.union(ByteSet("_./:@%+,=-"))
}

extension Unfit {
  /// A value with line breaks or controls in a place that ends with its line.
  static func lines(_ type: TextType, _ place: String) -> Unfit {
    Unfit(
      id: "hole-in-\(place)", message: "\(type.name) may hold a line break, which would end the \(place)",
      help: "use a value of one line")
  }
}
