extension Unicode.Scalar {
  /// Whether the character could steer a terminal, or cannot be seen by a reader; all of them have at most four hexadecimal digits.
  package var isHidden: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFDD0...0xFDEF, 0xFEFF, 0xFFFE,
      0xFFFF:
      true
    default: false
    }
  }
}

extension String {
  /// The text with what could steer a terminal, or hide from a reader, made visible as its code point.
  package var withoutHiddenCharacters: String {
    guard unicodeScalars.contains(where: \.isHidden) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar.isHidden {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
