/// An expression of a template, as it is written.
struct Expression {
  /// What the expression is.
  indirect enum Kind {
    case name(String)
    case field(Expression, String)
    case integer(Int)
    case text(String)
    case boolean(Bool)
    case list([Expression])
    case not(Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case compare(Comparison, Expression, Expression)
    case contains(Expression, in: Expression, negated: Bool)
    case isDefined(Expression, negated: Bool)
    case arithmetic(Arithmetic, Expression, Expression)
    case negate(Expression)
    case join(Expression, Expression)
    case conditional(Expression, then: Expression, otherwise: Expression)
    case filter(Expression, String, [Expression])
  }

  /// What the expression is.
  var kind: Kind
  /// The bytes that it is written in.
  var range: Range<Int>
}

/// A comparison of two values.
enum Comparison: String {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// An operation on whole numbers, with Python's meaning.
enum Arithmetic: String {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "//"
  case remainder = "%"
}
