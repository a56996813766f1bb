public import Schema

/// An absolute path on the server.
public struct AbsolutePath: Text {
  /// The path, without a slash at its end.
  public let printed: String
  /// Takes a path in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "absolute path", alphabet: ByteSet.alphanumerics.union(ByteSet("/._-")), pattern: "^/[A-Za-z0-9/._-]*$",
    example: "/opt/stockshop")

  /// Reads a path of plain names below the root.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let help = "write a path such as /opt/stockshop, of letters, digits and . _ -"
    guard text.hasPrefix("/") else { throw Refusal(id: "path-format", "is not an absolute path", help: help) }
    let names = text.split(separator: "/").map(String.init)
    guard !names.isEmpty, text.isMade(of: type.alphabet) else {
      throw Refusal(id: "path-format", "is not a path that can be used", help: help)
    }
    guard !names.contains(".."), !names.contains(".") else {
      throw Refusal(id: "path-format", "has a `.` or `..` in it", help: "write the path without them")
    }
    return "/" + names.joined(separator: "/")
  }
}
