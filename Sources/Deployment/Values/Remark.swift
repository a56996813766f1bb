import Diagnostics
import Schema
public import TextTypes

/// A short text for people: one line, printed as a comment.
public struct Remark: Text {
  /// The text.
  public let printed: String
  /// Takes a text in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "comment", alphabet: .text, traits: .isNeverEmpty, example: "node exporter",
    lookalikes: .all)
  /// A number of characters at four bytes each.
  public static let limit = 480

  /// Reads one line of at most 120 characters without control characters.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    func refusal(_ message: String, _ help: String) -> Refusal {
      Refusal(id: .commentFormat, message, help: help)
    }
    guard !text.isEmpty else { throw refusal("is empty", "write a few words, or remove the key") }
    guard text.unicodeScalars.count <= 120 else {
      throw refusal("is longer than 120 characters", "write a shorter text")
    }
    if let (message, help) = Line.mistake(in: text) { throw refusal(message, help) }
    return text
  }
}
