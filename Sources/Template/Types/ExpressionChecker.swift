import Schema

/// Checks expressions against the model's types, and resolves what they name.
struct ExpressionChecker {
  let scope: Scope

  /// An expression's type and code.
  func check(_ expression: Expression) throws(TemplateError) -> Typed {
    switch expression.kind {
    case .name, .field: return try reference(expression)
    case .integer(let value): return .integer(IntegerType(name: "whole number", range: value...value), .literal(value))
    case .text(let text): return .text(.literal(text), .literal(Array(text.utf8)))
    case .boolean(let value): return .condition(.constant(value))
    case .list(let elements):
      var typed: [Typed] = []
      for element in elements { typed.append(try check(element)) }
      return .literals(typed)
    case .not, .and, .or, .compare, .contains, .isDefined: return .condition(try condition(expression))
    case .arithmetic(let operation, let left, let right):
      return .integer(
        .any, .arithmetic(operation, try integer(left).1, try integer(right).1, expression.range))
    case .negate(let operand):
      return .integer(.any, .arithmetic(.subtract, .literal(0), try integer(operand).1, expression.range))
    case .join(let left, let right):
      let (first, second) = (try text(left), try text(right))
      return .text(first.0.followed(by: second.0), .concatenation([first.1, second.1]))
    case .conditional(let test, let then, let otherwise): return try conditional(test, then, otherwise, expression)
    case .filter(let base, let name, let arguments): return try filter(base, name, arguments, expression)
    }
  }

  /// An expression that prints as text: a text or a whole number.
  func text(_ expression: Expression) throws(TemplateError) -> (TextType, TextCode) {
    switch try check(expression) {
    case .text(let type, let code): return (type, code)
    case .integer(let type, let code): return (type.text, .integer(code))
    case .condition:
      throw TemplateError(
        "boolean-hole", "true or false has no printed form here",
        help: "write the two texts: {{ \"a\" if … else \"b\" }}", at: expression.range)
    case .cell(.optional, _):
      throw TemplateError(
        "optional-hole", "the value may be absent", help: "put it inside {% if … is defined %}", at: expression.range)
    case .cell(.list, _), .cell(.map, _), .literals:
      throw TemplateError(
        "list-hole", "a list has no printed form", help: "loop over it, or join it: {{ x | join(\", \") }}",
        at: expression.range)
    case .cell(let shape, _):
      throw TemplateError(
        "record-hole", "\(shape.description) has no printed form", help: "name one of its fields: \(shape.keys)",
        at: expression.range)
    }
  }

  private func integer(_ expression: Expression) throws(TemplateError) -> (IntegerType, IntegerCode) {
    guard case .integer(let type, let code) = try check(expression) else {
      throw TemplateError(
        "type", "expected a whole number", help: "only whole numbers can be calculated with; join texts with ~",
        at: expression.range)
    }
    return (type, code)
  }

  /// A condition, which may be a list: an empty one counts as false.
  func condition(_ expression: Expression) throws(TemplateError) -> ConditionCode {
    switch expression.kind {
    case .not(let operand): return .not(try condition(operand))
    case .and(let left, let right):
      var inner = scope
      inner.present += try narrowed(left, when: true)
      return .and(try condition(left), try ExpressionChecker(scope: inner).condition(right))
    case .or(let left, let right):
      var inner = scope
      inner.present += try narrowed(left, when: false)
      return .or(try condition(left), try ExpressionChecker(scope: inner).condition(right))
    case .compare(let comparison, let left, let right): return try compare(comparison, left, right, expression)
    case .contains(let element, let list, let negated):
      let code = try contains(element, list)
      return negated ? .not(code) : code
    case .isDefined(let operand, let negated):
      let code = try isDefined(operand)
      return negated ? .not(code) : code
    default: break
    }
    switch try check(expression) {
    case .condition(let code): return code
    case .cell(.list, let reference), .cell(.map, let reference): return .isNotEmpty(reference)
    case .cell(.optional, _):
      throw TemplateError("type", "the value may be absent", help: "write `is defined`", at: expression.range)
    default:
      throw TemplateError(
        "type", "expected true or false", help: "compare the value with another", at: expression.range)
    }
  }

