import Diagnostics

/// Cuts a template into text and the tokens of its tags, with the whitespace control of Jinja2 3.1 under `trim_blocks`,
/// `lstrip_blocks` and `keep_trailing_newline`.
struct Lexer {
  let file: Int32
  let bytes: [UInt8]
  /// Where the stretch that is read ends.
  let limit: Int
  var position: Int
  var tokens: [Token] = []
  /// Whether the position is at the beginning of a line, as far as what was read last says.
  private var isAtLineStart = true
  var findings: Findings

  /// Reads a whole template.
  static func tokens(of file: Int32, in findings: inout Findings) -> [Token] {
    tokens(of: file, in: 0..<findings.sources[Int(file)].bytes.count, in: &findings)
  }

  /// Reads a stretch of a template as if it were one.
  static func tokens(of file: Int32, in range: Range<Int>, in findings: inout Findings) -> [Token] {
    var lexer = Lexer(file, range, findings)
    lexer.run()
    findings = lexer.findings
    return lexer.tokens
  }

  /// Reads a stretch of a template as the inside of a tag.
  static func expressionTokens(of file: Int32, in range: Range<Int>, in findings: inout Findings) -> [Token] {
    var lexer = Lexer(file, range, findings)
    while lexer.skipBlanks(), lexer.position < lexer.limit { lexer.readToken() }
    lexer.append(.end, from: lexer.limit)
    findings = lexer.findings
    return lexer.tokens
  }

  init(_ file: Int32, _ range: Range<Int>, _ findings: Findings) {
    self.file = file
    self.findings = findings
    bytes = findings.sources[Int(file)].bytes
    position = range.lowerBound
    limit = range.upperBound
    tokens.reserveCapacity(range.count / 8)
  }

  private mutating func run() {
    while let tag = nextTag() {
      let sign = byte(tag + 2)
      let opener = bytes[tag + 1]
      appendText(upTo: tag, sign: sign, isOutput: opener == UInt8(ascii: "{"))
      position = tag + (sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") ? 3 : 2)
      switch opener {
      case UInt8(ascii: "#"): skipComment(from: tag)
      case UInt8(ascii: "{"): readTag(from: tag, isOutput: true)
      default:
        if let end = rawBegin() { readRaw(from: tag, body: end) } else { readTag(from: tag, isOutput: false) }
      }
    }
    if position < limit { append(.text, from: position, to: limit) }
    append(.end, from: limit)
  }

  /// Where the next `{{`, `{%` or `{#` begins.
  private func nextTag() -> Int? {
    var index = position
    while index + 1 < limit {
      if bytes[index] == UInt8(ascii: "{") {
        switch bytes[index + 1] {
        case UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: "#"): return index
        default: break
        }
      }
      index += 1
    }
    return nil
  }

  /// Adds the text before a tag, without the blanks that the tag takes away.
  private mutating func appendText(upTo tag: Int, sign: UInt8, isOutput: Bool) {
    var end = tag
    if sign == UInt8(ascii: "-") {
      end = Whitespace.start(before: tag, in: bytes, from: position)
    } else if sign != UInt8(ascii: "+"), !isOutput {
      var lineStart = tag
      while lineStart > position, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
      if lineStart > position || isAtLineStart,
        Whitespace.start(before: tag, in: bytes, from: lineStart) == lineStart
      {
        end = lineStart
      }
    }
    if end > position { append(.text, from: position, to: end) }
  }

  private mutating func skipComment(from tag: Int) {
    var index = position
    while index + 1 < limit {
      if bytes[index] == UInt8(ascii: "#"), bytes[index + 1] == UInt8(ascii: "}") {
        // A sign belongs to the end only where the comment has not ended before it.
        let sign = index > position ? bytes[index - 1] : 0
        return endTag(at: index + 2, sign: sign, trims: true)
      }
      index += 1
    }
    findings.error(
      .unclosedComment, "this comment has no end", at: region(tag, tag + 2), help: "write `#}` where it ends")
    position = limit
  }

  /// Goes on after a tag's last byte, without the line feed or the blanks that the tag takes away.
  mutating func endTag(at end: Int, sign: UInt8, trims: Bool) {
    position = end
    if sign == UInt8(ascii: "-") {
      position = Whitespace.end(after: end, in: bytes, to: limit)
    } else if trims, sign != UInt8(ascii: "+"), byte(end) == 0x0A {
      position = end + 1
    }
    isAtLineStart = position > end && bytes[position - 1] == 0x0A
  }

  /// The first byte after `raw` and the tag's end, where the current tag is one; Jinja2 does not trim after it.
  private func rawBegin() -> Int? {
    guard let word = skippingWord("raw", from: position) else { return nil }
    if byte(word) == UInt8(ascii: "-"), isTagEnd(word + 1) {
      return Whitespace.end(after: word + 3, in: bytes, to: limit)
    }
    return isTagEnd(word) ? word + 2 : nil
  }

  private mutating func readRaw(from tag: Int, body: Int) {
    position = body
    isAtLineStart = bytes[body - 1] == 0x0A
    var index = body
    while index + 1 < limit {
      if bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "%") {
        let sign = byte(index + 2)
        let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        if let word = skippingWord("endraw", from: index + (isSigned ? 3 : 2)) {
          let closing = byte(word)
          let isClosingSigned = closing == UInt8(ascii: "-") || closing == UInt8(ascii: "+")
          if isTagEnd(isClosingSigned ? word + 1 : word) {
            appendText(upTo: index, sign: sign, isOutput: false)
            return endTag(at: word + (isClosingSigned ? 3 : 2), sign: closing, trims: true)
          }
        }
      }
      index += 1
    }
    findings.error(
      .unclosedTag, "this `raw` has no end", at: region(tag, body), help: "write `{% endraw %}` where it ends")
    position = limit
  }

  private func isTagEnd(_ index: Int) -> Bool {
    byte(index) == UInt8(ascii: "%") && byte(index + 1) == UInt8(ascii: "}")
  }

  /// The first byte after a word and the blanks around it.
  private func skippingWord(_ word: String, from start: Int) -> Int? {
    var index = Whitespace.end(after: start, in: bytes, to: limit)
    for letter in word.utf8 {
      guard byte(index) == letter else { return nil }
      index += 1
    }
    return Whitespace.end(after: index, in: bytes, to: limit)
  }

  /// A byte, or 0 behind the end.
  func byte(_ index: Int) -> UInt8 { index < limit ? bytes[index] : 0 }

  func region(_ start: Int, _ end: Int) -> Region { Region(file: file, start: start, end: end) }

  mutating func append(_ kind: Token.Kind, from start: Int, to end: Int? = nil) {
    tokens.append(Token(kind: kind, region: region(start, end ?? start)))
  }
}
