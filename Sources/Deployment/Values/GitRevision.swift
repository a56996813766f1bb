public import Schema

/// A tag, branch or commit of a git repository.
public struct GitRevision: Text {
  /// The revision, such as `v1.4.0`.
  public let printed: String
  /// Takes a revision in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "git revision", alphabet: ByteSet.alphanumerics.union(ByteSet("./_+-")), example: "v1.4.0")

  /// Reads a name that git accepts and that no command takes for an option.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard (1...200).contains(text.utf8.count), text.isMade(of: type.alphabet),
      text.utf8.first.map(ByteSet.alphanumerics.contains) == true, !text.contains(".."), !text.contains("//"),
      !text.hasSuffix("/"), !text.hasSuffix("."), !text.hasSuffix(".lock")
    else {
      throw Refusal(id: "revision-format", "is not a git revision", help: "write a tag or a commit, such as v1.4.0")
    }
    return text
  }
}
