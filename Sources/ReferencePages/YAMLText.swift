import Diagnostics

extension String {
  /// The text as YAML reads it back: plain where that means the same to everybody, otherwise in double quotes.
  var asYAML: String {
    if isNumber || isSize || self == "true" || self == "false" || isPlain { return self }
    let escaped = unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      case _ where scalar.isHidden: scalar.yamlEscape
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }

  /// The text as YAML reads it back between brackets or braces.
  var asYAMLItem: String {
    let isStructure = utf8.contains { [0x2C, 0x5B, 0x5D, 0x7B, 0x7D].contains($0) }
    return isStructure && asYAML == self ? "\"\(self)\"" : asYAML
  }

  private var isNumber: Bool { !isEmpty && utf8.allSatisfy(Self.isDigit) }

  private var isSize: Bool { hasSuffix("iB") && dropLast(3).utf8.allSatisfy(Self.isDigit) }

  /// Whether the text begins with a letter or a path and has only letters, digits and a few signs: nothing that YAML takes for
  /// something else.
  private var isPlain: Bool {
    guard let first = utf8.first, Self.isLetter(first) || first == UInt8(ascii: "/") || hasPrefix("<") && hasSuffix(">")
    else {
      return split(separator: ".").count == 4
        && utf8.allSatisfy { !Self.isLetter($0) && $0 > 0x2D && $0 < 0x3A && $0 != 0x2F }
    }
    let words = ["yes", "no", "on", "off", "null", "y", "n"]
    return !words.contains(lowercased()) && !contains(": ") && !contains(" #") && !hasSuffix(":") && !hasSuffix(" ")
      && unicodeScalars.allSatisfy {
        $0.isASCII && $0.value >= 0x20 && $0 != "\"" && $0 != "\\" && $0.value != 0x7F
      }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}

extension Unicode.Scalar {
  /// The escape that stands for it between double quotes.
  fileprivate var yamlEscape: String {
    let digits = String(value, radix: 16)
    let (letter, width) = value > 0xFFFF ? ("U", 8) : ("u", 4)
    return "\\\(letter)" + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
