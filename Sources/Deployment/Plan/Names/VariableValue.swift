import Schema
public import TextTypes

/// What an environment variable of a container is set to.
public struct VariableValue: PrintedText {
  /// The value, such as `Etc/UTC`.
  public let printed: String
  /// Takes a value in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "value of a variable", alphabet: ByteSet.alphanumerics.union(ByteSet("/._+-")), traits: .isWord,
    example: "Etc/UTC")
}
