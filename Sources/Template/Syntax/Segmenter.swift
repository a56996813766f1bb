/// Splits a template at its delimiters, and gives and takes blanks around them as Jinja2 does with `trim_blocks`,
/// `lstrip_blocks` and `keep_trailing_newline`.
///
/// The line feed after `%}` and `#}` is dropped, and so are the blanks before `{%` and `{#` at the start of a line; `-` at a
/// delimiter drops all white space on its side, `+` keeps what would be dropped.
struct Segmenter {
  private let bytes: [UInt8]
  private var segments: [Segment] = []
  private var index: Int
  /// Where the text in hand begins.
  private var textStart: Int
  /// Whether the text in hand begins at the start of a line.
  private var atLineStart = true

  init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    self.index = start
    self.textStart = start
  }

  /// All segments.
  mutating func run() throws(TemplateError) -> [Segment] {
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "{"), index + 1 < bytes.count else {
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "{"): try output()
      case UInt8(ascii: "%"): try statement()
      case UInt8(ascii: "#"): try comment()
      default: index += 1
      }
    }
    flush(to: bytes.count)
    return segments
  }

  private mutating func output() throws(TemplateError) {
    let open = index
    let strips = endText(at: open, lstrip: false)
    let inner = try inside(open, closing: [UInt8(ascii: "}"), UInt8(ascii: "}")], from: open + 2 + (strips ? 1 : 0))
    segments.append(.output(inner.range))
    begin(after: inner, trims: false)
  }

  private mutating func statement() throws(TemplateError) {
    let open = index
    let control = endText(at: open, lstrip: true)
    let inner = try inside(open, closing: [UInt8(ascii: "%"), UInt8(ascii: "}")], from: open + 2 + (control ? 1 : 0))
    if word(inner.range) == "raw" {
      begin(after: inner, trims: false)
      try raw(open)
    } else {
      segments.append(.statement(inner.range))
      begin(after: inner, trims: true)
    }
  }

  private mutating func comment() throws(TemplateError) {
    let open = index
    let control = endText(at: open, lstrip: true)
    let start = open + 2 + (control ? 1 : 0)
    guard let close = find([UInt8(ascii: "#"), UInt8(ascii: "}")], from: start) else {
      throw TemplateError(
        "unclosed-tag", "the comment that opens here is not closed", help: "close it with #}", at: open..<open + 2)
    }
    begin(after: closing(start..<close), trims: true)
  }

  /// Text up to `{% endraw %}` as it stands.
  private mutating func raw(_ open: Int) throws(TemplateError) {
    var search = index
    while let start = find([UInt8(ascii: "{"), UInt8(ascii: "%")], from: search) {
      guard let close = find([UInt8(ascii: "%"), UInt8(ascii: "}")], from: start + 2) else { break }
      let inner = closing(unsigned(start + 2)..<close)
      guard word(inner.range) == "endraw" else {
        search = start + 2
        continue
      }
      index = start
      _ = endText(at: start, lstrip: true)
      begin(after: inner, trims: true)
      return
    }
    throw TemplateError(
      "unclosed-tag", "the raw block that opens here is not closed", help: "close it with {% endraw %}",
      at: open..<open + 2)
  }

  /// What stands between delimiters, and how the closing one is marked.
  private struct Inner {
    var range: Range<Int>
    var sign: UInt8?
    var end: Int
  }

  private func inside(_ open: Int, closing delimiter: [UInt8], from start: Int) throws(TemplateError) -> Inner {
    var position = start
    while position + 1 < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        position += 1
        while position < bytes.count, bytes[position] != byte {
          position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
      } else if byte == delimiter[0], bytes[position + 1] == delimiter[1] {
        return closing(start..<position)
      }
      position += 1
    }
    throw TemplateError(
      "unclosed-tag", "the tag that opens here is not closed",
      help: "close it with \(delimiter[0] == 0x25 ? "%}" : "}}")",
      at: open..<open + 2)
  }

  private func closing(_ range: Range<Int>) -> Inner {
    guard let last = range.last, [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(bytes[last]) else {
      return Inner(range: range, sign: nil, end: range.upperBound + 2)
    }
    return Inner(range: range.lowerBound..<last, sign: bytes[last], end: range.upperBound + 2)
  }

  private func find(_ delimiter: [UInt8], from start: Int) -> Int? {
    var position = start
    while position + 1 < bytes.count {
      if bytes[position] == delimiter[0], bytes[position + 1] == delimiter[1] { return position }
      position += 1
    }
    return nil
  }

  private func unsigned(_ position: Int) -> Int {
    guard position < bytes.count, [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(bytes[position]) else {
      return position
    }
    return position + 1
  }

  /// Ends the text before a tag; the result says whether the tag has a sign.
  private mutating func endText(at open: Int, lstrip: Bool) -> Bool {
    let sign = open + 2 < bytes.count ? bytes[open + 2] : 0
    var end = open
    if sign == UInt8(ascii: "-") {
      end = Whitespace.start(of: bytes, before: end, from: textStart)
    } else if lstrip, sign != UInt8(ascii: "+") {
      var start = end
      while start > textStart, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
      if start > textStart ? bytes[start - 1] == 0x0A : atLineStart { end = start }
    }
    flush(to: end)
    return sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
  }

  private mutating func flush(to end: Int) {
    if end > textStart { segments.append(.text(textStart..<end)) }
    textStart = max(end, textStart)
  }

  private mutating func begin(after inner: Inner, trims: Bool) {
    index = inner.end
    atLineStart = false
    if inner.sign == UInt8(ascii: "-") {
      index = Whitespace.end(of: bytes, from: index)
      atLineStart = index > inner.end && bytes[index - 1] == 0x0A
    } else if trims, inner.sign == nil, index < bytes.count, bytes[index] == 0x0A {
      index += 1
      atLineStart = true
    }
    textStart = index
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A
  }

  private func word(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].filter { !isSpace($0) }, as: UTF8.self)
  }
}
