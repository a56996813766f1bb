import Diagnostics
import Schema
public import TextTypes

/// An absolute path on the server.
public struct AbsolutePath: Text {
  /// The path, without a slash at its end.
  public let printed: String
  /// Takes a path in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "absolute path", alphabet: ByteSet.alphanumerics.union(ByteSet("/._-")), traits: [.isWord, .isAbsolutePath],
    pattern: "^/[A-Za-z0-9/._-]*$", example: "/opt/stockshop")
  /// Well below what Linux takes, so that a name can be added.
  public static let limit = 1024

  /// Reads a path of plain names below the root; slashes that mean nothing are dropped.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    func refusal(_ message: String, _ help: String? = nil) -> Refusal {
      Refusal(
        id: .pathFormat, message,
        help: help ?? "write a path such as \(type.example), of letters, digits and . _ -")
    }
    if text.begins(with: "~") {
      throw refusal("begins with a home folder, which depends on the user", "write the absolute path")
    }
    guard text.begins(with: "/") else { throw refusal("is not an absolute path") }
    guard text.isMade(of: type.alphabet) else { throw refusal("has a character that is not allowed in paths here") }
    let names = text.pieces("/").filter { !$0.isEmpty }
    guard !names.isEmpty else { throw refusal("is the root of the file system") }
    guard !names.contains(".."), !names.contains(".") else {
      throw refusal("contains `.` or `..`", "write the path without them")
    }
    guard names.allSatisfy({ $0.utf8.count <= 255 }) else {
      throw refusal("contains a name of more than 255 bytes", "write a shorter one")
    }
    return "/" + names.joined(separator: "/")
  }
}
