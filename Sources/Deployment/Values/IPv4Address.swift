import Diagnostics
import Schema
public import TextTypes

/// An IPv4 address in dotted decimal form.
public struct IPv4Address: Text {
  /// The address, such as `203.0.113.10`.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "IPv4 address", alphabet: ByteSet.digits.union(ByteSet(".")), traits: [.isWord, .isNetworkAddress],
    pattern: #"^([0-9]{1,3}\.){3}[0-9]{1,3}$"#, example: "203.0.113.10")
  /// Room for a mistake that deserves a precise answer.
  public static let limit = 64

  /// Reads four numbers from 0 to 255; a leading zero would mean octal to some readers.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard octets(text) == nil else { return text }
    let (message, help) = mistake(in: text)
    throw Refusal(
      id: .ipv4Format, message, help: help ?? "write four numbers from 0 to 255, such as \(type.example)")
  }

  /// The four numbers as one; nil when the text is no address.
  static func octets(_ text: String) -> UInt32? {
    octets(Array(text.utf8)[...])
  }

  /// The four numbers as one; nil when the bytes are no address.
  static func octets(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    var (value, dots): (UInt32, Int) = (0, 0)
    var (number, digits): (UInt32, Int) = (0, 0)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "."):
        guard digits > 0, dots < 3 else { return nil }
        value = value << 8 | number
        (dots, number, digits) = (dots + 1, 0, 0)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        // No leading zero, and so at most three digits.
        guard digits == 0 || number > 0 else { return nil }
        number = number * 10 + UInt32(byte - UInt8(ascii: "0"))
        guard number <= 255 else { return nil }
        digits += 1
      default: return nil
      }
    }
    return dots == 3 && digits > 0 ? value << 8 | number : nil
  }

  /// What is wrong with a text that is no address, and what was meant, where that can be told.
  private static func mistake(in text: String) -> (message: String, help: String?) {
    for separator: Unicode.Scalar in ["/", ":"] {
      let parts = text.pieces(separator, atMost: 2)
      guard parts.count == 2, octets(parts[0]) != nil else { continue }
      let what = separator == "/" ? "is a range, not one address" : "has a port after the address"
      return (what, "write only the address: \(parts[0])")
    }
    if IPv6Address.groups(text) != nil { return ("is an IPv6 address", nil) }
    let parts = text.pieces(".")
    guard parts.count == 4, parts.allSatisfy({ $0.isDigits(1...3) }) else { return ("is not an IPv4 address", nil) }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.allSatisfy({ $0 <= 255 }) else { return ("has a number above 255", nil) }
    return (
      "has a number with a leading zero, which some programs read as octal",
      "write \(numbers.map(String.init).joined(separator: "."))"
    )
  }
}
