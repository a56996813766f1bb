import Diagnostics
import Model
import TextTypes

extension Checker {
  mutating func compare(
    _ comparison: Comparison, _ left: Expression, _ right: Expression, at region: Region
  ) -> Typed? {
    let left = value(left)
    let right = value(right)
    guard let left, let right else { return nil }
    switch (left.shape, right.shape) {
    case (.integer, .integer):
      var result = Typed(.compare(comparison, left.formula, right.formula), .boolean, at: region)
      noteLength(comparison, left, right, in: &result)
      return result
    case (.text(let leftType), .text(let rightType)) where !comparison.isOrder:
      guard isPossible(left, rightType), isPossible(right, leftType) else { return nil }
      return sameness(comparison, left, right, at: region)
    case (.boolean, .boolean) where !comparison.isOrder: return sameness(comparison, left, right, at: region)
    default:
      refuse(comparison, left, right, at: region)
      return nil
    }
  }

  private func sameness(_ comparison: Comparison, _ left: Typed, _ right: Typed, at region: Region) -> Typed {
    let same = Formula.same(left.formula, right.formula)
    return Typed(comparison == .equal ? same : .not(same), .boolean, at: region)
  }

  private mutating func refuse(_ comparison: Comparison, _ left: Typed, _ right: Typed, at region: Region) {
    let help: String
    switch (left.shape, right.shape) {
    case (.text, .text): help = "write `==` or `!=`; only whole numbers can be ordered"
    case (.boolean, .boolean): help = "write `==` or `!=`"
    case (.integer, .text), (.text, .integer): help = "write a text in quotes on both sides, or a whole number on both"
    case (.list, _), (.map, _), (_, .list), (_, .map): help = "write `| length` to compare the number of elements"
    case (.record, _), (_, .record): help = "write a field of the record"
    default: help = "write values of the same type on both sides"
    }
    findings.error(
      .comparisonType,
      "`\(comparison.rawValue)` between `\(source(left.region))`, \(left.shape.inWords), and "
        + "`\(source(right.region))`, \(right.shape.inWords)",
      at: region, help: help)
  }

  /// Reports a constant that the other side can never be.
  private mutating func isPossible(_ constant: Typed, _ type: TextType) -> Bool {
    guard let bytes = constant.constant, !type.canBe(bytes) else { return true }
    let text = source(constant.region)
    if type.choices.isEmpty {
      findings.error(
        .impossibleComparison, "\(text) can never be \(article(type.name))", at: constant.region,
        help: type.example.isEmpty
          ? "write a possible value" : "write a possible value, such as \"\(type.example)\"")
    } else {
      let near = nearest(String(decoding: bytes, as: UTF8.self), among: type.choices)
      findings.error(
        .unknownChoice, "\(text) is not \(article(type.name))" + (near.map { ", did you mean \"\($0)\"?" } ?? ""),
        at: constant.region, help: "write one of \(type.choices.map { "\"\($0)\"" }.joined(separator: ", "))")
    }
    return false
  }

  /// A type's name with its indefinite article.
  func article(_ name: String) -> String {
    if name.hasPrefix("IP") { return "an " + name }
    switch name.utf8.first {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"): return "an " + name
    default: return "a " + name
    }
  }

  /// Notes that a list has elements where its length was compared with a constant that says so.
  private func noteLength(_ comparison: Comparison, _ left: Typed, _ right: Typed, in result: inout Typed) {
    let (path, relation, bound): (CellPath, Comparison, Int)
    switch (left.formula, right.formula) {
    case (.length(let list), .integer(let value)): (path, relation, bound) = (list, comparison, value)
    case (.integer(let value), .length(let list)): (path, relation, bound) = (list, comparison.mirrored, value)
    default: return
    }
    let fact = Fact.hasElements(path)
    if !relation.holds(0, bound) { result.whenTrue = [fact] } else { result.whenFalse = [fact] }
  }

  mutating func membership(
    _ value: Expression, in list: Expression, isNegated: Bool, at region: Region
  ) -> Typed? {
    let formula: Formula?
    if case .list(let elements) = list.kind {
      formula = listed(value, among: elements, at: list.region)
    } else {
      formula = contained(value, in: list)
    }
    guard let formula else { return nil }
    return Typed(isNegated ? .not(formula) : formula, .boolean, at: region)
  }

  private mutating func listed(_ expression: Expression, among elements: [Expression], at region: Region) -> Formula? {
    guard let typed = value(expression) else { return nil }
    if elements.isEmpty {
      findings.error(.emptyList, "an empty list contains nothing", at: region, help: "write the values that you mean")
      return nil
    }
    var formulas: [Formula] = []
    for element in elements {
      guard let candidate = value(element), isComparable(typed, candidate.shape, candidate.region) else { continue }
      if case .text(let type) = typed.shape, !isPossible(candidate, type) { continue }
      formulas.append(candidate.formula)
    }
    return formulas.count == elements.count ? .listed(typed.formula, among: formulas) : nil
  }

  private mutating func contained(_ expression: Expression, in list: Expression) -> Formula? {
    let typed = value(expression)
    guard let container = value(list) else { return nil }
    guard let path = container.path, let element = container.shape.element else {
      let isText = if case .text = container.shape { true } else { false }
      findings.error(
        .membershipType, "`\(source(container.region))` is \(container.shape.inWords), and `in` needs a list",
        at: container.region,
        help: isText ? "write `==` with the whole text, or `in` with a list of texts" : "write a list after `in`")
      return nil
    }
    guard let typed, isComparable(typed, element, typed.region) else { return nil }
    if case .text(let type) = element, !isPossible(typed, type) { return nil }
    return .contained(typed.formula, in: path)
  }

  /// Reports two values of which one can never be the other.
  private mutating func isComparable(_ left: Typed, _ right: Shape, _ region: Region) -> Bool {
    switch (left.shape, right) {
    case (.integer, .integer), (.text, .text): return true
    default:
      findings.error(
        .membershipType,
        "`in` compares `\(source(left.region))`, \(left.shape.inWords), with \(right.inWords)", at: region,
        help: "write texts on both sides, or whole numbers on both")
      return false
    }
  }
}
