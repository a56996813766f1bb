import Schema
public import TextTypes

/// A regular expression of the model's making.
public struct Pattern: PrintedText {
  /// The expression, such as `^%d_db$`.
  public let printed: String
  /// Takes an expression in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "pattern", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("^$%_")),
    traits: [.isWord, .isPythonExpression], example: "^%d_db$")
}
