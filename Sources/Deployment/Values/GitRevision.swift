import Diagnostics
import Schema
public import TextTypes

/// A tag, branch or commit of a git repository.
public struct GitRevision: Text {
  /// The revision, such as `v1.4.0`.
  public let printed: String
  /// Takes a revision in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "git revision", alphabet: ByteSet.alphanumerics.union(ByteSet("./_+-")), traits: .isWord,
    pattern: "^[A-Za-z0-9_][A-Za-z0-9./_+-]*$", example: "v1.4.0", lookalikes: .integers(0...Int.max))
  /// Longer than any name that is worth reading.
  public static let limit = 200

  /// Reads a name that git accepts (git-check-ref-format) and that no command takes for an option.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    func refusal(_ message: String, _ help: String? = nil) -> Refusal {
      Refusal(id: .revisionFormat, message, help: help ?? "write a tag or a commit, such as v1.4.0")
    }
    if text.begins(with: "-") { throw refusal("begins with a hyphen, and would be taken for an option") }
    if text.holds("~") || text.holds("^") || text.holds("@") {
      throw refusal("is relative to something that changes", "write a tag or a commit itself, such as v1.4.0")
    }
    guard !text.isEmpty, text.isMade(of: type.alphabet) else { throw refusal("is not a git revision") }
    let names = text.pieces("/")
    guard names.allSatisfy({ !$0.isEmpty && !$0.begins(with: ByteSet(".+-")) && !$0.ends(with: ".lock") }),
      !names.contains(where: { $0.ends(with: ".") || $0.pieces(".").dropFirst().dropLast().contains("") })
    else { throw refusal("is not a name that git accepts") }
    return text
  }
}
