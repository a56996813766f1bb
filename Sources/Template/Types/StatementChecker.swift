import Schema

/// Checks statements against the model's types, in every branch, and resolves names into slots and variables.
struct StatementChecker {
  /// All templates, to include from.
  let library: TemplateLibrary
  /// What has been found wrong, with the number of the template.
  private(set) var errors: [(source: Int, error: TemplateError)] = []
  /// How many holes there are so far.
  private(set) var holes = 0
  /// How many variables there are so far.
  private(set) var variables = 0
  /// Whether a value is used that is known only after other artifacts are rendered.
  private(set) var usesLate = false
  private var source: Int
  private var including: [Int]
  private var statements = 0
  private var assigned: [String: Int] = [:]

  /// Work is bounded however templates include each other.
  private static let statementLimit = 100_000
  private static let includeDepth = 16

  init(library: TemplateLibrary, source: Int) {
    self.library = library
    self.source = source
    self.including = [source]
  }

  /// Takes a new variable.
  mutating func variable() -> Int {
    variables += 1
    return variables - 1
  }

  /// Checks a sequence of statements; names that it sets stay in the scope.
  mutating func check(_ body: [Statement], _ scope: inout Scope) -> [Code] {
    var code: [Code] = []
    for statement in body {
      statements += 1
      guard statements <= Self.statementLimit else { break }
      do throws(TemplateError) {
        if let checked = try check(statement, &scope) { code.append(checked) }
      } catch {
        errors.append((source, error))
      }
    }
    return code
  }

  private mutating func check(_ statement: Statement, _ scope: inout Scope) throws(TemplateError) -> Code? {
    switch statement {
    case .text(let range): return .text(Array(library.sources[source].bytes[range]), offset: range.lowerBound)
    case .output(let expression): return .hole(try hole(expression, scope))
    case .choice(let branches, let otherwise, let range): return choice(branches, otherwise, range, &scope)
    case .loop(let loop): return try self.loop(loop, scope)
    case .assignment(let name, let value, let range): return try assign(name, value, range, &scope)
    case .include(let path, let range): return try include(path, range, scope)
    }
  }

  /// Checks an expression that goes to the output.
  mutating func hole(_ expression: Expression, _ scope: Scope) throws(TemplateError) -> Hole {
    let (type, code) = try ExpressionChecker(scope: scope).text(expression)
    if type.isLate { usesLate = true }
    holes += 1
    types.append(type)
    return Hole(value: code, id: holes - 1, range: expression.range)
  }

  /// The type of each hole, by its number.
  private(set) var types: [TextType] = []

  private mutating func choice(
    _ branches: [Statement.Branch], _ otherwise: [Statement], _ range: Range<Int>, _ scope: inout Scope
  ) -> Code {
    var checked: [(condition: ConditionCode, body: [Code])] = []
    var scopes: [Scope] = []
    var rest = scope
    for branch in branches {
      var inner = rest
      do throws(TemplateError) {
        let checker = ExpressionChecker(scope: rest)
        let condition = try checker.condition(branch.condition)
        inner.present += try checker.narrowed(branch.condition, when: true)
        rest.present += try checker.narrowed(branch.condition, when: false)
        checked.append((condition, check(branch.body, &inner)))
      } catch {
        errors.append((source, error))
        _ = check(branch.body, &inner)
      }
      scopes.append(inner)
    }
    let last = check(otherwise, &rest)
    scopes.append(rest)
    merge(scopes, into: &scope)
    return .choice(checked, otherwise: last, range: range)
  }

  /// A name that every branch set to one type is set after them; one that only some did set cannot be used.
  private mutating func merge(_ scopes: [Scope], into scope: inout Scope) {
    let names = Set(scopes.flatMap(\.names.keys))
    for name in names {
      let bindings = scopes.map { $0.names[name] ?? .unset }
      if let common = Binding.common(bindings) {
        scope.names[name] = common
      } else {
        scope.names[name] = .unset
      }
    }
  }

  private mutating func loop(_ loop: Statement.Loop, _ scope: Scope) throws(TemplateError) -> Code {
    guard case .cell(let shape, let reference) = try ExpressionChecker(scope: scope).check(loop.list),
      let element = shape.element
    else {
      throw TemplateError("type", "a loop runs over a list", help: "name a list after `in`", at: loop.list.range)
    }
    let variable = variable()
    // What a loop's body sets is its own: the name outside keeps its value.
    let outside = assigned
    assigned = [:]
    defer { assigned = outside }
    var inner = scope
    inner.names[loop.name] = .cell(element, Reference(base: .variable(variable), slots: []))
    inner.names["loop"] = .loop(variable)
    var condition: ConditionCode?
    if let test = loop.condition {
      let checker = ExpressionChecker(scope: inner)
      condition = try checker.condition(test)
      inner.present += try checker.narrowed(test, when: true)
    }
    let copies = keepOutside(loop.body, &inner)
    let body = copies + check(loop.body, &inner)
    var outer = scope
    let otherwise = check(loop.otherwise, &outer)
    return .loop(
      LoopCode(
        variable: variable, list: reference, condition: condition, body: body, otherwise: otherwise, range: loop.range))
  }

