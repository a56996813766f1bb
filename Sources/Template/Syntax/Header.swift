import Diagnostics

/// What a template's first comment says about the artifact.
struct Header: Sendable {
  /// The output format's name, and where it stands.
  var format: (name: String, region: Region)?
  /// The artifact's permissions.
  var mode: UInt16 = 0o644
  /// When the artifact exists; always without it.
  var condition: Expression?
  /// The list for each of whose elements there is an artifact.
  var each: LoopHead?
  /// The artifact's path, as a template; the template's own path without it.
  var path: (statements: [Statement], region: Region)?
}

/// Reads a header: lines of `key: value` from the comment's beginning to its end or to an empty line.
struct HeaderParser {
  private let file: Int32
  private var findings: Findings
  private var header = Header()
  private var seen: Set<String> = []

  private static let keys = ["format", "mode", "when", "each", "path"]

  /// Reads the header of a template; an empty one where there is none.
  static func header(of file: Int32, in findings: inout Findings) -> Header {
    var parser = HeaderParser(file: file, findings: findings)
    parser.read()
    findings = parser.findings
    return parser.header
  }

  private init(file: Int32, findings: Findings) {
    self.file = file
    self.findings = findings
  }

  private var bytes: [UInt8] { findings.sources[Int(file)].bytes }

  private mutating func read() {
    let bytes = bytes
    guard bytes.starts(with: [UInt8(ascii: "{"), UInt8(ascii: "#")]) else { return }
    var position = 2
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      position += 1
    }
    guard let end = commentEnd(from: position) else { return }
    var isFirst = true
    while position < end {
      let lineEnd = bytes[position..<end].firstIndex(of: 0x0A) ?? end
      let line = trimmed(position..<lineEnd)
      if line.isEmpty && !isFirst { return }
      if !line.isEmpty { readLine(line) }
      isFirst = false
      position = lineEnd + 1
    }
  }

  private func commentEnd(from start: Int) -> Int? {
    var index = start
    let bytes = bytes
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "#"), bytes[index + 1] == UInt8(ascii: "}") {
        let isSigned = index > start && (bytes[index - 1] == UInt8(ascii: "-") || bytes[index - 1] == UInt8(ascii: "+"))
        return isSigned ? index - 1 : index
      }
      index += 1
    }
    return nil
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let end = Whitespace.start(before: range.upperBound, in: bytes, from: range.lowerBound)
    return min(Whitespace.end(after: range.lowerBound, in: bytes, to: end), end)..<end
  }

  private func region(_ range: Range<Int>) -> Region {
    Region(file: file, start: range.lowerBound, end: range.upperBound)
  }

  private mutating func readLine(_ line: Range<Int>) {
    guard let colon = bytes[line].firstIndex(of: UInt8(ascii: ":")) else {
      findings.error(
        .headerLine, "this line of the header is not `key: value`", at: region(line),
        help: "write an empty line before text that is only a comment")
      return
    }
    let keyRegion = region(trimmed(line.lowerBound..<colon))
    let key = findings.text(keyRegion)
    let value = trimmed(colon + 1..<line.upperBound)
    guard seen.insert(key).inserted else {
      findings.error(.headerKey, "the key `\(key)` is given twice", at: keyRegion, help: "write it once")
      return
    }
    guard Self.keys.contains(key) else {
      findings.error(
        .headerKey, "unknown key `\(key)` in a header", at: keyRegion,
        help:
          "write one of \(Self.keys.joined(separator: ", ")); write an empty line before text that is only a comment"
      )
      return
    }
    guard !value.isEmpty else {
      findings.error(.headerValue, "the key `\(key)` has no value", at: keyRegion, help: "write `\(key): …`")
      return
    }
    read(key, value)
  }

  private mutating func read(_ key: String, _ value: Range<Int>) {
    switch key {
    case "format": header.format = (findings.text(region(value)), region(value))
    case "mode":
      switch findings.text(region(value)) {
      case "0644": header.mode = 0o644
      case "0755": header.mode = 0o755
      default:
        findings.error(
          .headerMode, "`\(findings.text(region(value)))` is not a mode of an artifact", at: region(value),
          help: "write 0644, or 0755 for a program")
      }
    case "path":
      let tokens = Lexer.tokens(of: file, in: value, in: &findings)
      header.path = (StatementParser.statements(of: file, tokens, in: &findings), region(value))
    case "when":
      header.condition = expression(value) { parser in
        do throws(ExpressionParser.Abandoned) { return try parser.expression() } catch { return nil }
      }
    default: header.each = expression(value) { LoopHead.read(&$0) }
    }
  }

  private mutating func expression<Result>(
    _ value: Range<Int>, _ read: (inout ExpressionParser) -> Result?
  ) -> Result? {
    let tokens = Lexer.expressionTokens(of: file, in: value, in: &findings)
    var parser = ExpressionParser(file: file, tokens: tokens, findings: findings)
    let result = read(&parser)
    if result != nil, parser.current.kind != .end, parser.current.kind != .invalid {
      _ = parser.unexpected("the line's end", help: "remove it, or write what is missing before it")
    }
    findings = parser.findings
    return result
  }
}
