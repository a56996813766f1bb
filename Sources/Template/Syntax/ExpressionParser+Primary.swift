import Diagnostics

extension ExpressionParser {
  /// Reads a prefix, a value and the filters and tests behind it.
  mutating func unary() throws(Abandoned) -> Expression {
    try suffixes(of: try prefixed())
  }

  /// Filters bind looser than the minus sign, as in Jinja2.
  private mutating func prefixed() throws(Abandoned) -> Expression {
    let start = current.region
    if skip(.minus) {
      let operand = try nested { parser throws(Abandoned) in try parser.prefixed() }
      return try make(.negate(operand), from: start)
    }
    if current.kind == .plus {
      throw fail(
        .unsupportedOperator, "a `+` before a value has no effect", at: current.region, help: "remove it")
    }
    return try primary()
  }

  private mutating func primary() throws(Abandoned) -> Expression {
    let token = current
    switch token.kind {
    case .name: return try path()
    case .string:
      advance()
      return try refusingPostfix(try make(.text(try textValue(of: token)), from: token.region))
    case .integer:
      advance()
      return try refusingPostfix(try make(.integer(try integerValue(of: token)), from: token.region))
    case .float:
      throw fail(
        .unsupportedFloat, "\(findings.text(token.region)) is not a whole number", at: token.region,
        help: "write only whole numbers, if necessary in a smaller unit; put text in quotes")
    case .leftParenthesis: return try parenthesised()
    case .leftBracket:
      advance()
      return try refusingPostfix(try list(until: .rightBracket, from: token.region, []))
    case .leftBrace:
      throw fail(
        .unsupportedMapping, "templates cannot make mappings", at: token.region,
        help: "write the cases with `{% if %}`")
    default: throw unexpected("a value")
    }
  }

  /// Reports the current token, unless it was reported already.
  mutating func unexpected(_ expected: String, help: String? = nil) -> Abandoned {
    let token = current
    let found: String
    switch token.kind {
    case .invalid: return Abandoned()
    case .blockEnd, .outputEnd: found = "the tag ends"
    case .end: found = "the text ends"
    default: found = "`\(findings.text(token.region))` stands"
    }
    return fail(
      .unexpectedToken, "\(found) where \(expected) is expected", at: token.region, help: help ?? "write \(expected)")
  }

  private mutating func path() throws(Abandoned) -> Expression {
    let token = current
    let name = word(token) ?? ""
    switch name {
    case "true", "True", "false", "False":
      advance()
      return try make(.boolean(name == "true" || name == "True"), from: token.region)
    case "none", "None":
      throw fail(
        .unsupportedNone, "`\(name)` is not part of this template language", at: token.region,
        help: "write `… is defined` to test whether a value exists")
    case _ where Keywords.all.contains(name): throw unexpected("a value")
    default: break
    }
    advance()
    if current.kind == .leftParenthesis, let function = Reference.Function(rawValue: name) {
      return try refusingPostfix(try reference(function, from: token.region))
    }
    var value = try make(.name(name), from: token.region)
    while skip(.dot) {
      let key = current
      guard let word = word(key) else {
        if key.kind == .integer || key.kind == .float { throw subscripts(at: key.region) }
        throw unexpected("a field's name")
      }
      advance()
      value = try make(.field(value, key: word, at: key.region), from: token.region)
    }
    return try refusingPostfix(value)
  }

  /// Refuses calls, subscripts and fields of anything but a plain path.
  private mutating func refusingPostfix(_ value: Expression) throws(Abandoned) -> Expression {
    switch current.kind {
    case .leftParenthesis:
      throw fail(
        .unsupportedCall, "templates cannot call functions or methods, except those for artifacts",
        at: value.region.joined(current.region),
        help: "write a field of the model, \(Reference.Function.names), or one of the filters "
          + Filter.names.joined(separator: ", "))
    case .leftBracket: throw subscripts(at: current.region)
    case .dot:
      throw fail(
        .unsupportedField, "only a name has fields", at: current.region,
        help: "write the full path, such as `odoo.tenants.port`, or assign the value to a variable with `{% set … %}`")
    default: return value
    }
  }

  private mutating func subscripts(at region: Region) -> Abandoned {
    fail(
      .unsupportedSubscript, "templates have no subscripts", at: region,
      help: "write `.key` for a field, and `{% for %}` for the elements of a list")
  }

  private mutating func parenthesised() throws(Abandoned) -> Expression {
    let start = current.region
    advance()
    let first = try nested { parser throws(Abandoned) in try parser.expression() }
    if skip(.comma) { return try refusingPostfix(try list(until: .rightParenthesis, from: start, [first])) }
    guard skip(.rightParenthesis) else { throw unexpected("`)`") }
    return try refusingPostfix(Expression(kind: first.kind, region: start.joined(previousEnd)))
  }

