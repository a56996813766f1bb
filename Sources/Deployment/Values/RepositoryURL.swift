import Diagnostics
import Schema
public import TextTypes

/// Where a git repository is.
public struct RepositoryURL: Text {
  /// The address, such as `https://git.example.com/stockshop.git`.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  private static let (host, user, path) = (
    "[A-Za-z0-9.-]+(:[0-9]+)?", "[A-Za-z0-9][A-Za-z0-9._-]*", "[A-Za-z0-9._/~+-]+"
  )

  /// The type.
  public static let type = TextType(
    name: "repository address", alphabet: ByteSet.alphanumerics.union(ByteSet("./:@_~+-")), traits: .isWord,
    pattern: "^(https://\(host)/\(path)|ssh://(\(user)@)?\(host)/\(path)|\(user)@[A-Za-z0-9.-]+:\(path))$",
    example: "https://git.example.com/stockshop.git")
  /// Longer than any address that is worth reading.
  public static let limit = 1024

  /// Reads an https or ssh address without a password, or `user@host:path`.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if text.begins(with: "https://") { return "https://" + (try located(text.without(8), ssh: false)) }
    if text.begins(with: "ssh://") { return "ssh://" + (try located(text.without(6), ssh: true)) }
    if text.begins(with: "http://") || text.begins(with: "git://") {
      throw refusal(
        "uses a connection that anybody on the network path can change", "write the https:// or ssh:// address")
    }
    if text.begins(with: ByteSet("/.~")) || text.begins(with: "file:") {
      throw refusal("is a path on one machine", "write an address that the server can reach")
    }
    let parts = text.pieces(":", atMost: 2)
    guard parts.count == 2, parts[0].holds("@"), isPath(parts[1]) else { throw refusal() }
    return "\(try account(parts[0])):\(parts[1])"
  }

  /// A host, its port and a path, with a user before them for ssh.
  private static func located(_ text: String, ssh: Bool) throws(Refusal) -> String {
    let parts = text.pieces("/", atMost: 2)
    guard parts.count == 2, !parts[1].isEmpty else { throw refusal("has no path to a repository after its host") }
    guard isPath(parts[1]) else {
      throw refusal("has an unsupported path", "write a path of letters, digits and . / _ ~ + -")
    }
    guard ssh || !parts[0].holds("@") else { throw credentials }
    let named = parts[0].pieces("@").last ?? ""
    let authority = named.pieces(":", atMost: 2)
    let user = parts[0].holds("@") ? parts[0].pieces("@").dropLast().joined(separator: "@") + "@" : ""
    guard authority.count == 1 || authority[1].decimal(in: 1...65535) != nil else {
      throw refusal("has an invalid port", "write a port from 1 to 65535 after the host, or none")
    }
    let port = authority.count == 2 ? ":\(authority[1])" : ""
    return "\(try account(user + authority[0]))\(port)/\(parts[1])"
  }

  /// A host, with a user before it or without.
  private static func account(_ text: String) throws(Refusal) -> String {
    let parts = text.pieces("@", atMost: 3)
    guard parts.count <= 2, let name = parts.last, let host = try? HostName(parsing: name) else { throw refusal() }
    guard parts.count == 2 else { return host.printed }
    guard !parts[0].holds(":") else { throw credentials }
    guard parts[0].isMade(of: ByteSet.alphanumerics.union(ByteSet("._-"))), parts[0].begins(with: .alphanumerics) else {
      throw refusal()
    }
    return "\(parts[0])@\(host.printed)"
  }

  private static func isPath(_ text: String) -> Bool {
    !text.isEmpty && text.isMade(of: ByteSet.alphanumerics.union(ByteSet("./_~+-"))) && !text.begins(with: "-")
      && !text.pieces("/").contains("..")
  }

  private static func refusal(_ message: String = "is not the address of a git repository", _ help: String? = nil)
    -> Refusal
  {
    Refusal(
      id: .repositoryFormat, message,
      help: help ?? "write https://host/path.git, ssh://user@host/path.git or user@host:path.git")
  }

  private static let credentials = Refusal(
    id: .repositoryFormat, "contains a user or a password",
    help: "write the address without them, and use a deploy key or git's credential helper", hidesText: true)
}
