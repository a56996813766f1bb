public import Schema

/// The name of a site: compose project, volume and job names begin with it.
public struct ProjectName: Text {
  /// The name, such as `stockshop`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "project name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("-")),
    pattern: "^[a-z][a-z0-9-]{0,30}$", example: "stockshop")

  /// Reads a letter and up to 30 letters, digits and hyphens.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard (1...31).contains(text.utf8.count), text.isMade(of: type.alphabet),
      text.utf8.first.map(ByteSet.lowercase.contains) == true
    else {
      throw Refusal(
        id: "name-format", "is not a project name",
        help: "write a lower-case letter and up to 30 lower-case letters, digits and hyphens, such as stockshop")
    }
    return text
  }
}
