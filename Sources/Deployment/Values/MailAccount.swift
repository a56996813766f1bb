import Diagnostics
import Schema
public import TextTypes

/// The name of an account on a mail server, which need not be an address.
public struct MailAccount: Text {
  /// The name.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "account of a mail server", alphabet: .text, traits: .isNeverEmpty, example: "odoo@example.net",
    lookalikes: .all)
  /// A number of characters at four bytes each.
  public static let limit = 480

  /// Reads one line of at most 120 characters without control characters.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    func refusal(_ message: String, _ help: String) -> Refusal {
      Refusal(id: .accountFormat, message, help: help)
    }
    guard !text.isEmpty else { throw refusal("is empty", "write the account, or remove the key") }
    guard text.unicodeScalars.count <= 120 else {
      throw refusal("is longer than 120 characters", "write a shorter name")
    }
    if let (message, help) = Line.mistake(in: text) { throw refusal(message, help) }
    return text
  }
}
