import Schema

extension TextType {
  /// The type of one literal text.
  static func literal(_ text: String) -> TextType {
    TextType(
      name: "text", alphabet: ByteSet(text), mayBeEmpty: text.isEmpty, mayBeginWithDash: text.hasPrefix("-"),
      choices: [text], example: text)
  }

  /// The type of a text that is one of two.
  func either(_ other: TextType) -> TextType {
    TextType(
      name: "text", alphabet: alphabet.union(other.alphabet), mayBeEmpty: mayBeEmpty || other.mayBeEmpty,
      mayBeginWithDash: mayBeginWithDash || other.mayBeginWithDash,
      choices: choices.isEmpty || other.choices.isEmpty ? [] : choices + other.choices.filter { !choices.contains($0) },
      isLate: isLate || other.isLate)
  }

  /// The type of this text with another one after it.
  func followed(by other: TextType) -> TextType {
    TextType(
      name: "text", alphabet: alphabet.union(other.alphabet), mayBeEmpty: mayBeEmpty && other.mayBeEmpty,
      mayBeginWithDash: mayBeginWithDash || (mayBeEmpty && other.mayBeginWithDash),
      isLate: isLate || other.isLate)
  }

  /// The type of this text's repetition with separators between.
  func joined(by separator: TextType) -> TextType {
    TextType(
      name: "text", alphabet: alphabet.union(separator.alphabet), mayBeEmpty: true,
      mayBeginWithDash: mayBeginWithDash || (mayBeEmpty && separator.mayBeginWithDash), isLate: isLate)
  }
}

extension IntegerType {
  /// The type of any whole number.
  static let any = IntegerType(name: "whole number", range: Int.min...Int.max)
  /// The type of a count.
  static let count = IntegerType(name: "count", range: 0...Int(Int32.max))

  /// How the number stands in an artifact.
  var text: TextType {
    let digits = ByteSet.digits
    return TextType(
      name: name, alphabet: mayBeNegative ? digits.union(ByteSet("-")) : digits, mayBeginWithDash: mayBeNegative,
      pattern: "integer")
  }
}
