import Diagnostics
import Schema
public import TextTypes

/// The path of a folder, relative to site.yaml.
public struct RelativePath: Text {
  /// The path, such as `custom_addons`; `..` only at its beginning.
  public let printed: String
  /// Takes a path in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The last name in the path.
  public var name: String { printed.pieces("/").last ?? printed }

  /// The type.
  public static let type = TextType(
    name: "relative path", alphabet: ByteSet.alphanumerics.union(ByteSet("/._-")), traits: .isWord,
    pattern: "^[A-Za-z0-9._][A-Za-z0-9/._-]*$", example: "custom_addons", lookalikes: .integers(0...Int.max))
  /// Well below what Linux takes, so that the server's directory can be put before it.
  public static let limit = 1024

  /// Reads a path of plain names; `./` at its beginning is dropped, `..` can only stand there: a folder beside the
  /// repository.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    func refusal(_ message: String, _ help: String? = nil) -> Refusal {
      Refusal(
        id: .pathFormat, message,
        help: help ?? "write a path relative to site.yaml, such as \(type.example), of letters, digits and . _ -")
    }
    guard !text.begins(with: ByteSet("/~")) else { throw refusal("is not relative to site.yaml") }
    guard !text.isEmpty, text.isMade(of: type.alphabet) else {
      throw refusal(text.isEmpty ? "is not a path" : "has a character that is not allowed in paths here")
    }
    let names = text.pieces("/").filter { !$0.isEmpty && $0 != "." }
    let inner = names.drop { $0 == ".." }
    guard !inner.isEmpty else { throw refusal("does not name a folder") }
    guard !inner.contains("..") else {
      throw refusal("has a `..` after a name", "write the path without `..`")
    }
    guard inner.allSatisfy({ !$0.begins(with: "-") && $0.utf8.count <= 255 }) else {
      throw refusal("has a name that begins with a hyphen, or has more than 255 bytes")
    }
    return names.joined(separator: "/")
  }
}
