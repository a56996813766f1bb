import Diagnostics
import Schema
public import TextTypes

/// The name of an option of Odoo or a setting of PostgreSQL.
public struct OptionName: Text {
  /// The name, such as `limit_request`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "option name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("_.")), traits: .isWord,
    pattern: "^[a-z][a-z0-9_.]*$", example: "transient_age_limit")
  /// The longest name of a setting that PostgreSQL takes.
  public static let limit = 63

  /// Reads a lower-case word; both programs fold the case of theirs, so that two spellings would be one option.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if isName(text) { return text }
    let meant = text.folded.pieces("-").joined(separator: "_")
    throw Refusal(
      id: .optionFormat, "is not the name of an option",
      help: isName(meant)
        ? "write \(meant)" : "write a lower-case letter, then letters, digits, _ and ., such as \(type.example)")
  }

  private static func isName(_ text: String) -> Bool {
    text.isMade(of: type.alphabet) && text.begins(with: .lowercase)
  }
}
