import Diagnostics
import Model
import TextTypes

extension Checker {
  /// Checks an expression; nil when an error was reported.
  mutating func check(_ expression: Expression) -> Typed? {
    let region = expression.region
    switch expression.kind {
    case .invalid: return nil
    case .text(let bytes):
      var typed = Typed(.text(bytes), .text(TextType(constant: bytes)), at: region)
      typed.constant = bytes
      return typed
    case .integer(let value):
      return Typed(.integer(value), .integer(IntegerType(name: "whole number", range: value...value)), at: region)
    case .boolean(let value): return Typed(.boolean(value), .boolean, at: region)
    case .name, .field: return path(expression)
    case .list:
      findings.error(
        .listPlace, "a list in the place of a single value", at: region, help: "write a list only after `in`"
      )
      return nil
    case .not(let operand): return negation(operand, at: region)
    case .all(let operands): return junction(operands, isAll: true, at: region)
    case .any(let operands): return junction(operands, isAll: false, at: region)
    case .compare(let comparison, let left, let right): return compare(comparison, left, right, at: region)
    case .membership(let value, let list, let isNegated):
      return membership(value, in: list, isNegated: isNegated, at: region)
    case .arithmetic(let operation, let left, let right): return arithmetic(operation, left, right, at: region)
    case .negate(let operand):
      guard let typed = integer(operand, for: "-") else { return nil }
      return Typed(
        .arithmetic(.subtract, .integer(0), typed.formula, region),
        .integer(Ranges.result(.subtract, 0...0, Ranges.of(typed.shape))), at: region)
    case .concatenate(let operands): return concatenation(operands, at: region)
    case .conditional(let then, let condition, let otherwise):
      return conditional(then, condition, otherwise, at: region)
    case .presence(let operand, let isNegated): return presence(operand, isNegated: isNegated, at: region)
    case .filter(let operand, let filter): return filtered(operand, filter, at: region)
    case .reference(let function, let arguments): return reference(function, arguments, at: region)
    }
  }

  private mutating func path(_ expression: Expression) -> Typed? {
    switch resolve(expression) {
    case .cell(let path, let shape):
      return Typed(.cell(path), shape, at: expression.region, path: path)
    case .value(let register, let shape): return Typed(.register(register), shape, at: expression.region)
    case .progress(let loop, let progress):
      let least = progress == .index || progress == .length || progress == .revindex ? 1 : 0
      return Typed(
        .progress(loop: loop, progress),
        progress.isBoolean ? .boolean : .integer(IntegerType(name: "whole number", range: least...Int.max)),
        at: expression.region)
    case nil: return nil
    }
  }

  /// Checks a condition: only true and false can be asked for.
  mutating func condition(_ expression: Expression) -> Typed? {
    guard var typed = check(expression) else { return nil }
    if case .boolean = typed.shape {
      noteCondition(&typed)
      return typed
    }
    let text = source(typed.region)
    let help =
      switch typed.shape {
      case .optional: "write `\(text) is defined`"
      case .list, .map: "write `\(text) | length > 0`"
      case .integer: "write `\(text) != 0`"
      case .text: "write `\(text) != \"\"`, or compare it with a text"
      default: "write one of its fields that is true or false"
      }
    findings.error(
      .conditionType, "`\(text)` is \(typed.shape.inWords), and a condition must be true or false", at: typed.region,
      help: help)
    return nil
  }

  private mutating func negation(_ operand: Expression, at region: Region) -> Typed? {
    guard let typed = condition(operand) else { return nil }
    var result = Typed(.not(typed.formula), .boolean, at: region)
    result.whenTrue = typed.whenFalse
    result.whenFalse = typed.whenTrue
    return result
  }

  /// Each operand is checked with what is known once the ones before it were looked at.
  private mutating func junction(_ operands: [Expression], isAll: Bool, at region: Region) -> Typed? {
    let before = scope.facts
    defer { scope.facts = before }
    var formulas: [Formula] = []
    var collected: Set<Fact> = []
    var common: Set<Fact>?
    for operand in operands {
      guard let typed = condition(operand) else { continue }
      formulas.append(typed.formula)
      let (passed, stopped) = isAll ? (typed.whenTrue, typed.whenFalse) : (typed.whenFalse, typed.whenTrue)
      common = common.map { $0.intersection(stopped) } ?? stopped
      collected.formUnion(passed)
      scope.facts.formUnion(passed)
    }
    guard formulas.count == operands.count else { return nil }
    var result = Typed(isAll ? .all(formulas) : .any(formulas), .boolean, at: region)
    result.whenTrue = isAll ? collected : common ?? []
    result.whenFalse = isAll ? common ?? [] : collected
    return result
  }

