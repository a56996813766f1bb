import Diagnostics
import Schema
public import TextTypes

/// An address for mail, of the kind that needs no quotes.
public struct EmailAddress: Text {
  /// The address, such as `ops@example.net`.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "email address", alphabet: ByteSet.alphanumerics.union(ByteSet("@._+-")), traits: .isWord,
    pattern: "^[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9.-]+$", example: "ops@example.net")
  /// Room for a mistake that deserves a precise answer; an address itself has at most 254 bytes (RFC 5321, section
  /// 4.5.3.1.3).
  public static let limit = 512

  /// Reads a local part of letters, digits and `. _ + -`, and a domain name, which is folded to lower case.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let help = "write an address such as \(type.example)"
    let parts = text.pieces("@", atMost: 3)
    if text.holds("<") || text.begins(with: "mailto:") {
      throw Refusal(
        id: .emailFormat, "contains more than the address", help: "write only the address, such as \(type.example)")
    }
    guard parts.count == 2 else { throw Refusal(id: .emailFormat, "is not an email address", help: help) }
    guard isLocal(parts[0]) else {
      throw Refusal(
        id: .emailFormat, "has an unsupported part before the @",
        help: "write at most 64 letters, digits and . _ + - before the @, such as \(type.example)")
    }
    do throws(Refusal) {
      let address = "\(parts[0])@\(try DomainName(parsing: parts[1]).printed)"
      guard address.utf8.count <= 254 else {
        throw Refusal(id: .emailFormat, "is longer than 254 bytes", help: "write a shorter address")
      }
      return address
    } catch {
      guard error.id != .emailFormat else { throw error }
      throw Refusal(id: .emailFormat, "has no domain name after the @", help: help)
    }
  }

  private static func isLocal(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.isMade(of: ByteSet.alphanumerics.union(ByteSet("._+-")))
      && text.begins(with: ByteSet.alphanumerics) && !text.pieces(".").contains("")
  }

  /// Whether the address can be a name of the DNS: a label of at most 63 bytes, and a name of at most 255 with the length
  /// of each label and the end (RFC 1035, section 2.3.4).
  public var fitsZone: Bool {
    printed.pieces("@")[0].utf8.count <= 63 && printed.utf8.count <= 253
  }

  /// The address as a name of the DNS, as an SOA record holds it: dots in the local part are escaped (RFC 1035, section
  /// 8).
  public var dnsName: String {
    let parts = printed.pieces("@")
    return parts[0].pieces(".").joined(separator: "\\.") + "." + (parts.last ?? "")
  }
}
