/// Parses expressions with Jinja2's precedence.
struct ExpressionParser {
  typealias Token = ExpressionLexer.Token

  private let tokens: [Token]
  private var position = 0
  private var depth = 0

  init(_ bytes: [UInt8], _ range: Range<Int>) throws(TemplateError) {
    var lexer = ExpressionLexer(bytes, range)
    self.tokens = try lexer.run()
  }

  /// The token in hand.
  var token: Token { tokens[position] }

  /// Takes the token in hand.
  mutating func take() -> Token {
    let token = tokens[position]
    if position + 1 < tokens.count { position += 1 }
    return token
  }

  /// Takes a sign or a word, if it is in hand.
  mutating func take(_ kind: Token.Kind) -> Bool {
    guard token.kind == kind else { return false }
    _ = take()
    return true
  }

  /// Takes a name.
  mutating func name() throws(TemplateError) -> (String, Range<Int>) {
    guard case .name(let name) = token.kind else { throw unexpected("a name") }
    if Self.keywords.contains(name) {
      throw TemplateError(
        "syntax", "\(name) is a word of the language, not a name", help: "take another name", at: token.range)
    }
    return (name, take().range)
  }

  /// Makes sure that nothing is left.
  func finish() throws(TemplateError) {
    guard token.kind == .end else { throw unexpected("the end of the tag") }
  }

  /// What to say about a token that does not fit.
  func unexpected(_ expected: String) -> TemplateError {
    TemplateError(
      "syntax", "expected \(expected)", help: "see the template language in the documentation", at: token.range)
  }

  private static let keywords = [
    "if", "else", "and", "or", "not", "in", "is", "for", "true", "false", "True", "False", "none", "None",
  ]

  /// Parses an expression, with the inline `if` that binds loosest.
  mutating func expression() throws(TemplateError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 32 else {
      throw TemplateError(
        "too-deep", "the expression is nested too deeply", help: "split it with {% set %}", at: token.range)
    }
    let value = try or()
    guard take(.name("if")) else { return value }
    let condition = try or()
    guard take(.name("else")) else {
      throw TemplateError(
        "missing-else", "an inline `if` without `else` would print nothing", help: "write `a if b else c`",
        at: value.range.lowerBound..<condition.range.upperBound)
    }
    let otherwise = try expression()
    return Expression(
      kind: .conditional(condition, then: value, otherwise: otherwise),
      range: value.range.lowerBound..<otherwise.range.upperBound)
  }

  /// Parses the list of a loop, after which an `if` belongs to the loop.
  mutating func loopList() throws(TemplateError) -> Expression {
    try or()
  }

