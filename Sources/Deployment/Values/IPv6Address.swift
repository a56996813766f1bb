public import Schema

/// An IPv6 address, printed as RFC 5952 says.
public struct IPv6Address: Text {
  /// The address, such as `2001:db8::10`.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "IPv6 address", alphabet: ByteSet.digits.union(ByteSet("abcdef:")), pattern: "^[0-9A-Fa-f:.]+$",
    example: "2001:db8::10")

  /// Reads eight groups of hexadecimal digits, with `::` for one run of zeros.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard let groups = groups(text) else {
      throw Refusal(
        id: "ipv6-format", "is not an IPv6 address", help: "write groups of hexadecimal digits, such as 2001:db8::10")
    }
    return print(groups)
  }

  /// The eight groups; nil when the text is no address.
  static func groups(_ text: some StringProtocol) -> [UInt16]? {
    guard text.utf8.count <= 39 else { return nil }
    let halves = split(String(text))
    guard let head = parse(halves.head) else { return nil }
    guard let tail = halves.tail else { return head.count == 8 ? head : nil }
    guard let end = parse(tail), head.count + end.count < 8 else { return nil }
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

  private static func parse(_ text: String) -> [UInt16]? {
    if text.isEmpty { return [] }
    var groups: [UInt16] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      guard (1...4).contains(part.utf8.count), let group = UInt16(part, radix: 16), part.utf8.first != 0x2B else {
        return nil
      }
      groups.append(group)
    }
    return groups.count <= 8 ? groups : nil
  }

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
    return hex[..<best.lowerBound].joined(separator: ":") + "::" + hex[best.upperBound...].joined(separator: ":")
  }
}
