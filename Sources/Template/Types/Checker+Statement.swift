import Diagnostics
import Model
import TextTypes

extension Checker {
  /// The deepest nesting of statements, through includes.
  static let depthLimit = 64
  /// The most variables at one place.
  static let variableLimit = 100
  /// The longest chain of includes.
  static let includeLimit = 16

  /// Checks statements one after the other.
  mutating func check(_ statements: [Statement]) -> [Operation] {
    var operations: [Operation] = []
    operations.reserveCapacity(statements.count)
    for statement in statements where isWithinBudget() {
      switch statement {
      case .text(let region): operations.append(.text(region, index: makeText()))
      case .output(let expression, let region):
        if let hole = hole(expression, at: region) { operations.append(.hole(hole)) }
      case .branch(let branches, let region): nested(region) { $0.branch(branches, at: region, into: &operations) }
      case .loop(let loop): nested(loop.region) { $0.loop(loop, into: &operations) }
      case .assign(let name, let region, let expression):
        assign(name, at: region, expression, into: &operations)
      case .include(let path, let region): nested(region) { $0.include(path, at: region, into: &operations) }
      }
    }
    return operations
  }

  private mutating func isWithinBudget() -> Bool {
    budget -= 1
    if budget == 0, let file = including.first {
      let trail = findings.includes
      findings.includes = []
      defer { findings.includes = trail }
      findings.error(
        .templateSize, "the template and its includes have more than 200000 parts",
        at: Region(file: file, start: 0, end: 0), help: "include less")
    }
    return budget > 0 && !findings.isFull(including.last ?? 0)
  }

  private mutating func nested(_ region: Region, _ body: (inout Checker) -> Void) {
    guard depth < Self.depthLimit else {
      findings.error(
        .nestingLimit, "more than \(Self.depthLimit) nested tags, counted through includes", at: region,
        help: "write the inner part without the tags around it")
      return
    }
    depth += 1
    body(&self)
    depth -= 1
  }

  /// Checks a value that goes to the output.
  private mutating func hole(_ expression: Expression, at region: Region) -> Operation.Hole? {
    guard let typed = check(expression) else { return nil }
    let content: Operation.Content
    if case .fragment(let type) = typed.shape {
      content = .fragment(type)
    } else if let type = typed.shape.printedType {
      content = .text(type)
    } else {
      refuseHole(typed)
      return nil
    }
    return Operation.Hole(
      index: makeHole(), formula: typed.formula, content: content, region: region, subject: typed.region)
  }

  private mutating func refuseHole(_ typed: Typed) {
    let text = source(typed.region)
    switch typed.shape {
    case .optional: mayBeAbsent(typed.region)
    case .boolean:
      findings.error(
        .holeBoolean, "`\(text)` is true or false, which cannot be printed", at: typed.region,
        help: "write both texts: `{% if \(text) %}yes{% else %}no{% endif %}`, with the file's own words")
    case .record(let type):
      findings.error(
        .holeRecord, "`\(text)` is a record, which cannot be printed", at: typed.region,
        help: "write one of its fields: \(Self.list(type.fields.map(\.key)))")
    default:
      findings.error(
        .holeList, "`\(text)` is a list, which cannot be printed", at: typed.region,
        help: "write `{% for element in \(text) %}`, or `\(text) | join(\", \")` for a list of texts")
    }
  }

  private mutating func branch(
    _ branches: [Statement.Branch], at region: Region, into operations: inout [Operation]
  ) {
    let before = scope
    var facts = scope.facts
    var checked: [Operation.Branch] = []
    var otherwise: [Operation] = []
    var ends: [Scope] = []
    for branch in branches {
      scope = before
      scope.facts = facts
      if let expression = branch.condition {
        let typed = condition(expression)
        scope.facts = facts.union(typed?.whenTrue ?? [])
        facts.formUnion(typed?.whenFalse ?? [])
        let body = check(branch.body)
        checked.append(
          Operation.Branch(condition: typed?.formula ?? .boolean(false), body: body, region: branch.region))
      } else {
        otherwise = check(branch.body)
      }
      ends.append(scope)
    }
    if branches.last?.condition != nil { ends.append(before) }
    scope = before.joined(ends, at: region)
    operations.append(.branch(checked, otherwise: otherwise, region))
  }

  private mutating func loop(_ loop: Statement.Loop, into operations: inout [Operation]) {
    let head = loopHead(loop.variable, loop.variableRegion, loop.list)
    let index = makeLoop(over: head?.path)
    var test: Formula?
    let body = inFrame(loop.body) { checker in
      checker.bindElement(loop.variable, head, index)
      test = checker.loopCondition(loop.condition)
      checker.scope.loop = index
    } _: { checker in
      checker.check(loop.body)
    }
    let otherwise = loop.otherwise.map { statements in inFrame(statements) { $0.check(statements) } }
    guard let head else { return }
    operations.append(
      .loop(
        Operation.Loop(
          index: index, list: head.path, condition: test, body: body, otherwise: otherwise, region: loop.region)))
  }

