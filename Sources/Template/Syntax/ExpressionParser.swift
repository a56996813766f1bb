import Diagnostics

/// Reads expressions with the precedence of Jinja2.
struct ExpressionParser {
  let file: Int32
  let tokens: [Token]
  var index = 0
  var findings: Findings
  /// How many parentheses, lists and prefixes are open.
  var depth = 0
  /// How many nodes the current expression has.
  private var nodes = 0

  /// The deepest nesting of parentheses, lists and prefixes in one expression.
  static let depthLimit = 64
  /// The most nodes of one expression.
  static let nodeLimit = 512

  /// What ends the reading of an expression that was reported.
  struct Abandoned: Error {}

  init(file: Int32, tokens: [Token], findings: Findings) {
    self.file = file
    self.tokens = tokens
    self.findings = findings
  }

  /// The current token; the last one of all is `.end`.
  var current: Token { tokens[min(index, tokens.count - 1)] }

  /// The token after the current one.
  var next: Token { tokens[min(index + 1, tokens.count - 1)] }

  /// The end of the token before the current one.
  var previousEnd: Region { tokens[max(index - 1, 0)].region }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  /// Passes over a token of a kind; false when another is there.
  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  /// The text of the current name.
  func word(_ token: Token) -> String? { token.kind == .name ? findings.text(token.region) : nil }

  /// Whether a keyword is being read.
  func isAt(_ keyword: String) -> Bool { isWord(current, keyword) }

  /// Whether a token is a keyword; compares bytes, for this is asked of almost every token.
  func isWord(_ token: Token, _ keyword: String) -> Bool {
    guard token.kind == .name, token.region.range.count == keyword.utf8.count else { return false }
    return findings.sources[Int(file)].bytes[token.region.range].elementsEqual(keyword.utf8)
  }

  /// Passes over a keyword; false when something else is there.
  mutating func skip(_ keyword: String) -> Bool {
    guard isAt(keyword) else { return false }
    advance()
    return true
  }

  /// Starts to count a new expression.
  mutating func beginExpression() {
    depth = 0
    nodes = 0
  }

  /// Makes a node that reaches from a place to the last token.
  mutating func make(_ kind: Expression.Kind, from start: Region) throws(Abandoned) -> Expression {
    nodes += 1
    let region = start.joined(previousEnd)
    guard nodes <= Self.nodeLimit else {
      throw fail(
        .expressionSize, "this expression has more than \(Self.nodeLimit) parts", at: region,
        help: "write it in several steps, with `{% set … %}`")
    }
    return Expression(kind: kind, region: region)
  }

  /// Reports an error and gives the expression up.
  mutating func fail(_ id: FindingID, _ message: String, at region: Region, help: String) -> Abandoned {
    findings.error(id, message, at: region, help: help)
    return Abandoned()
  }

  /// Reads one level deeper.
  mutating func nested<Result>(
    _ body: (inout ExpressionParser) throws(Abandoned) -> Result
  ) throws(Abandoned) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw fail(
        .nestingLimit, "more than \(Self.depthLimit) levels of parentheses and prefix operators", at: current.region,
        help: "write it in several steps, with `{% set … %}`")
    }
    return try body(&self)
  }

  /// Reads an expression that may be a conditional one: `x if c else y`.
  mutating func expression() throws(Abandoned) -> Expression {
    let value = try disjunction()
    guard skip("if") else { return value }
    let condition = try disjunction()
    guard skip("else") else {
      throw fail(
        .inlineElse, "an inline `if` without `else`", at: value.region.joined(previousEnd),
        help: "write `… if … else …` with both values")
    }
    let otherwise = try nested { parser throws(Abandoned) in try parser.expression() }
    return try make(.conditional(then: value, condition: condition, otherwise: otherwise), from: value.region)
  }

  /// Reads operands joined by `or`.
  mutating func disjunction() throws(Abandoned) -> Expression {
    let first = try conjunction()
    var operands = [first]
    while skip("or") { operands.append(try conjunction()) }
    return operands.count == 1 ? first : try make(.any(operands), from: first.region)
  }

  private mutating func conjunction() throws(Abandoned) -> Expression {
    let first = try negation()
    var operands = [first]
    while skip("and") { operands.append(try negation()) }
    return operands.count == 1 ? first : try make(.all(operands), from: first.region)
  }

  private mutating func negation() throws(Abandoned) -> Expression {
    let start = current.region
    guard skip("not") else { return try comparison() }
    let operand = try nested { parser throws(Abandoned) in try parser.negation() }
    return try make(.not(operand), from: start)
  }

  private mutating func comparison() throws(Abandoned) -> Expression {
    let left = try sum()
    guard let relation = takeRelation() else { return left }
    let right = try sum()
    if isAtRelation {
      throw fail(
        .chainedComparison, "a chain of comparisons", at: left.region.joined(current.region),
        help: "write separate comparisons, joined by `and`")
    }
    switch relation {
    case .comparison(let comparison): return try make(.compare(comparison, left, right), from: left.region)
    case .membership(let isNegated):
      return try make(.membership(left, in: right, isNegated: isNegated), from: left.region)
    }
  }

  private enum Relation {
    case comparison(Comparison)
    case membership(isNegated: Bool)
  }

  private var isAtRelation: Bool {
    var copy = self
    return copy.takeRelation() != nil
  }

  private mutating func takeRelation() -> Relation? {
    if skip("in") { return .membership(isNegated: false) }
    if isAt("not"), isWord(next, "in") {
      advance()
      advance()
      return .membership(isNegated: true)
    }
    let comparison: Comparison
    switch current.kind {
    case .equal: comparison = .equal
    case .notEqual: comparison = .notEqual
    case .less: comparison = .less
    case .lessOrEqual: comparison = .lessOrEqual
    case .greater: comparison = .greater
    case .greaterOrEqual: comparison = .greaterOrEqual
    default: return nil
    }
    advance()
    return .comparison(comparison)
  }

  private mutating func sum() throws(Abandoned) -> Expression {
    var left = try concatenation()
    while current.kind == .plus || current.kind == .minus {
      let operation: Arithmetic = current.kind == .plus ? .add : .subtract
      advance()
      left = try make(.arithmetic(operation, left, try concatenation()), from: left.region)
    }
    return left
  }

  private mutating func concatenation() throws(Abandoned) -> Expression {
    let first = try product()
    var operands = [first]
    while skip(.tilde) { operands.append(try product()) }
    return operands.count == 1 ? first : try make(.concatenate(operands), from: first.region)
  }

  private mutating func product() throws(Abandoned) -> Expression {
    var left = try unary()
    while true {
      let operation: Arithmetic
      switch current.kind {
      case .times: operation = .multiply
      case .floorDivide: operation = .floorDivide
      case .modulo: operation = .modulo
      case .divide:
        throw fail(
          .unsupportedOperator, "`/` makes a fraction, and templates have only whole numbers", at: current.region,
          help: "write `//`, which rounds down")
      case .power:
        throw fail(
          .unsupportedOperator, "`**` is not part of this template language", at: current.region,
          help: "write the product")
      default: return left
      }
      advance()
      left = try make(.arithmetic(operation, left, try unary()), from: left.region)
    }
  }
}
