import Diagnostics
import Schema
public import TextTypes

/// The value of an environment variable that the operator adds: one line of text, without a password.
public struct EnvironmentValue: Text {
  /// The value.
  public let printed: String
  /// Takes a value in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "value of an environment variable", alphabet: .text, traits: [], example: "production", lookalikes: .all)

  /// Reads a line without control characters. A name can say that its value is a secret; here are the forms of values that say
  /// it themselves.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if let (message, help) = Line.mistake(in: text) { throw Refusal(id: .variableValue, message, help: help) }
    guard !holdsSecret(text) else {
      throw Refusal(
        id: .secretInSite, "contains a password or a key",
        help:
          "remove it here, and change it where it is in use; templates/docker-compose.override.yml can mount a secret of "
          + "your own, whose file the module reads", hidesText: true)
    }
    return text
  }

  /// A password in an address, one after its name, and the beginnings by which secret scanners know keys.
  private static func holdsSecret(_ text: String) -> Bool {
    let folded = text.folded
    return hasCredentials(text)
      || ["password=", "passwd=", "pwd=", "secret=", "token=", "-----begin "].contains { occurs($0, in: folded) }
      || ["AKIA", "ghp_", "github_pat_", "glpat-", "sk_live_", "xoxb-", "xoxp-"].contains { text.begins(with: $0) }
  }

  /// Whether there is an address with `user:password@` before its host.
  private static func hasCredentials(_ text: String) -> Bool {
    let end = ByteSet("/?# ")
    for (index, byte) in zip(text.utf8.indices, text.utf8) where byte == UInt8(ascii: ":") {
      let rest = text.utf8[index...]
      guard rest.starts(with: "://".utf8) else { continue }
      let authority = rest.dropFirst(3).prefix { !end.contains($0) }
      guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { continue }
      if authority[..<at].contains(UInt8(ascii: ":")) { return true }
    }
    return false
  }

  private static func occurs(_ word: String, in text: String) -> Bool {
    text.utf8.indices.contains { text.utf8[$0...].starts(with: word.utf8) }
  }
}
