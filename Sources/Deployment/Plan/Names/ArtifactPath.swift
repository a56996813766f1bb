import Schema
public import TextTypes

/// An artifact's path, as a value that templates see.
extension ArtifactPath: PrintedText {
  /// The type.
  public static var type: TextType {
    TextType(
      name: "artifact", alphabet: ByteSet.alphanumerics.union(ByteSet("./_-")), traits: .isWord, example: "odoo.conf")
  }
}
