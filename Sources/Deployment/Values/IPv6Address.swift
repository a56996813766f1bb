import Diagnostics
import Schema
public import TextTypes

/// An IPv6 address, printed as RFC 5952 says.
public struct IPv6Address: Text {
  /// The address, such as `2001:db8::10`.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "IPv6 address", alphabet: ByteSet.digits.union(ByteSet("abcdef:")), traits: [.isWord, .isNetworkAddress],
    pattern: "^(?=.*:.*:)[0-9A-Fa-f:.]+$", example: "2001:db8::10")
  /// Room for a mistake that deserves a precise answer.
  public static let limit = 64

  /// Reads the forms of RFC 4291, section 2.2: eight groups of hexadecimal digits, `::` for one run of zeros, the last two
  /// groups perhaps as an IPv4 address. An IPv4 address mapped into IPv6 is refused, since no host has one.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard let groups = groups(text) else {
      let (message, help) = mistake(in: text)
      throw Refusal(
        id: .ipv6Format, message, help: help ?? "write groups of hexadecimal digits, such as \(type.example)")
    }
    guard groups[..<6] != [0, 0, 0, 0, 0, 0xFFFF] else {
      throw Refusal(
        id: .ipv6Format, "is an IPv4-mapped IPv6 address",
        help: "write the host's own IPv6 address")
    }
    return print(groups)
  }

  /// What is wrong with a text that is no address, and what was meant, where that can be told.
  private static func mistake(in text: String) -> (message: String, help: String?) {
    func alone(_ part: String?) -> String? {
      part.flatMap { groups($0) }.map { "write only the address: \(print($0))" }
    }
    if text.begins(with: "[") {
      return ("has brackets around the address", alone(text.without(1).pieces("]").first))
    }
    if text.holds("%") {
      return ("has a zone, which is valid only on one machine", alone(text.pieces("%").first))
    }
    if text.holds("/"), let help = alone(text.pieces("/").first) { return ("is a range, not one address", help) }
    if IPv4Address.octets(text) != nil { return ("is an IPv4 address", nil) }
    return ("is not an IPv6 address", nil)
  }

  /// The eight groups; nil when the text is no address.
  static func groups(_ text: String) -> [UInt16]? {
    guard text.utf8.count <= 45 else { return nil }
    let halves = split(text)
    guard let tail = halves.tail else {
      return parse(halves.head, endsAddress: true).flatMap { $0.count == 8 ? $0 : nil }
    }
    guard let head = parse(halves.head, endsAddress: false), let end = parse(tail, endsAddress: true),
      head.count + end.count < 8
    else { return nil }
    return head + Array(repeating: 0, count: 8 - head.count - end.count) + end
  }

  /// The text before and after the first `::`.
  private static func split(_ text: String) -> (head: String, tail: String?) {
    let bytes = Array(text.utf8)
    guard let at = bytes.indices.dropLast().first(where: { bytes[$0] == 0x3A && bytes[$0 + 1] == 0x3A }) else {
      return (text, nil)
    }
    return (String(decoding: bytes[..<at], as: UTF8.self), String(decoding: bytes[(at + 2)...], as: UTF8.self))
  }

  /// The groups of a stretch without `::`; the end of an address can be written as an IPv4 address.
  private static func parse(_ text: String, endsAddress: Bool) -> [UInt16]? {
    if text.isEmpty { return [] }
    var parts = text.pieces(":")
    var embedded: [UInt16] = []
    if endsAddress, let last = parts.last, let octets = IPv4Address.octets(last) {
      embedded = [UInt16(octets >> 16), UInt16(octets & 0xFFFF)]
      parts.removeLast()
    }
    var groups: [UInt16] = []
    for part in parts {
      guard (1...4).contains(part.utf8.count), part.isMade(of: hexadecimal), let group = UInt16(part, radix: 16) else {
        return nil
      }
      groups.append(group)
    }
    return groups.count + embedded.count <= 8 ? groups + embedded : nil
  }

  private static let hexadecimal = ByteSet.digits.union(ByteSet("abcdefABCDEF"))

  /// The groups without leading zeros, and `::` for the first longest run of two zeros or more.
  static func print(_ groups: [UInt16]) -> String {
    var best = 0..<0
    var index = 0
    while index < groups.count {
      var end = index
      while end < groups.count, groups[end] == 0 { end += 1 }
      if end - index > max(best.count, 1) { best = index..<end }
      index = max(end, index + 1)
    }
    let hex = groups.map { String($0, radix: 16) }
    guard !best.isEmpty else { return hex.joined(separator: ":") }
    let (before, after) = (Array(hex[..<best.lowerBound]), Array(hex[best.upperBound...]))
    return before.joined(separator: ":") + "::" + after.joined(separator: ":")
  }
}
