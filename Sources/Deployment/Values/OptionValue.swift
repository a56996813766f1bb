import Diagnostics
import Schema
public import TextTypes

/// The value of an option: one line of text that every reader takes as it stands.
public struct OptionValue: Text {
  /// The value.
  public let printed: String
  /// Takes a value in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(name: "option value", alphabet: .text, traits: [], example: "65536")

  /// Reads a line without control characters; blanks at its ends would be lost, so they are refused.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard let (message, help) = Line.mistake(in: text) else { return text }
    throw Refusal(id: .optionValue, message, help: help)
  }
}
