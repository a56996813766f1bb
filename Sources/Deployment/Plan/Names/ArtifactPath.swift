public import Schema

/// The path of an artifact, relative to the output folder.
public struct ArtifactPath: PrintedText {
  /// The path, such as `initdb/db/10-role.sh`.
  public let printed: String
  /// Takes a path in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "artifact", alphabet: ByteSet.alphanumerics.union(ByteSet("./_-")), traits: .isWord, example: "odoo.conf")
}
