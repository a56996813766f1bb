public import Schema

/// Where a git repository is.
public struct RepositoryURL: Text {
  /// The address, such as `https://git.example.com/stockshop.git`.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "repository address", alphabet: ByteSet.alphanumerics.union(ByteSet("./:@_~+-")),
    example: "https://git.example.com/stockshop.git")

  /// Reads an https or ssh address without a password, or `user@host:path`.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let refusal = Refusal(
      id: "repository-format", "is not the address of a git repository",
      help: "write https://host/path.git, ssh://user@host/path.git or user@host:path.git")
    guard text.isMade(of: type.alphabet), text.utf8.first.map(ByteSet.alphanumerics.contains) == true else {
      throw refusal
    }
    if text.hasPrefix("https://") {
      guard !text.contains("@") else {
        throw Refusal(
          id: "repository-format", "holds a user or a password", help: "keep credentials in git's own helper")
      }
      guard text.utf8.count > 10 else { throw refusal }
      return text
    }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[1].contains("/") || parts[1].contains(":") else { throw refusal }
    let user = parts[0].hasPrefix("ssh://") ? String(parts[0].dropFirst(6)) : parts[0]
    guard !user.isEmpty, user.isMade(of: ByteSet.alphanumerics.union(ByteSet("_-"))) else { throw refusal }
    return text
  }
}
