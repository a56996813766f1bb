import Diagnostics
import Schema
public import TextTypes

/// An absolute address of the web.
public struct HTTPURL: Text {
  /// The address, such as `https://www.example.com/`; scheme and host in lower case.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type: the characters of RFC 3986 without those that mean something to shells and to nginx.
  public static let type = TextType(
    name: "web address", alphabet: ByteSet.alphanumerics.union(ByteSet("-._~:/?#@+,=%&")),
    traits: [.isWord, .isWebAddress], pattern: "^[Hh][Tt][Tt][Pp][Ss]?://[^ ]+$", example: "https://www.example.com/")
  /// The longest that common clients and servers take.
  public static let limit = 2048

  /// Reads http or https, a host, a port, a path, a query and a fragment; no user, no password.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard let scheme = ["https://", "http://"].first(where: text.folded.begins) else {
      throw refusal("is not a URL", "write an address such as \(type.example)")
    }
    let rest = text.without(scheme.utf8.count)
    let end: ByteSet = ByteSet("/?#")
    let authority = String(decoding: rest.utf8.prefix { !end.contains($0) }, as: UTF8.self)
    guard !authority.holds("@") else {
      throw Refusal(
        id: .urlFormat, "contains a user or a password", help: "write the address without credentials", hidesText: true)
    }
    if authority.begins(with: "[") {
      throw refusal("has an IPv6 address as host", "write the host's name")
    }
    let path = rest.without(authority.utf8.count)
    guard isEncoded(path) else {
      throw refusal("has a % without two hexadecimal digits after it", "write %25 for the character % itself")
    }
    guard text.isMade(of: type.alphabet) else {
      throw refusal(
        "contains a character that has to be written as %XX", "write %20 for a blank, %24 for $, %28 for (, and so on")
    }
    return scheme + (try host(authority)) + path
  }

  /// The host and the port, in lower case.
  private static func host(_ authority: String) throws(Refusal) -> String {
    let parts = authority.pieces(":", atMost: 3)
    guard parts.count <= 2, let name = try? HostName(parsing: parts[0]) else {
      throw refusal("has no valid host name after //", "write an address such as \(type.example)")
    }
    guard parts.count == 2 else { return name.printed }
    guard let port = parts[1].decimal(in: 1...65535) else {
      throw refusal("has an invalid port", "write a port from 1 to 65535")
    }
    return "\(name.printed):\(port)"
  }

  /// Whether each `%` has two hexadecimal digits after it.
  private static func isEncoded(_ text: String) -> Bool {
    let hexadecimal = ByteSet.digits.union(ByteSet("abcdefABCDEF"))
    return text.pieces("%").dropFirst().allSatisfy { piece in
      let digits = piece.utf8.prefix(2)
      return digits.count == 2 && digits.allSatisfy(hexadecimal.contains)
    }
  }

  private static func refusal(_ message: String, _ help: String) -> Refusal {
    Refusal(id: .urlFormat, message, help: help)
  }
}
