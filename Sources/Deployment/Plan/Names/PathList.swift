import Schema
public import TextTypes

/// Paths in the order of a search, with commas between them.
public struct PathList: PrintedText {
  /// The paths.
  public let printed: String
  /// Takes a list in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "list of paths", alphabet: AbsolutePath.type.alphabet.union(ByteSet(",")), traits: .isWord,
    example: "/opt/addons/custom_addons")
}
