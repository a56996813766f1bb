import Diagnostics

extension ExpressionParser {
  /// Reads the arguments of a function of artifacts: texts in quotes, each with the loop's variable after it that says which
  /// of the artifacts of its template is meant. The name before has been read.
  mutating func reference(_ function: Reference.Function, from start: Region) throws(Abandoned) -> Expression {
    advance()
    var arguments: [Expression.Argument] = []
    while !skip(.rightParenthesis) {
      let token = current
      if token.kind == .string {
        advance()
        let path = String(decoding: try textValue(of: token), as: UTF8.self)
        arguments.append(Expression.Argument(template: path, region: token.region))
      } else if let name = word(token), let last = arguments.last, last.element == nil {
        advance()
        arguments[arguments.count - 1].element = (name, token.region)
      } else {
        throw unfit(function, token)
      }
      if !skip(.comma), current.kind != .rightParenthesis { throw unexpected("`,` or `)`") }
    }
    let whole = try make(.reference(function, arguments), from: start)
    if function == .digest ? arguments.isEmpty : arguments.count != 1 {
      throw fail(
        .referenceArgument,
        "`\(function.rawValue)` refers to \(function == .digest ? "one artifact or more" : "one artifact")",
        at: whole.region, help: Self.form(of: function))
    }
    return whole
  }

  private mutating func unfit(_ function: Reference.Function, _ token: Token) -> Abandoned {
    if token.kind == .invalid { return Abandoned() }
    return fail(
      .referenceArgument, "`\(function.rawValue)` takes the path of a template as a text in quotes", at: token.region,
      help: Self.form(of: function))
  }

  private static func form(of function: Reference.Function) -> String {
    switch function {
    case .digest: "write `digest(\"backup.sh\", \"restore.sh\")`"
    case .path, .contents: "write `\(function.rawValue)(\"backup.sh\")`"
    }
  }
}