  private mutating func or() throws(TemplateError) -> Expression {
    var left = try and()
    while take(.name("or")) {
      let right = try and()
      left = Expression(kind: .or(left, right), range: left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private mutating func and() throws(TemplateError) -> Expression {
    var left = try not()
    while take(.name("and")) {
      let right = try not()
      left = Expression(kind: .and(left, right), range: left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private mutating func not() throws(TemplateError) -> Expression {
    let start = token.range.lowerBound
    var count = 0
    while take(.name("not")) { count += 1 }
    let operand = try comparison()
    guard count % 2 == 1 else {
      return count == 0
        ? operand : Expression(kind: .not(Expression(kind: .not(operand), range: operand.range)), range: operand.range)
    }
    return Expression(kind: .not(operand), range: start..<operand.range.upperBound)
  }

  private mutating func comparison() throws(TemplateError) -> Expression {
    let left = try sum()
    guard let result = try compared(left) else { return left }
    if try compared(result) != nil {
      throw TemplateError(
        "chained-comparison", "comparisons cannot be chained", help: "write `a < b and b < c`", at: result.range)
    }
    return result
  }

  private mutating func compared(_ left: Expression) throws(TemplateError) -> Expression? {
    if case .sign(let sign) = token.kind, let comparison = Comparison(rawValue: sign) {
      _ = take()
      let right = try sum()
      return Expression(kind: .compare(comparison, left, right), range: left.range.lowerBound..<right.range.upperBound)
    }
    let negated = token.kind == .name("not") && position + 1 < tokens.count && tokens[position + 1].kind == .name("in")
    if negated { _ = take() }
    guard take(.name("in")) else { return nil }
    let right = try sum()
    return Expression(
      kind: .contains(left, in: right, negated: negated), range: left.range.lowerBound..<right.range.upperBound)
  }

  private mutating func sum() throws(TemplateError) -> Expression {
    var left = try concatenation()
    while case .sign(let sign) = token.kind, let operation = Arithmetic(rawValue: sign), sign == "+" || sign == "-" {
      _ = take()
      let right = try concatenation()
      left = Expression(
        kind: .arithmetic(operation, left, right), range: left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private mutating func concatenation() throws(TemplateError) -> Expression {
    var left = try product()
    while take(.sign("~")) {
      let right = try product()
      left = Expression(kind: .join(left, right), range: left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private mutating func product() throws(TemplateError) -> Expression {
    var left = try unary()
    while case .sign(let sign) = token.kind, ["*", "//", "%", "/", "**"].contains(sign) {
      let range = take().range
      guard let operation = Arithmetic(rawValue: sign) else {
        throw TemplateError(
          "float", "`\(sign)` is not part of the language", help: "divide whole numbers with //", at: range)
      }
      let right = try unary()
      left = Expression(
        kind: .arithmetic(operation, left, right), range: left.range.lowerBound..<right.range.upperBound)
    }
    return left
  }

  private mutating func unary() throws(TemplateError) -> Expression {
    try filtered(try negated())
  }

  /// A value with signs before it; filters bind to the signed value.
  private mutating func negated() throws(TemplateError) -> Expression {
    var starts: [Int] = []
    while token.kind == .sign("-") {
      guard starts.count < 32 else { throw unexpected("a value") }
      starts.append(take().range.lowerBound)
    }
    var value = try postfix(try primary())
    for start in starts.reversed() {
      value = Expression(kind: .negate(value), range: start..<value.range.upperBound)
    }
    return value
  }

  private mutating func primary() throws(TemplateError) -> Expression {
    let token = self.token
    switch token.kind {
    case .integer(let value):
      _ = take()
      return Expression(kind: .integer(value), range: token.range)
    case .text(let value):
      _ = take()
      return Expression(kind: .text(value), range: token.range)
    case .name("true"), .name("True"), .name("false"), .name("False"):
      _ = take()
      return Expression(kind: .boolean(token.kind == .name("true") || token.kind == .name("True")), range: token.range)
    case .name:
      let (name, range) = try self.name()
      return Expression(kind: .name(name), range: range)
    case .sign("("):
      _ = take()
      var inner = try expression()
      if self.token.kind == .sign(",") { inner = try tuple(inner) }
      guard take(.sign(")")) else { throw unexpected("a closing parenthesis") }
      inner.range = token.range.lowerBound..<tokens[position - 1].range.upperBound
      return inner
    case .sign("["): return try list()
    default: throw unexpected("a value")
    }
  }

  /// Values in parentheses, which mean what they mean in brackets.
  private mutating func tuple(_ first: Expression) throws(TemplateError) -> Expression {
    var elements = [first]
    while take(.sign(",")), token.kind != .sign(")") { elements.append(try expression()) }
    return Expression(kind: .list(elements), range: first.range)
  }

  private mutating func list() throws(TemplateError) -> Expression {
    let start = take().range.lowerBound
    var elements: [Expression] = []
    while token.kind != .sign("]") {
      elements.append(try expression())
      if !take(.sign(",")) { break }
    }
    let end = token.range.upperBound
    guard take(.sign("]")) else { throw unexpected("a closing bracket") }
    return Expression(kind: .list(elements), range: start..<end)
  }

  private mutating func postfix(_ base: Expression) throws(TemplateError) -> Expression {
    var value = base
    while true {
      if take(.sign(".")) {
        guard case .name(let field) = token.kind else { throw unexpected("the name of a field") }
        let range = take().range
        value = Expression(kind: .field(value, field), range: value.range.lowerBound..<range.upperBound)
      } else if token.kind == .sign("(") {
        throw TemplateError(
          "call", "calls are not part of the language", help: "use a field of the model, or a filter after `|`",
          at: token.range)
      } else if token.kind == .sign("[") {
        throw TemplateError(
          "subscript", "subscripts are not part of the language", help: "write `a.b`, or loop over the list",
          at: token.range)
      } else {
        return value
      }
    }
  }

  private mutating func filtered(_ base: Expression) throws(TemplateError) -> Expression {
    var value = base
    while true {
      if take(.sign("|")) {
        let (name, range) = try self.name()
        var arguments: [Expression] = []
        var end = range.upperBound
        if take(.sign("(")) {
          while token.kind != .sign(")") {
            arguments.append(try expression())
            if !take(.sign(",")) { break }
          }
          end = token.range.upperBound
          guard take(.sign(")")) else { throw unexpected("a closing parenthesis") }
        }
        value = Expression(kind: .filter(value, name, arguments), range: value.range.lowerBound..<end)
      } else if take(.name("is")) {
        let negated = take(.name("not"))
        guard case .name(let test) = token.kind else { throw unexpected("the name of a test") }
        let range = take().range
        guard test == "defined" else {
          throw TemplateError(
            "unknown-test", "the test `is \(test)` is not part of the language",
            help: "write `is defined`, or a comparison", at: range)
        }
        value = Expression(kind: .isDefined(value, negated: negated), range: value.range.lowerBound..<range.upperBound)
      } else {
        return value
      }
    }
  }
}
