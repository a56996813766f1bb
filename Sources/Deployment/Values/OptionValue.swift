public import Schema

/// The value of an option: one line of text that every reader takes as it stands.
public struct OptionValue: Text {
  /// The value.
  public let printed: String
  /// Takes a value in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "option value", alphabet: .text, mayBeEmpty: true, mayBeginWithDash: true, example: "65536")

  /// Reads a line without control characters; blanks at its ends would be lost, so they are refused.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }),
      !text.unicodeScalars.contains(where: { $0.value == 0x2028 || $0.value == 0x2029 })
    else {
      throw Refusal(id: "option-value", "holds a line break or a control character", help: "write one line of text")
    }
    let ends = [text.unicodeScalars.first, text.unicodeScalars.last].compactMap { $0 }
    guard !ends.contains(where: \.properties.isWhitespace) else {
      throw Refusal(
        id: "option-value", "begins or ends with a blank, which the reader would drop", help: "remove the blank")
    }
    return text
  }
}
