import TextTypes

/// Writes a value byte by byte: some as they are, some with an escape, and refuses the others.
struct EscapingEncoder: Encoder {
  /// The bytes that stand for themselves.
  let inert: ByteSet
  /// What to say about a byte that has no escape, and what to do about it.
  let refusal: Refusal
  /// What is written for a byte that is not inert; nil where there is nothing to write.
  let escape: @Sendable (UInt8) -> [UInt8]?

  /// Makes an encoder that writes all of these bytes with a backslash before them, and the rest of a text as it is.
  static func backslash(_ bytes: String, refusal: Refusal, also inert: ByteSet = ByteSet()) -> EscapingEncoder {
    let special = ByteSet(bytes)
    return EscapingEncoder(inert: ByteSet.text.subtracting(special).union(inert), refusal: refusal) {
      special.contains($0) ? [UInt8(ascii: "\\"), $0] : nil
    }
  }

  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    for byte in value {
      if inert.contains(byte) {
        output.append(byte)
      } else if let bytes = escape(byte) {
        output.append(contentsOf: bytes)
      } else {
        throw refusal
      }
    }
  }

  /// As it is where every value of a type is inert.
  func placement(of type: TextType) -> Placement {
    type.alphabet.isSubset(of: inert) ? .verbatim : .encoded(self)
  }
}

/// Writes a value as it stands where it can, else as a quoted token.
struct TokenEncoder: Encoder {
  /// Whether a value is read back as it stands.
  let isPlain: @Sendable (ArraySlice<UInt8>) -> Bool
  /// The quote before the token and after it.
  let quote: UInt8
  /// How the value stands between the quotes.
  let quoted: any Encoder

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

/// Looks at a whole value before it is written, and refuses what the place cannot carry.
struct CheckedEncoder: Encoder {
  /// How the value is written.
  let encoder: any Encoder
  /// Why a value has no declared place here; nil for one that has.
  let objection: @Sendable (ArraySlice<UInt8>) -> Refusal?

  init(_ encoder: any Encoder, objection: @escaping @Sendable (ArraySlice<UInt8>) -> Refusal?) {
    self.encoder = encoder
    self.objection = objection
  }

  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    if let refusal = objection(value) { throw refusal }
    try encoder.encode(value, into: &output)
  }
}

/// Writes a value as it is, or refuses it: for places that have no way to write anything else.
struct IdentityEncoder: Encoder {
  /// The bytes that a value may hold.
  let inert: ByteSet
  /// What to say about any other byte.
  let refusal: Refusal

  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    guard value.allSatisfy(inert.contains) else { throw refusal }
    output.append(contentsOf: value)
  }
}
