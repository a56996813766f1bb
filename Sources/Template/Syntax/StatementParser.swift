import Diagnostics

/// Reads a template's statements. A tag that cannot be read is reported and passed over; its nesting still counts.
struct StatementParser {
  var parser: ExpressionParser
  /// The tags that are open, the innermost last.
  private var open: [Opening] = []
  /// Whether the rest was given up, so that nothing is reported about what has no end.
  private var isGivenUp = false

  /// The deepest nesting of statements.
  static let depthLimit = 64

  private struct Opening {
    var word: String
    var region: Region
  }

  /// Reads a template's tokens.
  static func statements(of file: Int32, _ tokens: [Token], in findings: inout Findings) -> [Statement] {
    var reader = StatementParser(parser: ExpressionParser(file: file, tokens: tokens, findings: findings))
    let statements = reader.body()
    findings = reader.parser.findings
    return statements
  }

  private init(parser: ExpressionParser) { self.parser = parser }

  /// Reads statements up to a tag that ends or continues an open one.
  private mutating func body() -> [Statement] {
    var statements: [Statement] = []
    while true {
      let token = parser.current
      switch token.kind {
      case .end: return statements
      case .text:
        statements.append(.text(token.region))
        parser.advance()
      case .outputBegin: if let output = output() { statements.append(output) }
      case .blockBegin:
        if isAtTerminator() { return statements }
        if parser.current.kind == .blockBegin, let statement = block() { statements.append(statement) }
      default: parser.advance()
      }
    }
  }

  private mutating func output() -> Statement? {
    let start = parser.current.region
    parser.advance()
    parser.beginExpression()
    let expression = attempt { parser throws(ExpressionParser.Abandoned) in try parser.expression() }
    finishTag(.outputEnd, isGood: expression != nil)
    guard let expression else { return nil }
    return .output(expression, start.joined(parser.previousEnd))
  }

  /// Reads with a parser; nil when an error was reported.
  private mutating func attempt<Result>(
    _ body: (inout ExpressionParser) throws(ExpressionParser.Abandoned) -> Result
  ) -> Result? {
    do throws(ExpressionParser.Abandoned) {
      return try body(&parser)
    } catch {
      return nil
    }
  }

  /// Passes over a tag's end, and over what comes before it.
  private mutating func finishTag(_ end: Token.Kind, isGood: Bool) {
    if isGood, parser.current.kind != end, parser.current.kind != .invalid {
      _ = parser.unexpected(
        end == .outputEnd ? "`}}`" : "`%}`", help: "remove it, or write what is missing before it")
    }
    while parser.current.kind != end, parser.current.kind != .end { parser.advance() }
    parser.advance()
  }

  /// Whether the current tag ends or continues an open one. Reports and passes over tags that end nothing.
  private mutating func isAtTerminator() -> Bool {
    while parser.current.kind == .blockBegin, let word = parser.word(parser.next) {
      let openers: [String]
      switch word {
      case "elif", "endif": openers = ["if"]
      case "endfor": openers = ["for"]
      case "else": openers = ["if", "for"]
      default: return false
      }
      if open.contains(where: { openers.contains($0.word) }) { return true }
      parser.findings.error(
        .strayTag, "`\(word)` without \(openers.map { "`\($0)`" }.joined(separator: " or "))",
        at: parser.next.region, help: "remove it, or write the tag that it belongs to")
      parser.advance()
      finishTag(.blockEnd, isGood: false)
    }
    return false
  }

  /// Whether a word ends or continues the innermost open tag.
  private func isAt(_ word: String) -> Bool {
    parser.current.kind == .blockBegin && parser.isWord(parser.next, word)
  }

  private mutating func block() -> Statement? {
    let begin = parser.current.region
    parser.advance()
    guard let word = parser.word(parser.current) else {
      if parser.current.kind != .invalid { _ = parser.unexpected("a tag's name") }
      finishTag(.blockEnd, isGood: false)
      return nil
    }
    let region = begin.joined(parser.current.region)
    switch word {
    case "if": return nested(word, region) { $0.branches(region) }
    case "for": return nested(word, region) { $0.loop(region) }
    case "set": return assignment()
    case "include": return include()
    default:
      unknownTag(word)
      finishTag(.blockEnd, isGood: false)
      return nil
    }
  }

  private mutating func unknownTag(_ word: String) {
    let region = parser.current.region
    if let help = Rewrites.tag(word) {
      parser.findings.error(
        .unsupportedTag, "the tag `\(word)` is not part of this template language", at: region, help: help)
    } else {
      parser.findings.error(
        .unknownTag, "unknown tag `\(word)`", at: region, help: "write one of if, for, set, include, raw")
    }
  }

