import Diagnostics
import Schema
public import TextTypes

/// The name or IPv4 address of a host that something connects to.
public struct HostName: Text {
  /// The name, such as `smtp.example.net`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "host name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("-.")), traits: .isWord,
    pattern: "^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$", example: "smtp.example.net")
  /// Room for a mistake that deserves a precise answer; a name itself has at most 253 bytes.
  public static let limit = 512

  /// Reads a host name of one label or more, or an IPv4 address; upper case is folded.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    func refusal(_ message: String) -> Refusal {
      Refusal(id: .hostFormat, message, help: "write only the name, such as \(type.example)")
    }
    let name = text.folded
    let labels = name.pieces(".")
    if name.utf8.count <= 253, labels.allSatisfy(DomainName.isLabel) {
      guard let last = labels.last, last.isMade(of: .digits), IPv4Address.octets(name) == nil else { return name }
      throw refusal("ends in a number, but is not an IPv4 address")
    }
    if text.holds("/") { throw refusal("is a URL or a path, not a host name") }
    if text.holds("@") { throw refusal("is an email address, not a host name") }
    if text.holds(":") { throw refusal("has a port, or is an IPv6 address") }
    if text.ends(with: ".") { throw refusal("ends in a dot") }
    throw refusal("is not a host name")
  }
}
