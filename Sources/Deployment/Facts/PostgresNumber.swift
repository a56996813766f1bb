/// A number as PostgreSQL reads it for a setting (parse_int and parse_real in src/backend/utils/misc/guc.c).
struct PostgresNumber: Hashable, Sendable {
  /// The number, in the setting's own unit.
  let value: Double

  /// Reads a number, with a unit of its own or in the setting's; nil where it is none.
  ///
  /// - Parameters:
  ///   - text: such as `64MB`, `1.5`, `1e3` or `0x10`.
  ///   - unit: what the setting measures in; nil where it only counts.
  ///   - isWhole: whether the setting takes whole numbers only, which are octal where they begin with 0.
  init?(_ text: String, unit: PostgresUnit?, isWhole: Bool = true) {
    let bytes = text.utf8.drop { $0 == 0x20 }
    guard let (number, rest) = Self.hexadecimal(bytes) ?? Self.decimal(bytes, mayBeOctal: isWhole) else { return nil }
    let name = String(decoding: rest.filter { $0 != 0x20 }, as: UTF8.self)
    if name.isEmpty {
      value = number
      return
    }
    guard let unit, let written = unit.writable.first(where: { $0.name == name }) else { return nil }
    value = number * written.size / unit.size
  }

  /// The number, rounded as for a setting that takes whole ones; nil where it is too large for one.
  var wholeNumber: Int? { Int(exactly: value.rounded(.toNearestOrEven)) }

  private typealias Bytes = Substring.UTF8View

  private static func hexadecimal(_ bytes: Bytes) -> (Double, Bytes)? {
    guard bytes.starts(with: "0x".utf8) || bytes.starts(with: "0X".utf8) else { return nil }
    let rest = bytes.dropFirst(2)
    let digits = rest.prefix { digit($0, of: 16) != nil }
    guard !digits.isEmpty else { return nil }
    return (number(digits, base: 16), rest.dropFirst(digits.count))
  }

  private static func decimal(_ bytes: Bytes, mayBeOctal: Bool) -> (Double, Bytes)? {
    let sign = bytes.prefix(1).filter { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }.count
    var end = bytes.dropFirst(sign).drop { isDigit($0) }
    let digits = bytes.dropFirst(sign).prefix { isDigit($0) }
    var hasFraction = false
    if end.first == UInt8(ascii: ".") {
      end = end.dropFirst().drop { isDigit($0) }
      hasFraction = true
    }
    // An exponent belongs to the number; no unit begins with it.
    if end.first == UInt8(ascii: "e") || end.first == UInt8(ascii: "E") {
      var power = end.dropFirst()
      if power.first == UInt8(ascii: "-") || power.first == UInt8(ascii: "+") { power = power.dropFirst() }
      guard let first = power.first, isDigit(first) else { return nil }
      end = power.drop { isDigit($0) }
      hasFraction = true
    }
    let isNegative = bytes.first == UInt8(ascii: "-")
    // As C's strtol reads it.
    if mayBeOctal, !hasFraction, digits.count > 1, digits.first == UInt8(ascii: "0") {
      guard digits.allSatisfy({ digit($0, of: 8) != nil }) else { return nil }
      return ((isNegative ? -1 : 1) * number(digits, base: 8), end)
    }
    guard let number = Double(String(decoding: bytes[..<end.startIndex], as: UTF8.self)), number.isFinite else {
      return nil
    }
    return (number, end)
  }

  private static func number(_ digits: Bytes, base: Double) -> Double {
    digits.reduce(0) { sum, byte in sum * base + Double(digit(byte, of: 16) ?? 0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { digit(byte, of: 10) != nil }

  private static func digit(_ byte: UInt8, of base: Int) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30 < base ? Int(byte) - 0x30 : nil
    case 0x41...0x46, 0x61...0x66: base == 16 ? Int(byte & 0xDF) - 0x37 : nil
    default: nil
    }
  }
}
