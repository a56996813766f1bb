public import Schema

/// The SHA-256 of files, which is known once they are rendered.
public struct FilesHash: Text {
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

  /// Reads 64 hexadecimal digits.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard text.utf8.count == 64, text.isMade(of: type.alphabet) else {
      throw Refusal(id: "hash-format", "is not a SHA-256 digest")
    }
    return text
  }
}
