import Diagnostics
import Schema
public import TextTypes

/// The value of an option of odoo.conf: one line of text that its reader takes as it stands.
public struct OptionValue: Text {
  /// The value.
  public let printed: String
  /// Takes a value in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "option value", alphabet: .text, traits: [], example: "65536", lookalikes: .all)

  /// Reads a line without control characters; blanks at its ends are refused: Python's configparser, with which Odoo reads
  /// the file, strips them.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard let (message, help) = Line.mistake(in: text, for: "Odoo") else { return text }
    throw Refusal(id: .optionValue, message, help: help)
  }
}
