import Diagnostics

extension Lexer {
  /// Reads one `{{ … }}` or `{% … %}`.
  mutating func readTag(from tag: Int, isOutput: Bool) {
    let first = tokens.count
    append(isOutput ? .outputBegin : .blockBegin, from: tag, to: position)
    while skipBlanks(), position < limit {
      if let (end, sign) = tagEnd(isOutput: isOutput) {
        append(isOutput ? .outputEnd : .blockEnd, from: position, to: end)
        return endTag(at: end, sign: sign, trims: !isOutput)
      }
      // Another tag begins: no expression has `{{` or `{%` in it.
      if byte(position) == UInt8(ascii: "{"), [UInt8(ascii: "%"), UInt8(ascii: "{")].contains(byte(position + 1)) {
        break
      }
      readToken()
    }
    let closer = isOutput ? "}}" : "%}"
    findings.error(
      .unclosedTag, "this tag has no end", at: region(tag, tag + 2), help: "write `\(closer)` where it ends")
    // Of such a tag only its name counts, so that the nesting of tags is still known.
    let kept = tokens[first...].prefix(2).filter { $0.kind == .blockBegin || $0.kind == .name && !isOutput }
    tokens.replaceSubrange(first..., with: kept.isEmpty ? [tokens[first]] : kept)
    append(.invalid, from: position)
    append(isOutput ? .outputEnd : .blockEnd, from: position)
  }

  /// The end of the current tag, where it is next, and its sign for whitespace.
  private func tagEnd(isOutput: Bool) -> (end: Int, sign: UInt8)? {
    let first = byte(position)
    let closer = isOutput ? UInt8(ascii: "}") : UInt8(ascii: "%")
    if first == closer, byte(position + 1) == UInt8(ascii: "}") { return (position + 2, 0) }
    let isSign = first == UInt8(ascii: "-") || first == UInt8(ascii: "+") && !isOutput
    if isSign, byte(position + 1) == closer, byte(position + 2) == UInt8(ascii: "}") { return (position + 3, first) }
    return nil
  }

  /// Passes over the blanks between tokens; always true, so that it can begin a condition.
  mutating func skipBlanks() -> Bool {
    while position < limit, bytes[position] == 0x20 || bytes[position] == 0x0A || bytes[position] == 0x09 {
      position += 1
    }
    return true
  }

  /// Reads one token of an expression.
  mutating func readToken() {
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      skipWord()
      append(.name, from: start, to: position)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): readString()
    default: readOperator()
    }
  }

  private mutating func skipWord() {
    while position < limit {
      switch bytes[position] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        position += 1
      default: return
      }
    }
  }

  private mutating func readNumber() {
    let start = position
    skipWord()
    let isDotted = byte(position) == UInt8(ascii: ".") && isDigit(byte(position + 1))
    if isDotted {
      position += 1
      skipWord()
    }
    let digits = bytes[start..<position]
    if digits.allSatisfy(isDigit) {
      append(.integer, from: start, to: position)
    } else if isDotted || digits.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) {
      append(.float, from: start, to: position)
    } else {
      findings.error(
        .numberFormat, "`\(text(start, position))` is not a number", at: region(start, position),
        help: "write only decimal digits")
      append(.invalid, from: start, to: position)
    }
  }

  private mutating func readString() {
    let start = position
    let quote = bytes[position]
    position += 1
    while position < limit, bytes[position] != 0x0A {
      if bytes[position] == quote {
        position += 1
        return append(.string, from: start, to: position)
      }
      position += bytes[position] == UInt8(ascii: "\\") && byte(position + 1) != 0x0A ? 2 : 1
    }
    let end = min(position, limit)
    // The tag most likely ends on this line, too.
    position = start + 1
    while position < end, !isCloser(position) { position += 1 }
    findings.error(
      .unclosedString, "this text has no closing quote", at: region(start, position),
      help: "write the quote before the end of the line; a line feed in a text is `\\n`")
    append(.invalid, from: start, to: position)
  }

  private func isCloser(_ index: Int) -> Bool {
    byte(index + 1) == UInt8(ascii: "}") && (byte(index) == UInt8(ascii: "}") || byte(index) == UInt8(ascii: "%"))
  }

  private mutating func readOperator() {
    let start = position
    if let kind = Self.doubleOperator(bytes[position], byte(position + 1)) {
      position += 2
      return append(kind, from: start, to: position)
    }
    if let kind = Self.singleOperator(bytes[position]) {
      position += 1
      return append(kind, from: start, to: position)
    }
    position += 1
    while position < limit, bytes[position] & 0xC0 == 0x80 { position += 1 }
    findings.error(
      .unexpectedCharacter, "`\(text(start, position))` has no meaning in an expression",
      at: region(start, position), help: "remove it, or put it in quotes if it is text")
    append(.invalid, from: start, to: position)
  }

  private func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func doubleOperator(_ first: UInt8, _ second: UInt8) -> Token.Kind? {
    switch (first, second) {
    case (UInt8(ascii: "="), UInt8(ascii: "=")): .equal
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): .notEqual
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): .lessOrEqual
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): .greaterOrEqual
    case (UInt8(ascii: "/"), UInt8(ascii: "/")): .floorDivide
    case (UInt8(ascii: "*"), UInt8(ascii: "*")): .power
    default: nil
    }
  }

  private static func singleOperator(_ byte: UInt8) -> Token.Kind? {
    switch byte {
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "|"): .pipe
    case UInt8(ascii: "~"): .tilde
    case UInt8(ascii: "="): .assign
    case UInt8(ascii: "("): .leftParenthesis
    case UInt8(ascii: ")"): .rightParenthesis
    case UInt8(ascii: "["): .leftBracket
    case UInt8(ascii: "]"): .rightBracket
    case UInt8(ascii: "{"): .leftBrace
    case UInt8(ascii: "}"): .rightBrace
    case UInt8(ascii: "+"): .plus
    case UInt8(ascii: "-"): .minus
    case UInt8(ascii: "*"): .times
    case UInt8(ascii: "/"): .divide
    case UInt8(ascii: "%"): .modulo
    case UInt8(ascii: "<"): .less
    case UInt8(ascii: ">"): .greater
    default: nil
    }
  }
}
