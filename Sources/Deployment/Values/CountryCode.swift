public import Schema

/// A country by its code of ISO 3166-1.
public struct CountryCode: Text {
  /// The code, such as `NO`.
  public let printed: String
  /// Takes a code in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(name: "country code", alphabet: .uppercase, pattern: "^[A-Z]{2}$", example: "NO")

  /// Reads two capital letters.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard text.utf8.count == 2, text.isMade(of: .uppercase) else {
      throw Refusal(
        id: "country-format", "is not a country code", help: "write the two capital letters of ISO 3166, such as NO")
    }
    return text
  }
}
