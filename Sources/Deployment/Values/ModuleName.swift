import Diagnostics
import Schema
public import TextTypes

/// The technical name of an Odoo module.
public struct ModuleName: Text {
  /// The name, such as `web`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "module name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("_")), traits: .isWord,
    pattern: "^[a-z][a-z0-9_]*$", example: "web")
  /// Longer than any module's name.
  public static let limit = 128

  /// Reads lower-case letters, digits and underscores.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if isName(text) { return text }
    let meant = text.folded.pieces("-").joined(separator: "_")
    throw Refusal(
      id: .moduleFormat, "is not the name of a module",
      help: isName(meant)
        ? "write the technical name, such as \(meant)" : "write the technical name, such as \(type.example)")
  }

  private static func isName(_ text: String) -> Bool {
    text.isMade(of: type.alphabet) && text.begins(with: .lowercase)
  }
}
