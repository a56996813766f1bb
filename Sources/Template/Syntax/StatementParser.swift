/// Parses a template's segments into nested statements.
struct StatementParser {
  private let bytes: [UInt8]
  private let segments: [Segment]
  private var position = 0
  private var depth = 0
  /// What was wrong with single expressions: the rest is parsed all the same.
  private(set) var errors: [TemplateError] = []

  init(_ bytes: [UInt8], _ segments: [Segment]) {
    self.bytes = bytes
    self.segments = segments
  }

  /// The whole template.
  mutating func run() throws(TemplateError) -> [Statement] {
    let (body, end) = try block(until: [])
    if let end { throw TemplateError("unmatched-tag", "this tag closes nothing", help: "remove it", at: end.range) }
    return body
  }

  /// The tag that ended a block.
  private struct End {
    var word: String
    var range: Range<Int>
    var parser: ExpressionParser
  }

  private mutating func block(until ends: [String]) throws(TemplateError) -> ([Statement], End?) {
    depth += 1
    defer { depth -= 1 }
    var body: [Statement] = []
    while position < segments.count {
      let segment = segments[position]
      position += 1
      switch segment {
      case .text(let range): body.append(.text(range))
      case .output(let range): if let value = output(range) { body.append(.output(value)) }
      case .statement(let range):
        guard depth <= 64 else {
          throw TemplateError(
            "too-deep", "the blocks are nested too deeply", help: "split the template with {% include %}", at: range)
        }
        if let end = try statement(range, ends, &body) { return (body, end) }
      }
    }
    return (body, nil)
  }

  private mutating func output(_ range: Range<Int>) -> Expression? {
    do throws(TemplateError) {
      var parser = try ExpressionParser(bytes, range)
      let value = try parser.expression()
      try parser.finish()
      return value
    } catch {
      errors.append(error)
      return nil
    }
  }

  private mutating func statement(
    _ range: Range<Int>, _ ends: [String], _ body: inout [Statement]
  ) throws(TemplateError) -> End? {
    var parser = try ExpressionParser(bytes, range)
    guard case .name(let word) = parser.token.kind else { throw parser.unexpected("a statement") }
    let wordRange = parser.take().range
    if ends.contains(word) { return End(word: word, range: wordRange, parser: parser) }
    switch word {
    case "if": body.append(try choice(&parser, wordRange))
    case "for": body.append(try loop(&parser, wordRange))
    case "set":
      let (name, nameRange) = try parser.name()
      guard parser.take(.sign("=")) else { throw parser.unexpected("`=`") }
      let value = try parser.expression()
      try parser.finish()
      body.append(.assignment(name, value, nameRange: nameRange))
    case "include":
      guard case .text(let path) = parser.token.kind else { throw parser.unexpected("a path in quotes") }
      let pathRange = parser.take().range
      try parser.finish()
      body.append(.include(path, range: pathRange))
    case "elif", "else", "endif", "endfor":
      throw TemplateError(
        "unmatched-tag", "`\(word)` has no beginning", help: "remove it, or add the tag that it belongs to",
        at: wordRange)
    default:
      throw TemplateError(
        "unknown-statement", "`\(word)` is not part of the language",
        help: "use if, for, set, include or raw; a partial template stands in for a macro or a block", at: wordRange)
    }
    return nil
  }

  private mutating func choice(_ parser: inout ExpressionParser, _ range: Range<Int>) throws(TemplateError) -> Statement
  {
    var branches: [Statement.Branch] = []
    var condition = try parser.expression()
    try parser.finish()
    while true {
      let (body, end) = try block(until: ["elif", "else", "endif"])
      branches.append(Statement.Branch(condition: condition, body: body))
      guard var end else { throw unclosed("if", range) }
      switch end.word {
      case "elif":
        condition = try end.parser.expression()
        try end.parser.finish()
      case "else":
        try end.parser.finish()
        let (otherwise, last) = try block(until: ["endif"])
        guard let last else { throw unclosed("if", range) }
        try last.parser.finish()
        return .choice(branches, otherwise: otherwise, range: range)
      default:
        try end.parser.finish()
        return .choice(branches, otherwise: [], range: range)
      }
    }
  }

  private mutating func loop(_ parser: inout ExpressionParser, _ range: Range<Int>) throws(TemplateError) -> Statement {
    let (name, nameRange) = try parser.name()
    if parser.token.kind == .sign(",") {
      throw TemplateError(
        "tuple", "a loop has one variable", help: "write `for entry in …` and `entry.key`, `entry.value`",
        at: parser.token.range)
    }
    guard parser.take(.name("in")) else { throw parser.unexpected("`in`") }
    let list = try parser.loopList()
    var condition: Expression?
    if parser.take(.name("if")) { condition = try parser.expression() }
    try parser.finish()
    let (body, end) = try block(until: ["else", "endfor"])
    guard let end else { throw unclosed("for", range) }
    try end.parser.finish()
    var otherwise: [Statement] = []
    if end.word == "else" {
      let (body, last) = try block(until: ["endfor"])
      guard let last else { throw unclosed("for", range) }
      try last.parser.finish()
      otherwise = body
    }
    return .loop(
      Statement.Loop(
        name: name, nameRange: nameRange, list: list, condition: condition, body: body, otherwise: otherwise,
        range: range))
  }

  private func unclosed(_ word: String, _ range: Range<Int>) -> TemplateError {
    TemplateError(
      "unclosed-block", "the `\(word)` that opens here is not closed", help: "close it with {% end\(word) %}", at: range
    )
  }
}