  /// Checks an operand of a computation.
  mutating func integer(_ expression: Expression, for sign: String) -> Typed? {
    guard let typed = value(expression) else { return nil }
    if case .integer = typed.shape { return typed }
    findings.error(
      .arithmeticType,
      "`\(source(typed.region))` is \(typed.shape.inWords), and `\(sign)` works only with whole numbers",
      at: typed.region, help: sign == "+" ? "write `~` to join texts" : "write whole numbers on both sides")
    return nil
  }

  /// Checks an expression whose value must be there.
  mutating func value(_ expression: Expression) -> Typed? {
    guard let typed = check(expression) else { return nil }
    if case .optional = typed.shape {
      mayBeAbsent(typed.region)
      return nil
    }
    return typed
  }

  private mutating func arithmetic(
    _ operation: Arithmetic, _ left: Expression, _ right: Expression, at region: Region
  ) -> Typed? {
    let left = integer(left, for: operation.rawValue)
    let right = integer(right, for: operation.rawValue)
    guard let left, let right else { return nil }
    if case .integer(0) = right.formula, operation == .floorDivide || operation == .modulo {
      findings.error(
        .divisionByZero, "a division by 0", at: region, help: "write another divisor")
      return nil
    }
    return Typed(
      .arithmetic(operation, left.formula, right.formula, region),
      .integer(Ranges.result(operation, Ranges.of(left.shape), Ranges.of(right.shape))), at: region)
  }

  private mutating func concatenation(_ operands: [Expression], at region: Region) -> Typed? {
    var formulas: [Formula] = []
    var type: TextType?
    for operand in operands {
      guard let typed = value(operand) else { continue }
      guard let printed = typed.shape.printedType else {
        let isFragment = if case .fragment = typed.shape { true } else { false }
        findings.error(
          .concatenationType,
          "`\(source(typed.region))` is \(typed.shape.inWords), which \(isFragment ? "must be alone on its lines" : "cannot be printed")",
          at: typed.region, help: "write texts and whole numbers on both sides of `~`")
        continue
      }
      formulas.append(typed.formula)
      type = type.map { $0.followed(by: printed) } ?? printed
    }
    guard formulas.count == operands.count, let type else { return nil }
    return Typed(.concatenate(formulas), .text(type), at: region)
  }

  private mutating func conditional(
    _ then: Expression, _ condition: Expression, _ otherwise: Expression, at region: Region
  ) -> Typed? {
    let test = self.condition(condition)
    let before = scope.facts
    scope.facts = before.union(test?.whenTrue ?? [])
    let then = value(then)
    scope.facts = before.union(test?.whenFalse ?? [])
    let otherwise = value(otherwise)
    scope.facts = before
    guard let test, let then, let otherwise else { return nil }
    guard let shape = then.shape.joined(otherwise.shape) else {
      let isSame = then.shape.inWords == otherwise.shape.inWords
      findings.error(
        .branchType,
        isSame
          ? "both sides of this `if` are \(then.shape.inWords)"
          : "one side of this `if` is \(then.shape.inWords), the other is \(otherwise.shape.inWords)",
        at: region, help: "write two texts, two whole numbers or two conditions")
      return nil
    }
    return Typed(.choose(test.formula, then: then.formula, otherwise: otherwise.formula), shape, at: region)
  }

  private mutating func presence(_ operand: Expression, isNegated: Bool, at region: Region) -> Typed? {
    if case .reference(.path, let arguments) = operand.kind {
      return presence(ofArtifact: arguments, operand.region, isNegated: isNegated, at: region)
    }
    let isPath =
      switch operand.kind {
      case .name, .field: true
      default: false
      }
    guard isPath else {
      findings.error(
        .presenceOperand, "`is defined` tests a name or a path of names", at: operand.region,
        help: "write a path, such as `server.ipv6 is defined`")
      return nil
    }
    // What is known already must not hide that the value may be absent elsewhere.
    guard let target = resolve(operand) else { return nil }
    guard case .cell(let path, let shape) = target, isOptional(shape, at: path) else {
      findings.error(
        .alwaysDefined, "`\(source(operand.region))` always exists", at: region,
        help: "remove the test")
      return nil
    }
    let fact = Fact.isPresent(path)
    var result = Typed(isNegated ? .not(.isPresent(path)) : .isPresent(path), .boolean, at: region)
    result.whenTrue = isNegated ? [] : [fact]
    result.whenFalse = isNegated ? [fact] : []
    return result
  }

  private func isOptional(_ shape: Shape, at path: CellPath) -> Bool {
    if case .optional = shape { return true }
    return scope.facts.contains(.isPresent(path))
  }
}