  /// What is present where a condition has the given outcome.
  func narrowed(_ expression: Expression, when outcome: Bool) throws(TemplateError) -> [Reference] {
    switch expression.kind {
    case .not(let operand): return try narrowed(operand, when: !outcome)
    case .and(let left, let right) where outcome:
      let first = try narrowed(left, when: true)
      var inner = scope
      inner.present += first
      return first + (try ExpressionChecker(scope: inner).narrowed(right, when: true))
    case .or(let left, let right) where !outcome:
      let first = try narrowed(left, when: false)
      var inner = scope
      inner.present += first
      return first + (try ExpressionChecker(scope: inner).narrowed(right, when: false))
    case .isDefined(let operand, let negated) where negated != outcome:
      if case .cell(.optional, let reference) = try reference(operand) { return [reference] }
      return []
    default: return []
    }
  }

  private func isDefined(_ operand: Expression) throws(TemplateError) -> ConditionCode {
    switch try reference(operand) {
    case .cell(.optional, let reference): return .isPresent(reference)
    default: return .constant(true)
    }
  }

  private func compare(
    _ comparison: Comparison, _ left: Expression, _ right: Expression, _ whole: Expression
  ) throws(TemplateError) -> ConditionCode {
    switch (try check(left), try check(right)) {
    case (.integer(_, let a), .integer(_, let b)): return .integers(comparison, a, b)
    case (.text(let first, let a), .text(let second, let b)):
      guard comparison == .equal || comparison == .notEqual else {
        throw TemplateError("type", "texts have no order here", help: "compare texts with == or !=", at: whole.range)
      }
      try requireChoice(first, second, right)
      try requireChoice(second, first, left)
      return .texts(comparison, a, b)
    case (.condition(let a), .condition(let b)) where comparison == .equal: return .same(a, b)
    case (.condition(let a), .condition(let b)) where comparison == .notEqual: return .not(.same(a, b))
    default:
      throw TemplateError(
        "type", "these two values cannot be compared", help: "compare two whole numbers, or two texts", at: whole.range)
    }
  }

  /// A literal that a choice can never be is a mistake.
  private func requireChoice(_ type: TextType, _ literal: TextType, _ at: Expression) throws(TemplateError) {
    guard case .text(let text) = at.kind, !type.choices.isEmpty, !type.choices.contains(text) else { return }
    let hint = nearest(text, among: type.choices).map { ", did you mean \"\($0)\"?" } ?? ""
    throw TemplateError(
      "never-equal", "the value is never \"\(text)\"\(hint)",
      help: "it is one of \(type.choices.joined(separator: ", "))", at: at.range)
  }

  private func contains(_ element: Expression, _ list: Expression) throws(TemplateError) -> ConditionCode {
    let typed = try check(element)
    let isInteger = if case .integer = typed { true } else { false }
    let (type, code) = try text(element)
    switch (try check(list), isInteger) {
    case (.literals(let values), _):
      guard case .list(let elements) = list.kind else { break }
      var codes: [TextCode] = []
      for (value, expression) in zip(values, elements) {
        switch (value, isInteger) {
        case (.text(let literal, let text), false):
          try requireChoice(type, literal, expression)
          codes.append(text)
        case (.integer(_, let number), true): codes.append(.integer(number))
        default:
          throw TemplateError(
            "type", "this is never the value before `in`", help: "write texts in quotes, and whole numbers without",
            at: expression.range)
        }
      }
      return .oneOf(code, codes)
    case (.cell(.list(.text), let reference), false), (.cell(.list(.integer), let reference), true):
      return .element(code, of: reference)
    default: break
    }
    throw TemplateError(
      "type", "expected a list of values of one type", help: "write [\"a\", \"b\"], or name a list", at: list.range)
  }

  private func conditional(
    _ test: Expression, _ then: Expression, _ otherwise: Expression, _ whole: Expression
  ) throws(TemplateError) -> Typed {
    let code = try condition(test)
    var yes = scope
    var no = scope
    yes.present += try narrowed(test, when: true)
    no.present += try narrowed(test, when: false)
    let first = try ExpressionChecker(scope: yes).check(then)
    let second = try ExpressionChecker(scope: no).check(otherwise)
    switch (first, second) {
    case (.condition(let a), .condition(let b)): return .condition(.choice(code, a, b))
    case (.integer(let a, let first), .integer(let b, let second)):
      let range = min(a.range.lowerBound, b.range.lowerBound)...max(a.range.upperBound, b.range.upperBound)
      return .integer(IntegerType(name: "whole number", range: range), .choice(code, first, second))
    default:
      let a = try ExpressionChecker(scope: yes).text(then)
      let b = try ExpressionChecker(scope: no).text(otherwise)
      return .text(a.0.either(b.0), .choice(code, a.1, b.1))
    }
  }
}
