import Schema
public import TextTypes

/// The name of an environment variable.
public struct VariableName: PrintedText {
  /// The name, such as `SMTP_PASSWORD`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "variable name", alphabet: ByteSet.uppercase.union(.digits).union(ByteSet("_")), traits: .isWord,
    example: "SMTP_PASSWORD")
}