  private mutating func nested(
    _ word: String, _ region: Region, _ read: (inout StatementParser) -> Statement?
  ) -> Statement? {
    guard open.count < Self.depthLimit else {
      parser.findings.error(
        .nestingLimit, "more than \(Self.depthLimit) nested tags", at: region,
        help: "move the inner part into another template")
      while parser.current.kind != .end { parser.advance() }
      isGivenUp = true
      return nil
    }
    open.append(Opening(word: word, region: region))
    defer { open.removeLast() }
    return read(&self)
  }

  /// Passes over a closing tag; reports an open tag without one.
  private mutating func close(_ word: String) {
    guard isAt(word) else {
      if isGivenUp { return }
      let opening = open.last
      parser.findings.error(
        .unclosedTag, "this `\(opening?.word ?? "")` has no end", at: opening?.region ?? parser.current.region,
        help: "write `{% \(word) %}` where it ends")
      return
    }
    parser.advance()
    parser.advance()
    finishTag(.blockEnd, isGood: true)
  }

  private mutating func branches(_ region: Region) -> Statement? {
    var branches: [Statement.Branch] = []
    parser.advance()
    branches.append(branch(condition: condition(), region))
    while isAt("elif") {
      let region = parser.current.region.joined(parser.next.region)
      parser.advance()
      parser.advance()
      branches.append(branch(condition: condition(), region))
    }
    if isAt("else") {
      let region = parser.current.region.joined(parser.next.region)
      parser.advance()
      parser.advance()
      finishTag(.blockEnd, isGood: true)
      branches.append(branch(condition: nil, region))
      afterElse()
    }
    close("endif")
    return .branch(branches, region)
  }

  /// Reports further branches behind `else`.
  private mutating func afterElse() {
    while isAt("else") || isAt("elif") {
      parser.findings.error(
        .strayTag, "another branch after `else`", at: parser.next.region, help: "write one `else`, as the last branch")
      parser.advance()
      finishTag(.blockEnd, isGood: false)
      _ = body()
    }
  }

  private mutating func branch(condition: Expression?, _ region: Region) -> Statement.Branch {
    Statement.Branch(condition: condition, body: body(), region: region)
  }

  /// Reads a tag's condition and its end.
  private mutating func condition() -> Expression {
    let start = parser.current.region
    parser.beginExpression()
    let expression = attempt { parser throws(ExpressionParser.Abandoned) in try parser.disjunction() }
    finishTag(.blockEnd, isGood: expression != nil)
    return expression ?? Expression(kind: .invalid, region: start)
  }

  private mutating func loop(_ region: Region) -> Statement? {
    parser.advance()
    let head = LoopHead.read(&parser)
    finishTag(.blockEnd, isGood: head != nil)
    let body = body()
    var otherwise: [Statement]?
    if isAt("else") {
      parser.advance()
      parser.advance()
      finishTag(.blockEnd, isGood: true)
      otherwise = self.body()
      afterElse()
    }
    close("endfor")
    guard let head else { return nil }
    return .loop(
      Statement.Loop(
        variable: head.variable, variableRegion: head.variableRegion, list: head.list, condition: head.condition,
        body: body, otherwise: otherwise, region: region))
  }

  private mutating func assignment() -> Statement? {
    parser.advance()
    let name = parser.current.region
    let read = attempt { parser throws(ExpressionParser.Abandoned) -> (String, Expression) in
      let name = try parser.variable()
      guard parser.skip(.assign) else { throw parser.unexpected("`=`") }
      parser.beginExpression()
      return (name, try parser.expression())
    }
    finishTag(.blockEnd, isGood: read != nil)
    guard let read else { return nil }
    return .assign(name: read.0, at: name, read.1)
  }

  private mutating func include() -> Statement? {
    parser.advance()
    let token = parser.current
    guard token.kind == .string else {
      if token.kind != .invalid {
        parser.findings.error(
          .includePath, "an include without a constant path", at: token.region,
          help: "write the path in quotes, such as `{% include \"nginx/_tls.conf\" %}`")
      }
      finishTag(.blockEnd, isGood: false)
      return nil
    }
    parser.advance()
    let isAlone = parser.current.kind == .blockEnd
    if !isAlone, let word = parser.word(parser.current) {
      parser.findings.error(
        .unsupportedTag, "`\(word)` is not part of an include in this template language", at: parser.current.region,
        help: "write only the path; an include always sees the names around it, and its file must exist")
    }
    finishTag(.blockEnd, isGood: isAlone || parser.word(parser.current) == nil)
    return .include(path: String(parser.findings.text(token.region).dropFirst().dropLast()), token.region)
  }
}
