import Diagnostics
import TextTypes

/// What a template's bytes must be before they are read: UTF-8 without control characters, and not too many of them.
struct SourceCheck {
  /// The largest template, in bytes.
  static let sizeLimit = 1 << 20

  /// Reports everything that is wrong with a template's bytes; the result is whether it can be read.
  static func accepts(_ file: Int32, in findings: inout Findings) -> Bool {
    let bytes = findings.sources[Int(file)].bytes
    guard bytes.count <= sizeLimit else {
      findings.error(
        .templateSize, "the template is larger than 1 MiB", at: Region(file: file, start: 0, end: 0),
        help: "write a smaller one, or several")
      return false
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      findings.error(
        .templateBom, "the template begins with a byte order mark", at: Region(file: file, start: 0, end: 3),
        help: "save the file as UTF-8 without a byte order mark")
      return false
    }
    if let mark = ConflictText.firstMark(in: bytes) {
      findings.error(
        .templateConflict, "the template has the marks of a merge that git left to you",
        at: Region(file: file, start: mark.lowerBound, end: mark.upperBound),
        help: "keep the lines that are meant, and remove the others and the lines with <<<<<<<, ======= and >>>>>>>")
      return false
    }
    var index = 0
    var isGood = true
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x09 {
        index += 1
        continue
      }
      let length = byte < 0x80 ? 0 : sequenceLength(bytes[index...])
      if length == 0 {
        isGood = false
        report(byte, at: Region(file: file, start: index, end: index + 1), in: &findings)
        if byte >= 0x80 { return false }
      }
      index += max(length, 1)
    }
    return isGood
  }

  private static func report(_ byte: UInt8, at region: Region, in findings: inout Findings) {
    switch byte {
    case 0x0D:
      findings.error(
        .templateLineEnd, "a carriage return", at: region, help: "save the file with LF line endings")
    case ..<0x80:
      findings.error(
        .templateControl, "the control character U+00\(hexadecimal(byte))", at: region,
        help: "remove it; a template may contain no control characters except tabs and line feeds")
    default:
      findings.error(.templateEncoding, "not UTF-8 from here on", at: region, help: "save the file as UTF-8")
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }

  /// The length of the well-formed UTF-8 sequence of more than one byte at the front (Unicode, table 3-7); 0 without one.
  private static func sequenceLength(_ bytes: ArraySlice<UInt8>) -> Int {
    var iterator = bytes.makeIterator()
    guard let first = iterator.next(), let second = iterator.next() else { return 0 }
    let (length, range): (Int, ClosedRange<UInt8>)
    switch first {
    case 0xC2...0xDF: (length, range) = (2, 0x80...0xBF)
    case 0xE0: (length, range) = (3, 0xA0...0xBF)
    case 0xED: (length, range) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, range) = (3, 0x80...0xBF)
    case 0xF0: (length, range) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, range) = (4, 0x80...0xBF)
    case 0xF4: (length, range) = (4, 0x80...0x8F)
    default: return 0
    }
    guard range.contains(second) else { return 0 }
    for _ in 2..<max(length, 2) {
      guard let next = iterator.next(), next & 0xC0 == 0x80 else { return 0 }
    }
    return length
  }
}
