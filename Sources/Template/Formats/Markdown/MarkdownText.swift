import Diagnostics
import TextTypes

/// Writes a value into text so that nothing in it means anything there.
struct MarkdownText: Encoder {
  /// Whether the value begins the line, where digits, dashes and more can begin a list, a rule or a heading.
  let isStart: Bool
  /// Whether it is in a table's row, which may be the one that makes a table of it.
  let isRow: Bool
  /// Whether an empty value changes nothing here.
  let mayBeEmpty: Bool

  /// What means something anywhere.
  static let special = ByteSet("\\`*[]<>|#!~&$")
  /// What means something at the beginning of a line only.
  static let leading = ByteSet("-+=:.)0123456789")
  /// What the row consists of that makes a table of those around it.
  private static let rule = ByteSet("-: ")
  /// What begins a block, after digits too.
  private static let block = ByteSet("-+=:.)")

  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    guard !Self.hasBlankEdge(value), mayBeEmpty || !value.isEmpty else {
      throw Refusal(
        id: .markdownBlank, "is empty, or begins or ends with a blank, which may have a meaning in Markdown",
        help: "use a value without it")
    }
    let bytes = Array(value)
    let isRule = isRow && bytes.allSatisfy { Self.rule.contains($0) }
    let mark = isStart ? bytes.prefix { ByteSet.digits.contains($0) }.count : isRule ? 0 : bytes.count
    for (index, byte) in bytes.enumerated() {
      guard ByteSet.text.contains(byte) else { throw Refusal.oneLine(.markdownControl) }
      switch byte {
      case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
      default:
        let beginsBlock = index == mark && Self.block.contains(byte)
        if beginsBlock || Self.special.contains(byte) || Self.beginsMarkup(bytes, index) {
          output.append(UInt8(ascii: "\\"))
        }
        output.append(byte)
      }
    }
  }

  /// Whether a byte would begin markup by what stands around it: emphasis, somebody's name, or an address.
  private static func beginsMarkup(_ bytes: [UInt8], _ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "_"), UInt8(ascii: "@"): !isInside(bytes, index)
    case UInt8(ascii: ":"): bytes[(index + 1)...].starts(with: "//".utf8)
    case UInt8(ascii: "."): index >= 3 && bytes[index - 3..<index].elementsEqual("www".utf8)
    default: false
    }
  }

  /// Whether a byte stands between letters or digits.
  private static func isInside(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index > 0, index + 1 < bytes.count else { return false }
    return ByteSet.alphanumerics.contains(bytes[index - 1]) && ByteSet.alphanumerics.contains(bytes[index + 1])
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

  /// Whether a text begins or ends with a blank of any kind, or with a byte order mark: programs drop them there.
  static func hasBlankEdge(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, let last = value.last else { return false }
    if first < 0x80, last < 0x80 { return isBlank(first) || isBlank(last) }
    let scalars = String(decoding: value, as: UTF8.self).unicodeScalars
    return [scalars.first, scalars.last].contains { scalar in
      scalar.map { $0.properties.isWhitespace || $0.value == 0xFEFF } ?? false
    }
  }
}
