public import Schema

/// A short text for people: one line, printed as a comment.
public struct Remark: Text {
  /// The text.
  public let printed: String
  /// Takes a text in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(name: "comment", alphabet: .text, mayBeginWithDash: true, example: "node exporter")

  /// Reads one line of at most 120 characters without control characters.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard !text.isEmpty, text.unicodeScalars.count <= 120 else {
      throw Refusal(id: "comment-format", "is empty or too long", help: "write one line of at most 120 characters")
    }
    return try OptionValue.canonical(text)
  }
}
