import Diagnostics
import Schema
public import TextTypes

/// The name of a PostgreSQL database that needs no quotes.
public struct DatabaseName: Text {
  /// The name, such as `superadmin`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "database name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("_")), traits: .isWord,
    pattern: "^[a-z][a-z0-9_]{0,62}$", example: "superadmin")
  /// Room for a mistake that deserves a precise answer.
  public static let limit = 128

  /// Reads a letter and up to 62 letters, digits and underscores; PostgreSQL's own databases are taken.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard isName(text) else {
      let meant = text.folded.pieces("-").joined(separator: "_")
      throw Refusal(
        id: .databaseFormat,
        text.utf8.count > 63 ? "is longer than 63 bytes, the limit of PostgreSQL" : "is not a database name",
        help: isName(meant)
          ? "write \(meant)"
          : "write a lower-case letter and up to 62 lower-case letters, digits and _, such as superadmin")
    }
    guard !["postgres", "template0", "template1"].contains(text) else {
      throw Refusal(
        id: .databaseReserved, "is one of PostgreSQL's own databases", help: "write another name, such as superadmin")
    }
    return text
  }

  private static func isName(_ text: String) -> Bool {
    (1...63).contains(text.utf8.count) && text.isMade(of: type.alphabet) && text.begins(with: .lowercase)
  }
}
