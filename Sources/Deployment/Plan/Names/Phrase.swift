import Schema
public import TextTypes

/// A plain word or sentence of the model's making, for comments and tables.
public struct Phrase: PrintedText {
  /// The text.
  public let printed: String
  /// Takes a text in its printed form.
  public init(canonical: String) { printed = canonical }
  /// Takes a text of letters, digits, blanks and light punctuation.
  init(_ text: String) { printed = text }

  /// The type.
  public static let type = TextType(
    name: "phrase", alphabet: ByteSet.alphanumerics.union(ByteSet(" .,:'()/-")), traits: .isWord,
    example: "every tenant")
}
