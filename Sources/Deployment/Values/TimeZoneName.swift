public import Schema

/// A name of the IANA time zone database.
public struct TimeZoneName: Text {
  /// The name, such as `Etc/UTC`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "time zone", alphabet: ByteSet.alphanumerics.union(ByteSet("/_+-")), pattern: "^[A-Za-z][A-Za-z0-9/_+-]*$",
    example: "Europe/Oslo")

  /// Reads a name's form; whether the zone exists is the server's to say.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard text.utf8.count <= 64, text.isMade(of: type.alphabet), (1...3).contains(parts.count),
      parts.allSatisfy({ $0.utf8.first.map(ByteSet.alphanumerics.contains) == true }),
      text.utf8.first.map(ByteSet.digits.contains) == false
    else {
      throw Refusal(
        id: "timezone-format", "is not the name of a time zone", help: "write a name such as Etc/UTC or Europe/Oslo")
    }
    return text
  }
}
