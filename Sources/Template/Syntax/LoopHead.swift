import Diagnostics

/// What stands between `for` and the tag's end, and in a header's `each`.
struct LoopHead: Sendable {
  var variable: String
  var variableRegion: Region
  var list: Expression
  var condition: Expression?

  /// Reads `NAME in LIST [if CONDITION]`; nil when an error was reported.
  static func read(_ parser: inout ExpressionParser) -> LoopHead? {
    do throws(ExpressionParser.Abandoned) {
      let region = parser.current.region
      let variable = try parser.variable()
      if parser.current.kind == .comma {
        throw parser.fail(
          .unsupportedUnpacking, "a loop has one variable", at: parser.current.region,
          help: "write `{% for entry in … %}`, then `entry.key` and `entry.value`")
      }
      guard parser.skip("in") else { throw parser.unexpected("`in`") }
      parser.beginExpression()
      let list = try parser.disjunction()
      guard parser.skip("if") else { return LoopHead(variable: variable, variableRegion: region, list: list) }
      parser.beginExpression()
      let condition = try parser.expression()
      return LoopHead(variable: variable, variableRegion: region, list: list, condition: condition)
    } catch {
      return nil
    }
  }
}

extension ExpressionParser {
  /// Reads the name of a variable that is being made.
  mutating func variable() throws(Abandoned) -> String {
    guard let name = word(current), !Keywords.all.contains(name) else { throw unexpected("a name") }
    advance()
    return name
  }
}
