public import Schema

/// The technical name of an Odoo module.
public struct ModuleName: Text {
  /// The name, such as `web`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "module name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("_")), pattern: "^[a-z][a-z0-9_]*$",
    example: "web")

  /// Reads lower-case letters, digits and underscores.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard (1...128).contains(text.utf8.count), text.isMade(of: type.alphabet),
      text.utf8.first.map(ByteSet.lowercase.contains) == true
    else {
      throw Refusal(
        id: "module-format", "is not the name of a module",
        help: "write the technical name, such as web or sale_management")
    }
    return text
  }
}
