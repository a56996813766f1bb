/// An expression as it is written.
struct Expression: Sendable {
  /// What it is.
  indirect enum Kind: Sendable {
    /// Something that was reported.
    case invalid
    case text([UInt8])
    case integer(Int)
    case boolean(Bool)
    case name(String)
    case field(Expression, key: String, at: Region)
    case list([Expression])
    case not(Expression)
    case all([Expression])
    case any([Expression])
    case compare(Comparison, Expression, Expression)
    case membership(Expression, in: Expression, isNegated: Bool)
    case arithmetic(Arithmetic, Expression, Expression)
    case negate(Expression)
    case concatenate([Expression])
    case conditional(then: Expression, condition: Expression, otherwise: Expression)
    case presence(Expression, isNegated: Bool)
    case filter(Expression, Filter)
    /// What a function says about other artifacts.
    case reference(Reference.Function, [Argument])
  }

  /// An artifact in the arguments of a function.
  struct Argument: Sendable {
    /// The path of its template.
    var template: String
    /// Where that stands.
    var region: Region
    /// The loop's variable that says which artifact of the template is meant.
    var element: (name: String, region: Region)?
  }

  /// What it is.
  var kind: Kind
  /// Where it stands.
  var region: Region
}

/// How two values are compared.
enum Comparison: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// Whether it asks for the order, not only for sameness.
  var isOrder: Bool { self != .equal && self != .notEqual }

  /// The comparison with its sides exchanged.
  var mirrored: Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// Compares two integers.
  func holds(_ left: Int, _ right: Int) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

/// A computation with two integers.
enum Arithmetic: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case floorDivide = "//"
  case modulo = "%"

  /// Computes as Python does, rounding down; nil when the result is too large or the divisor is 0.
  func apply(_ left: Int, _ right: Int) -> Int? {
    switch self {
    case .add: Self.exact(left.addingReportingOverflow(right))
    case .subtract: Self.exact(left.subtractingReportingOverflow(right))
    case .multiply: Self.exact(left.multipliedReportingOverflow(by: right))
    case .floorDivide: Self.floored(left, right)?.quotient
    case .modulo: Self.floored(left, right)?.remainder
    }
  }

  private static func exact(_ result: (partialValue: Int, overflow: Bool)) -> Int? {
    result.overflow ? nil : result.partialValue
  }

  private static func floored(_ left: Int, _ right: Int) -> (quotient: Int, remainder: Int)? {
    guard right != 0 else { return nil }
    if right == -1 { return exact(0.subtractingReportingOverflow(left)).map { ($0, 0) } }
    let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
    return remainder != 0 && (remainder < 0) != (right < 0) ? (quotient - 1, remainder + right) : (quotient, remainder)
  }
}

/// A filter of Jinja2 that templates may use.
enum Filter: Sendable, Equatable {
  case length
  case join(separator: [UInt8])
  case first
  case last
  case upper
  case lower

  /// The names, for messages.
  static let names = ["first", "join", "last", "length", "lower", "upper"]
}
