import Diagnostics
import Schema
public import TextTypes

/// The value of a setting of PostgreSQL: one line of text, which reaches the server as an argument, and so with the blanks at
/// its ends.
public struct DatabaseOptionValue: Text {
  /// The value.
  public let printed: String
  /// Takes a value in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "database setting", alphabet: .text, traits: [], example: "250ms", lookalikes: .all)

  /// Reads a line without control characters.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard let (message, help) = Line.unprintable(in: text) else { return text }
    throw Refusal(id: .optionValue, message, help: help)
  }
}
