import Model
import TextTypes

extension Shape {
  /// The type of a value that has one of two types; nil where they have nothing in common.
  func joined(_ other: Shape) -> Shape? {
    switch (self, other) {
    case (.boolean, .boolean): .boolean
    case (.integer(let left), .integer(let right)):
      .integer(
        IntegerType(
          name: left.name == right.name ? left.name : "whole number",
          range: min(left.range.lowerBound, right.range.lowerBound)...max(left.range.upperBound, right.range.upperBound)
        ))
    case (.text(let left), .text(let right)): .text(left.joined(right))
    default: nil
    }
  }

  /// The type of the text that a scalar prints as; nil for what has no text.
  var printedType: TextType? {
    switch self {
    case .text(let type): type
    case .integer(let type):
      TextType(
        name: type.name, alphabet: type.mayBeNegative ? ByteSet.digits.union(ByteSet("-")) : .digits,
        traits: type.mayBeNegative ? [.isNeverEmpty, .isWholeNumber] : [.isWord, .isWholeNumber],
        example: String(max(type.range.lowerBound, 0)))
    default: nil
    }
  }

  /// Whether the value is a secret, or would be if it were there.
  var isSecret: Bool {
    switch self {
    case .secret: true
    case .optional(let wrapped), .list(let wrapped), .map(_, let wrapped): wrapped.isSecret
    case .either(let shapes): shapes.contains(where: \.isSecret)
    case .integer, .boolean, .text, .fragment, .record: false
    }
  }

  /// What a value of this type is, in words.
  var inWords: String {
    switch self {
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .text: "a text"
    case .list, .map: "a list"
    case .record: "a record"
    case .either: "a value with alternatives"
    case .optional(let wrapped): wrapped.inWords
    case .fragment: "a trusted fragment"
    case .secret: "a secret"
    }
  }
}

extension TextType {
  /// The type of a constant text.
  init(constant bytes: [UInt8]) {
    var alphabet = ByteSet()
    for byte in bytes { alphabet.insert(byte) }
    self.init(
      name: "text", alphabet: alphabet, traits: TextTraits(of: bytes),
      choices: [String(decoding: bytes, as: UTF8.self)])
  }

  /// The type of a text that has one of two types.
  func joined(_ other: TextType) -> TextType {
    if self == other { return self }
    return TextType(
      name: name == other.name ? name : "text", alphabet: alphabet.union(other.alphabet),
      traits: traits.intersection(other.traits),
      choices: choices.isEmpty || other.choices.isEmpty
        ? [] : choices + other.choices.filter { !choices.contains($0) })
  }

  /// The type of texts one after the other.
  func followed(by other: TextType) -> TextType {
    var promised: TextTraits = []
    if !mayBeEmpty || !other.mayBeEmpty { promised.insert(.isNeverEmpty) }
    if !mayBeginWithDash, !mayBeEmpty || !other.mayBeginWithDash { promised.insert(.isNeverOption) }
    return TextType(
      name: "text", alphabet: alphabet.union(other.alphabet), traits: promised)
  }

  /// The type of any number of such texts with a text between them.
  func repeated(separator: [UInt8]) -> TextType {
    var result = followed(by: TextType(constant: separator))
    result.traits = mayBeginWithDash || mayBeEmpty && separator.first == UInt8(ascii: "-") ? [] : .isNeverOption
    return result
  }

  /// Whether a text can be a value of this type.
  func canBe(_ bytes: [UInt8]) -> Bool {
    if !choices.isEmpty { return choices.contains { $0.utf8.elementsEqual(bytes) } }
    return bytes.isEmpty ? mayBeEmpty : bytes.allSatisfy(alphabet.contains)
  }

  /// The type with every letter in the other case.
  func mapped(_ suffix: String, _ convert: (UInt8) -> UInt8) -> TextType {
    var result = self
    result.alphabet = ByteSet()
    for byte in alphabet.bytes { result.alphabet.insert(convert(byte)) }
    result.choices = choices.map { String(decoding: $0.utf8.map(convert), as: UTF8.self) }
    result.name += suffix
    result.pattern = ""
    result.example = ""
    // Whatever else a text is, it need not be in the other case: `\w` and `\W` are two things.
    result.traits.formIntersection(.isWord)
    return result
  }
}

/// The case of ASCII letters.
enum LetterCase {
  static func upper(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte
  }

  static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
