import TextTypes

/// What a plain scalar may be read as if not as a text, by YAML 1.1 and 1.2.
struct PlainMeaning: OptionSet, Hashable {
  let rawValue: UInt8
  /// Words for true, false and nothing.
  static let word = PlainMeaning(rawValue: 1)
  /// Decimal numbers, fractions, exponents, and numbers of base 60.
  static let decimal = PlainMeaning(rawValue: 2)
  static let hexadecimal = PlainMeaning(rawValue: 4)
  /// Octal and binary numbers.
  static let octal = PlainMeaning(rawValue: 8)
  static let time = PlainMeaning(rawValue: 16)
  /// Infinity, and what is no number.
  static let notFinite = PlainMeaning(rawValue: 32)
  /// `~`, `=` and `<<`.
  static let sign = PlainMeaning(rawValue: 64)
  static let all = PlainMeaning(rawValue: 127)

  /// The bytes that scalars of a meaning are made of, and those that can begin one.
  private static let alphabets: [(PlainMeaning, all: ByteSet, first: ByteSet)] = [
    (.word, ByteSet("yesnoftrualiYESNOFTRUALI"), ByteSet("ynotfYNOTF")),
    (.decimal, ByteSet.digits.union(ByteSet("+-_.:eE")), ByteSet.digits.union(ByteSet("+-."))),
    (.hexadecimal, ByteSet.digits.union(ByteSet("abcdefABCDEFxX_+-")), ByteSet("0+-")),
    (.octal, ByteSet.digits.union(ByteSet("oObB_+-")), ByteSet("0+-")),
    (.time, ByteSet.digits.union(ByteSet("-:.+tTzZ ")), .digits),
    (.notFinite, ByteSet(".infaINFA+-"), ByteSet(".inIN+-")),
    (.sign, ByteSet("~=<"), ByteSet("~=<")),
  ]

  /// The meanings that scalars with a byte can have.
  static let ofByte: [PlainMeaning] = (UInt8.min...UInt8.max).map { byte in
    alphabets.reduce(into: []) { if $1.all.contains(byte) { $0.insert($1.0) } }
  }

  /// The meanings that scalars can have which begin with a byte.
  static let beginning: [PlainMeaning] = (UInt8.min...UInt8.max).map { byte in
    alphabets.reduce(into: []) { if $1.first.contains(byte) { $0.insert($1.0) } }
  }
}