  private mutating func list(
    until closer: Token.Kind, from start: Region, _ elements: [Expression]
  ) throws(Abandoned) -> Expression {
    var elements = elements
    while !skip(closer) {
      elements.append(try nested { parser throws(Abandoned) in try parser.expression() })
      if !skip(.comma), current.kind != closer {
        throw unexpected(closer == .rightBracket ? "`,` or `]`" : "`,` or `)`")
      }
    }
    return try make(.list(elements), from: start)
  }

  private mutating func suffixes(of value: Expression) throws(Abandoned) -> Expression {
    var value = value
    while true {
      if current.kind == .pipe {
        advance()
        value = try filtered(value)
      } else if isAt("is") {
        advance()
        value = try tested(value)
      } else {
        return value
      }
    }
  }

  private mutating func tested(_ value: Expression) throws(Abandoned) -> Expression {
    let isNegated = skip("not")
    let name = current
    guard let test = word(name) else { throw unexpected("`defined`") }
    guard test == "defined" else {
      throw fail(
        .unsupportedTest, "the test `\(test)` is not part of this template language", at: name.region,
        help: Rewrites.test(test, isNegated: isNegated))
    }
    advance()
    let result = try make(.presence(value, isNegated: isNegated), from: value.region)
    // Jinja2 would take most of what can follow for an argument of the test.
    switch current.kind {
    case .name where !isAt("and") && !isAt("or") && !isAt("else"), .string, .integer, .float, .leftParenthesis,
      .leftBracket, .leftBrace:
      throw fail(
        .unexpectedToken, "Jinja2 reads `\(findings.text(current.region))` as an argument of `is defined`",
        at: current.region, help: "write parentheses around `… is defined`")
    default: return result
    }
  }

  private mutating func filtered(_ value: Expression) throws(Abandoned) -> Expression {
    let token = current
    guard let name = word(token) else { throw unexpected("a filter's name") }
    advance()
    let filter: Filter
    switch name {
    case "length", "count": filter = .length
    case "first": filter = .first
    case "last": filter = .last
    case "upper": filter = .upper
    case "lower": filter = .lower
    case "join": filter = .join(separator: try separator())
    default:
      throw fail(
        Rewrites.isKnown(filter: name) ? .unsupportedFilter : .unknownFilter,
        Rewrites.isKnown(filter: name)
          ? "the filter `\(name)` is not part of this template language" : "unknown filter `\(name)`",
        at: token.region, help: Rewrites.filter(name))
    }
    if current.kind == .leftParenthesis {
      throw fail(
        .filterArgument, "the filter `\(name)` takes no \(name == "join" ? "second " : "")argument",
        at: current.region, help: "write only `| \(name)`")
    }
    return try make(.filter(value, filter), from: value.region)
  }

  /// Reads what `join` puts between the elements.
  private mutating func separator() throws(Abandoned) -> [UInt8] {
    guard skip(.leftParenthesis) else { return [] }
    let token = current
    guard token.kind == .string else {
      if token.kind == .invalid { throw Abandoned() }
      throw fail(
        .filterArgument, "the separator of `join` must be a text in quotes", at: token.region,
        help: "write `| join(\", \")`")
    }
    advance()
    let value = try textValue(of: token)
    guard skip(.rightParenthesis) else { throw unexpected("`)`") }
    return value
  }

  private mutating func integerValue(of token: Token) throws(Abandoned) -> Int {
    let text = findings.text(token.region)
    guard text == "0" || text.utf8.first != UInt8(ascii: "0") else {
      throw fail(
        .numberFormat, "`\(text)` begins with a zero", at: token.region,
        help: "write the number without leading zeros")
    }
    guard let value = Int(text) else {
      throw fail(
        .numberFormat, "`\(text)` is too large", at: token.region, help: "write a number below 2 to the power of 63")
    }
    return value
  }

  /// The bytes that a text in quotes stands for.
  mutating func textValue(of token: Token) throws(Abandoned) -> [UInt8] {
    let inside = findings.sources[Int(file)].bytes[token.region.range].dropFirst().dropLast()
    guard inside.contains(UInt8(ascii: "\\")) else { return Array(inside) }
    var value: [UInt8] = []
    var index = inside.startIndex
    while index < inside.endIndex {
      var byte = inside[index]
      index += 1
      if byte == UInt8(ascii: "\\"), index < inside.endIndex {
        switch inside[index] {
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): byte = inside[index]
        default:
          throw fail(
            .stringEscape, "this escape is not part of this template language",
            at: Region(file: file, start: index - 1, end: index + 1),
            help: "write `\\\\` for a backslash; the others are `\\n`, `\\t`, `\\\"` and `\\'`")
        }
        index += 1
      }
      value.append(byte)
    }
    return value
  }
}
