import Schema

/// What every text of one line has in common.
enum Line {
  /// What keeps a text from being one plain line, read after the text in quotes; nil for a good one.
  ///
  /// Line breaks end what a reader takes for the value, blanks at the ends are dropped by it, and marks that change the
  /// direction of writing would show a reviewer something else than what is there.
  ///
  /// - Parameter reader: the program that reads the line.
  static func mistake(in text: String, for reader: String = "the program") -> (message: String, help: String)? {
    if let fault = unprintable(in: text) { return fault }
    let scalars = text.unicodeScalars
    guard [scalars.first, scalars.last].contains(where: { $0?.properties.isWhitespace == true }) else { return nil }
    return ("begins or ends with a blank, which \(reader) would strip", "remove the blank")
  }

  /// What keeps a text from being one line that a reviewer can see; blanks at its ends pass.
  static func unprintable(in text: String) -> (message: String, help: String)? {
    let scalars = text.unicodeScalars
    if scalars.contains(where: breaksLine) {
      return ("contains a line break or a control character", "write one line of text")
    }
    if scalars.contains(where: isInvisible) {
      return ("contains an invisible character", "write it without direction marks and the like")
    }
    return nil
  }

  private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Zero-width characters, marks of direction (Unicode's UAX 9), and what is no character at all. The joiners U+200C and
  /// U+200D stay: Persian and several Indian scripts are not spelled right without them.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFDD0...0xFDEF, 0xFEFF,
      0xFFF9...0xFFFB,
      0xE0000...0xE0FFF:
      true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
