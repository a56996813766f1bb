/// Blanks that look like an ordinary one, and that YAML takes for a letter: they come from web pages and word processors.
package enum OddBlank {
  /// Whether a code point is one of Unicode's space separators (category Zs) other than the ordinary blank.
  package static func isOne(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// What is wrong, with the code point's number.
  package static func message(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let number = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    return
      "the blank here is \(scalar.value == 0xA0 ? "a no-break space, " : "")U+\(number), which YAML takes for a letter"
  }

  /// What to do.
  package static let help = "write an ordinary blank in its place"
}