  /// Checks what a loop runs through; nil when an error was reported.
  mutating func loopHead(
    _ variable: String, _ region: Region, _ list: Expression
  ) -> (path: CellPath, element: Shape)? {
    if variable == "loop" {
      findings.error(.nameTaken, "`loop` describes the loop", at: region, help: "write another name")
    }
    if case .list = list.kind {
      findings.error(
        .loopType, "a loop over a list that is written in the template", at: list.region,
        help: "write the text once for each element")
      return nil
    }
    guard let typed = value(list) else { return nil }
    guard let path = typed.path, let element = typed.shape.element else {
      findings.error(
        .loopType, "`\(source(typed.region))` is \(typed.shape.inWords), and a loop needs a list",
        at: typed.region, help: "write a list of the model after `in`")
      return nil
    }
    return (path, element)
  }

  /// Makes a loop's variable visible.
  mutating func bindElement(_ variable: String, _ head: (path: CellPath, element: Shape)?, _ loop: Int) {
    guard let head else {
      scope.bind(variable, .invalid)
      return
    }
    scope.facts.insert(.hasElements(head.path))
    scope.bind(variable, .item(CellPath(base: .loop(loop), slots: []), head.element))
  }

  /// Checks which elements a loop takes; what the condition says is known in its body.
  mutating func loopCondition(_ expression: Expression?) -> Formula? {
    guard let expression else { return nil }
    let outer = scope.loop
    scope.loop = nil
    defer { scope.loop = outer }
    guard let typed = condition(expression) else { return .boolean(false) }
    scope.facts.formUnion(typed.whenTrue)
    return typed.formula
  }

  private mutating func assign(
    _ name: String, at region: Region, _ expression: Expression, into operations: inout [Operation]
  ) {
    let typed = value(expression)
    guard isFree(name, at: region) else { return }
    guard let typed else {
      scope.bind(name, .invalid)
      return
    }
    switch (typed.shape, typed.path) {
    case (.integer, _), (.boolean, _), (.text, _):
      let register = register(of: name)
      scope.bind(name, .value(register: register, typed.shape))
      operations.append(.assign(register: register, typed.formula))
    case (_, let path?): scope.bind(name, .alias(path, typed.shape))
    default:
      findings.error(
        .assignedType, "`\(source(typed.region))` is \(typed.shape.inWords), which must be alone on its lines",
        at: typed.region,
        help: "write it in the place where it belongs")
      scope.bind(name, .invalid)
    }
  }

  /// Whether a variable can have a name: a part of the model and a loop's variable are hidden by it as far as it reaches, as in
  /// Jinja2, so that what is new in the model is no fault of templates that have the name already.
  private mutating func isFree(_ name: String, at region: Region) -> Bool {
    if name == "loop" {
      findings.error(.nameTaken, "`loop` describes the loop", at: region, help: "write another name")
      return false
    }
    if scope.names.count < Self.variableLimit || scope.binding(of: name) != nil { return true }
    findings.error(
      .variableLimit, "more than \(Self.variableLimit) variables", at: region,
      help: "write the values where they are used")
    return false
  }

  private mutating func include(_ path: String, at region: Region, into operations: inout [Operation]) {
    guard let file = library.file(at: path) else {
      let near = nearest(path, among: library.paths)
      findings.error(
        .unknownTemplate,
        "the template `\(path)` does not exist" + (near.map { ", did you mean `\($0)`?" } ?? ""), at: region,
        help: "write a path below the templates folder, such as `nginx/_tls.conf`")
      return
    }
    included.insert(file)
    guard !including.contains(file) else {
      findings.error(
        .includeRecursion, "`\(path)` includes itself" + (including.last == file ? "" : " through others"),
        at: region,
        help: "write a `{% for %}` for repetition")
      return
    }
    guard including.count <= Self.includeLimit else {
      findings.error(
        .nestingLimit, "more than \(Self.includeLimit) nested includes", at: region,
        help: "write the inner part into the file that includes it")
      return
    }
    guard let statements = library.statements[Int(file)] else { return }
    including.append(file)
    findings.includes.append(region)
    let body = inFrame(statements) { checker in
      checker.scope.loop = nil
      return checker.check(statements)
    }
    findings.includes.removeLast()
    including.removeLast()
    operations.append(.included(body, region))
  }
}
