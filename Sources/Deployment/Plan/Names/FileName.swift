import Schema
public import TextTypes

/// The name of a file, without a folder.
public struct FileName: PrintedText {
  /// The name, such as `odoo.conf`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "file name", alphabet: ByteSet.alphanumerics.union(ByteSet("._-")), traits: .isWord,
    example: "odoo.conf")
}
