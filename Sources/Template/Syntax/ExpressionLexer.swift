/// Splits an expression or a statement into words, numbers, texts and signs.
struct ExpressionLexer {
  /// One token.
  struct Token {
    /// What the token is.
    enum Kind: Equatable {
      case name(String)
      case integer(Int)
      case text(String)
      case sign(String)
      case end
    }
    var kind: Kind
    var range: Range<Int>
  }

  private let bytes: [UInt8]
  private var index: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.index = range.lowerBound
    self.end = range.upperBound
  }

  /// All tokens, and the end after them.
  mutating func run() throws(TemplateError) -> [Token] {
    var tokens: [Token] = []
    while true {
      while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0A { index += 1 }
      let start = index
      guard index < end else {
        tokens.append(Token(kind: .end, range: start..<start))
        return tokens
      }
      let kind = try next()
      tokens.append(Token(kind: kind, range: start..<index))
    }
  }

  private mutating func next() throws(TemplateError) -> Token.Kind {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      return .name(word())
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try text(byte)
    default: return try sign()
    }
  }

  private mutating func word() -> String {
    let start = index
    while index < end, isWord(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private mutating func number() throws(TemplateError) -> Token.Kind {
    let start = index
    let text = word()
    if index < end, bytes[index] == UInt8(ascii: "."), index + 1 < end, bytes[index + 1] >= 0x30,
      bytes[index + 1] <= 0x39
    {
      throw TemplateError(
        "float", "a number with decimals is not part of the language", help: "use whole numbers, in a smaller unit",
        at: start..<index + 2)
    }
    guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let value = Int(text), text == "0" || !text.hasPrefix("0")
    else {
      throw TemplateError(
        "integer-format", "\(text) is not a whole number", help: "write decimal digits", at: start..<index)
    }
    return .integer(value)
  }

  private mutating func text(_ quote: UInt8) throws(TemplateError) -> Token.Kind {
    let start = index
    var value: [UInt8] = []
    index += 1
    while index < end, bytes[index] != quote {
      if bytes[index] == UInt8(ascii: "\\") {
        let escaped = index + 1 < end ? bytes[index + 1] : 0
        switch escaped {
        case UInt8(ascii: "n"): value.append(0x0A)
        case UInt8(ascii: "t"): value.append(0x09)
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): value.append(escaped)
        default:
          throw TemplateError(
            "escape", "this escape is not part of the language", help: "write \\n, \\t, \\\\, \\' or \\\"",
            at: index..<min(index + 2, end))
        }
        index += 2
      } else {
        value.append(bytes[index])
        index += 1
      }
    }
    guard index < end else {
      throw TemplateError(
        "unclosed-text", "the quote that opens here is not closed", help: "close the quote", at: start..<start + 1)
    }
    index += 1
    return .text(String(decoding: value, as: UTF8.self))
  }

  private mutating func sign() throws(TemplateError) -> Token.Kind {
    let two = index + 1 < end ? String(decoding: bytes[index...index + 1], as: UTF8.self) : ""
    if ["==", "!=", "<=", ">=", "//", "**"].contains(two) {
      index += 2
      return .sign(two)
    }
    let one = String(decoding: bytes[index...index], as: UTF8.self)
    guard ["+", "-", "*", "/", "%", "<", ">", "=", "(", ")", "[", "]", ",", ".", "|", "~", ":", "{", "}"].contains(one)
    else {
      throw TemplateError(
        "syntax", "this character has no meaning here", help: "see the template language in the documentation",
        at: index..<index + 1)
    }
    index += 1
    return .sign(one)
  }
}
