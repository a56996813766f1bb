import Schema
public import TextTypes

/// A line of a comment in a file that is made.
public struct Note: PrintedText {
  /// The line.
  public let printed: String
  /// Takes a line in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "note", alphabet: ByteSet.alphanumerics.union(ByteSet(" .,:;'()/_-")), traits: .isWord,
    example: "Made once, and used by both."
  )
}
