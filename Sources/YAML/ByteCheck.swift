import Diagnostics

/// Finds the bytes that no site.yaml may hold, before the parser sees them: libyaml stops at the first one, and says only
/// at which byte.
///
/// Some of them count as line breaks to YAML and not to editors (NEL, LS, PS), so that places after them would be wrong;
/// others steer terminals or are invisible in a review.
struct ByteCheck {
  private let bytes: [UInt8]
  private let file: String
  private var mark = Mark.start
  private var index = 0
  private var atLineStart = true

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// Reports every forbidden byte, up to a hundred of them.
  mutating func run(into diagnostics: inout DiagnosticList) {
    if reportEncoding(into: &diagnostics) { return }
    var found = 0
    while index < bytes.count, found < 100 {
      let start = mark
      if let finding = step() {
        found += 1
        diagnostics.error(
          finding.id, finding.message, at: Place(file: file, span: Span(start: start, end: mark)), help: finding.help)
      }
    }
  }

  private struct Finding {
    var id: FindingID
    var message: String
    var help: String
  }

  /// Another encoding than UTF-8 shows in the first bytes; everything after it would only be noise.
  private func reportEncoding(into diagnostics: inout DiagnosticList) -> Bool {
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let hasZeros = bytes.count >= 2 && (bytes[0] == 0) != (bytes[1] == 0)
    let isUTF32 = bytes.starts(with: [0, 0, 0xFE, 0xFF]) || bytes.count >= 4 && bytes.prefix(3).allSatisfy { $0 == 0 }
    guard isUTF16 || isUTF32 || hasZeros else { return false }
    diagnostics.error(
      .encoding, "the file is not UTF-8, but probably UTF-16 or UTF-32",
      at: Place(file: file, span: Span(at: .start)),
      help: "save it as UTF-8")
    return true
  }

  /// Moves past one code point, or one malformed byte.
  private mutating func step() -> Finding? {
    let byte = bytes[index]
    if byte < 0x80 { return stepASCII(byte) }
    atLineStart = false
    guard let (scalar, length) = decode() else {
      index += 1
      mark.column += 1
      return Finding(
        id: .invalidUtf8, message: "the byte 0x\(hex(UInt32(byte), 2)) is not valid UTF-8 here",
        help: "save the file as UTF-8")
    }
    let isFirst = index == 0
    index += length
    mark.column += 1
    if isFirst && scalar == 0xFEFF {
      return Finding(
        id: .byteOrderMark, message: "the file begins with a byte order mark", help: "save it as UTF-8 without a BOM"
      )
    }
    return isForbidden(scalar) ? forbidden(scalar) : nil
  }

  private mutating func stepASCII(_ byte: UInt8) -> Finding? {
    index += 1
    defer { atLineStart = byte == 0x0A || (atLineStart && byte == 0x20) }
    switch byte {
    case 0x0A:
      mark = Mark(line: mark.line + 1, column: 1)
      return nil
    case 0x0D where index < bytes.count && bytes[index] == 0x0A:
      return nil
    case 0x09 where atLineStart:
      mark.column += 1
      return Finding(
        id: .tabIndentation, message: "YAML does not allow tabs for indentation",
        help: "indent with blanks, two for each level")
    case 0x09, 0x20...0x7E:
      mark.column += 1
      return nil
    default:
      mark.column += 1
      return forbidden(UInt32(byte))
    }
  }

  private func forbidden(_ scalar: UInt32) -> Finding {
    let name = Self.names[scalar].map { " (\($0))" } ?? ""
    return Finding(
      id: .controlCharacter, message: "the character U+\(hex(scalar, 4))\(name) is not allowed",
      help: "remove it; no setting can hold a control character")
  }

  private func isForbidden(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069: true
    default: scalar & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar)
    }
  }

  private static let names: [UInt32: String] = [
    0x00: "NUL", 0x07: "bell", 0x08: "backspace", 0x0D: "carriage return without a line feed", 0x1B: "escape",
    0x7F: "delete", 0x85: "next line", 0x200B: "zero-width space", 0x2028: "line separator",
    0x2029: "paragraph separator", 0xFEFF: "byte order mark", 0x202E: "right-to-left override",
  ]

  /// Decodes the code point at `index`, by table 3-7 of the Unicode Standard; nil where the bytes are not well-formed.
  private func decode() -> (scalar: UInt32, length: Int)? {
    let first = bytes[index]
    let length: Int
    var scalar: UInt32
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch first {
    case 0xC2...0xDF: (length, scalar) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF:
      (length, scalar) = (3, UInt32(first & 0x0F))
      if first == 0xE0 { low = 0xA0 }
      if first == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      (length, scalar) = (4, UInt32(first & 0x07))
      if first == 0xF0 { low = 0x90 }
      if first == 0xF4 { high = 0x8F }
    default: return nil
    }
    guard index + length <= bytes.count else { return nil }
    for offset in 1..<length {
      let byte = bytes[index + offset]
      guard byte >= low, byte <= high else { return nil }
      (low, high) = (0x80, 0xBF)
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    return (scalar, length)
  }
}

/// A number in upper-case hexadecimal digits, padded to a width.
private func hex(_ value: UInt32, _ width: Int) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
