public import Schema

/// The name of an option of Odoo or a setting of PostgreSQL.
public struct OptionName: Text {
  /// The name, such as `limit_request`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "option name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("_.")), pattern: "^[a-z][a-z0-9_.]*$",
    example: "limit_request")

  /// Reads a lower-case word; both programs fold the case of theirs.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard (1...63).contains(text.utf8.count), text.isMade(of: type.alphabet),
      text.utf8.first.map(ByteSet.lowercase.contains) == true
    else {
      throw Refusal(
        id: "option-format", "is not the name of an option",
        help: "write lower-case letters, digits and _, such as limit_request")
    }
    return text
  }
}
