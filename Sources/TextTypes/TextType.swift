/// The type of a text: which values it can have, as far as a template's context needs to know.
public struct TextType: Sendable, Equatable {
  /// The type's name in messages and in the reference, such as `domain name`; nothing is decided by it.
  public var name: String
  /// Every byte that can occur in a value.
  public var alphabet: ByteSet
  /// What else holds for every value.
  public var traits: TextTraits
  /// The only values there are, where the type is a choice; templates may compare with these alone.
  public var choices: [String]
  /// A regular expression of ECMA 262 that every value matches, for editors alone; empty when the alphabet says enough.
  public var pattern: String
  /// A value to show in the reference and in error texts, where a key has none of its own.
  public var example: String
  /// Which values other readers of YAML take for something else than a text.
  public var lookalikes: Lookalikes

  /// Values that other readers of YAML take for numbers or booleans unless they are in quotes: gen reads what the key asks for.
  public enum Lookalikes: Sendable, Equatable {
    /// There are none.
    case none
    /// Whole numbers of a range.
    case integers(ClosedRange<Int>)
    /// Numbers above 0, up to a greatest.
    case numbers(upTo: Int)
    /// Any number, and `true` and `false`.
    case all
  }

  /// Makes a type.
  public init(
    name: String, alphabet: ByteSet, traits: TextTraits, choices: [String] = [], pattern: String = "",
    example: String = "", lookalikes: Lookalikes = .none
  ) {
    self.name = name
    self.alphabet = alphabet
    self.traits = traits
    self.choices = choices
    self.pattern = pattern
    self.example = example
    self.lookalikes = lookalikes
  }

  /// Makes the type of a choice between some words.
  public init(name: String, words: [String]) {
    self.init(
      name: name, alphabet: ByteSet(words.joined()), traits: TextTraits(of: words), choices: words,
      example: words.first ?? "")
  }

  /// Whether a value can be the empty text.
  public var mayBeEmpty: Bool { !traits.contains(.isNeverEmpty) }
  /// Whether a value can begin with `-`, and so be taken for a command's option.
  public var mayBeginWithDash: Bool { !traits.contains(.isNeverOption) }
}
