public import Schema

/// The SHA-256 of files, which is known once they are rendered.
public struct FilesHash: PrintedText {
  /// The digest in hexadecimal digits.
  public let printed: String
  /// Takes a digest in its printed form.
  public init(canonical: String) { printed = canonical }
  /// What stands there before the files are rendered.
  public static let unknown = FilesHash(canonical: type.example)

  /// The type.
  public static let type = TextType(
    name: "hash of files", alphabet: ByteSet.digits.union(ByteSet("abcdef")), traits: .isWord,
    example: String(repeating: "0", count: 64), isLate: true)
}
