public import Schema

/// An absolute address of the web.
public struct HTTPURL: Text {
  /// The address, such as `https://www.example.com/`.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type: the characters of RFC 3986 without those that mean something to shells and to nginx.
  public static let type = TextType(
    name: "web address", alphabet: ByteSet.alphanumerics.union(ByteSet("-._~:/?#@+,=%&")), pattern: "^https?://[^ ]+$",
    example: "https://www.example.com/")

  /// Reads http or https, a host, a port and a path; no user, no password.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let refusal = Refusal(
      id: "url-format", "is not a web address", help: "write an address such as https://www.example.com/")
    let rest: Substring
    if text.hasPrefix("https://") {
      rest = text.dropFirst(8)
    } else if text.hasPrefix("http://") {
      rest = text.dropFirst(7)
    } else {
      throw refusal
    }
    guard text.isMade(of: type.alphabet) else {
      throw Refusal(
        id: "url-format", "holds a character that has to be written as %XX",
        help: "encode blanks, quotes, $, ;, ( and the like")
    }
    let authority = String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    guard !authority.contains("@") else {
      throw Refusal(id: "url-format", "holds a user or a password", help: "write the address without credentials")
    }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, (try? HostName.canonical(parts[0])) != nil, parts.count == 1 || parts[1].isDigits(1...5)
    else {
      throw refusal
    }
    return text
  }
}
