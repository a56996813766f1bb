public import Schema

/// A language as Odoo names it.
public struct Locale: Text {
  /// The name, such as `en_US`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "language", alphabet: ByteSet.alphanumerics.union(ByteSet("_@")),
    pattern: "^[a-z]{2,3}(_[A-Z0-9]{2,3})?(@[a-z]+)?$",
    example: "en_US")

  /// Reads a language, a country and a script: `sr_RS@latin`, the last two optional.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let refusal = Refusal(
      id: "language-format", "is not a language of Odoo's", help: "write a code such as en_US or nb_NO")
    let halves = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard halves.count <= 2, let name = halves.first else { throw refusal }
    if halves.count == 2 {
      guard (1...12).contains(halves[1].utf8.count), halves[1].isMade(of: .lowercase) else { throw refusal }
    }
    let parts = name.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, (2...3).contains(parts[0].utf8.count), parts[0].isMade(of: .lowercase) else {
      throw refusal
    }
    if parts.count == 2 {
      guard (2...3).contains(parts[1].utf8.count), parts[1].isMade(of: ByteSet.digits.union(.uppercase)) else {
        throw refusal
      }
    }
    return text
  }
}
