import Diagnostics
import Schema
public import TextTypes

/// The name of an environment variable that the operator adds to the containers of Odoo.
public struct EnvironmentName: Text {
  /// The name, such as `ODOO_STAGE`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type: names of POSIX (Base Definitions, 8.1); lower case counts, as in `http_proxy`.
  public static let type = TextType(
    name: "name of an environment variable", alphabet: ByteSet.alphanumerics.union(ByteSet("_")), traits: .isWord,
    pattern: "^[A-Za-z_][A-Za-z0-9_]*$", example: "ODOO_STAGE")
  /// Longer than any variable's name.
  public static let limit = 128

  /// Reads letters, digits and underscores, no digit first.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard !text.isEmpty, text.isMade(of: type.alphabet), !text.begins(with: .digits) else {
      throw Refusal(
        id: .variableName, "is not the name of an environment variable",
        help: "write letters, digits and _, with no digit first, such as \(type.example)")
    }
    return text
  }
}
