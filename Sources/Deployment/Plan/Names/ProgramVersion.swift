import Schema
public import TextTypes

/// The version of a program, such as `1.24.0`.
public struct ProgramVersion: PrintedText {
  /// The version.
  public let printed: String
  /// Takes a version in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "version", alphabet: ByteSet.digits.union(ByteSet(".")), traits: .isWord, example: "1.24.0")
}