  private mutating func assign(
    _ name: String, _ value: Expression, _ range: Range<Int>, _ scope: inout Scope
  ) throws(TemplateError) -> Code {
    guard scope.root.slot(of: name) == nil, name != "loop" else {
      throw TemplateError("name-taken", "`\(name)` is a name of the model", help: "take another name", at: range)
    }
    // A name keeps its variable, so that branches which set the same name meet in one place.
    let variable = variable(of: name)
    switch try ExpressionChecker(scope: scope).check(value) {
    case .text(let type, let code):
      scope.names[name] = .text(type, variable)
      return .setText(variable, code)
    case .integer(let type, let code):
      scope.names[name] = .integer(type, variable)
      return .setInteger(variable, code)
    case .condition(let code):
      scope.names[name] = .condition(variable)
      return .setCondition(variable, code)
    case .cell(let shape, let reference):
      scope.names[name] = .cell(shape, Reference(base: .variable(variable), slots: []))
      return .setCell(variable, reference)
    case .literals:
      throw TemplateError("type", "a list of literals has no name", help: "write it where it is used", at: value.range)
    }
  }

  /// A body that sets a name of the scope around it begins with that name's value, and leaves it alone outside.
  private mutating func keepOutside(_ body: [Statement], _ scope: inout Scope) -> [Code] {
    var copies: [Code] = []
    for name in Statement.assigned(in: body) where assigned[name] == nil {
      guard let binding = scope.names[name] else { continue }
      let copy = variable(of: name)
      switch binding {
      case .text(let type, let outer):
        copies.append(.setText(copy, .variable(outer)))
        scope.names[name] = .text(type, copy)
      case .integer(let type, let outer):
        copies.append(.setInteger(copy, .variable(outer)))
        scope.names[name] = .integer(type, copy)
      case .condition(let outer):
        copies.append(.setCondition(copy, .variable(outer)))
        scope.names[name] = .condition(copy)
      case .cell(let shape, let reference):
        copies.append(.setCell(copy, reference))
        scope.names[name] = .cell(shape, Reference(base: .variable(copy), slots: []))
      case .loop, .unset: break
      }
    }
    return copies
  }

  private mutating func variable(of name: String) -> Int {
    if let variable = assigned[name] { return variable }
    let variable = variable()
    assigned[name] = variable
    return variable
  }

  private mutating func include(_ path: String, _ range: Range<Int>, _ scope: Scope) throws(TemplateError) -> Code {
    guard let target = library.index(of: path) else {
      let hint = nearest(path, among: library.sources.map(\.path)).map { ", did you mean \"\($0)\"?" } ?? ""
      throw TemplateError(
        "unknown-template", "there is no template \"\(path)\"\(hint)", help: "write its path in the templates folder",
        at: range)
    }
    guard !including.contains(target) else {
      throw TemplateError("include-cycle", "\"\(path)\" includes itself", help: "break the circle", at: range)
    }
    guard including.count < Self.includeDepth else {
      throw TemplateError(
        "too-deep", "templates include each other too deeply", help: "include at most \(Self.includeDepth) deep",
        at: range)
    }
    let outer = source
    let outside = assigned
    source = target
    assigned = [:]
    including.append(target)
    defer {
      source = outer
      assigned = outside
      including.removeLast()
    }
    var inner = scope
    let copies = keepOutside(library.statements[target], &inner)
    return .included(copies + check(library.statements[target], &inner), source: target)
  }
}

extension Binding {
  /// What a name stands for after branches that each set it.
  fileprivate static func common(_ bindings: [Binding]) -> Binding? {
    guard var result = bindings.first else { return nil }
    for binding in bindings.dropFirst() {
      switch (result, binding) {
      case (.text(let a, let variable), .text(let b, let other)) where variable == other:
        result = .text(a == b ? a : a.either(b), variable)
      case (.integer(let a, let variable), .integer(let b, let other)) where variable == other:
        result = .integer(a == b ? a : .any, variable)
      case (.condition(let variable), .condition(let other)) where variable == other: break
      case (.cell(_, let a), .cell(_, let b)) where a == b: break
      case (.loop(let a), .loop(let b)) where a == b: break
      default: return nil
      }
    }
    return result
  }
}
