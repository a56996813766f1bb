import Diagnostics
import Schema
public import TextTypes

/// The name of a site: compose project, volume and job names begin with it.
public struct ProjectName: Text {
  /// The name, such as `stockshop`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "project name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("-")), traits: .isWord,
    pattern: "^[a-z][a-z0-9-]{0,30}$", example: "stockshop")
  /// Room for a mistake that deserves a precise answer.
  public static let limit = 128

  /// Reads a letter and up to 30 letters, digits and hyphens.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if isName(text) { return text }
    let meant = text.folded.pieces(" ").joined(separator: "-").pieces("_").joined(separator: "-")
    throw Refusal(
      id: .nameFormat, text.utf8.count > 31 ? "is longer than 31 bytes" : "is not a project name",
      help: isName(meant)
        ? "write \(meant)"
        : "write a lower-case letter and up to 30 lower-case letters, digits and hyphens, such as stockshop")
  }

  private static func isName(_ text: String) -> Bool {
    (1...31).contains(text.utf8.count) && text.isMade(of: type.alphabet) && text.begins(with: .lowercase)
  }
}
