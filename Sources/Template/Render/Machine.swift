import Schema

/// Renders checked code over an arena.
struct Machine {
  /// What a variable of the template holds.
  enum Value {
    case nothing
    case cell(Int)
    case text([UInt8])
    case integer(Int)
    case condition(Bool)
  }

  /// A value that has no place where it should go.
  struct Refused: Error {
    var message: String
    var help: String
    var id: String
    var cells: [Int]
    var source: Int
    var range: Range<Int>
  }

  let arena: Arena
  let placements: [Placement]
  private(set) var output: [UInt8] = []
  private(set) var marks: [Rendered.Mark] = []
  /// Every value that was refused.
  private(set) var refused: [Refused] = []
  private var variables: [Value]
  private var positions: [(index: Int, count: Int)]

  init(_ arena: Arena, _ placements: [Placement], variables: Int) {
    self.arena = arena
    self.placements = placements
    self.variables = Array(repeating: .nothing, count: variables)
    self.positions = Array(repeating: (0, 0), count: variables)
    output.reserveCapacity(8192)
  }

  /// Lets a variable stand for a cell.
  mutating func set(_ variable: Int, toCell cell: Int) {
    variables[variable] = .cell(cell)
  }

  /// Renders a sequence of code.
  mutating func run(_ code: [Code], source: Int) {
    for part in code {
      switch part {
      case .text(let bytes, _): output.append(contentsOf: bytes)
      case .hole(let hole): put(hole, source)
      case .choice(let branches, let otherwise, _):
        run(branches.first { decide($0.condition, source) }?.body ?? otherwise, source: source)
      case .loop(let loop): run(loop, source)
      case .setText(let variable, let code): variables[variable] = .text(text(code, source))
      case .setInteger(let variable, let code): variables[variable] = .integer(integer(code, source))
      case .setCondition(let variable, let code): variables[variable] = .condition(decide(code, source))
      case .setCell(let variable, let reference): variables[variable] = .cell(cell(reference))
      case .included(let code, let source): run(code, source: source)
      }
    }
  }

  private mutating func run(_ loop: LoopCode, _ source: Int) {
    let list = arena.cells[cell(loop.list)]
    let first = Int(list.start)
    var elements = Array(first..<first + Int(max(list.count, 0)))
    if let condition = loop.condition {
      elements = elements.filter { element in
        variables[loop.variable] = .cell(element)
        return decide(condition, source)
      }
    }
    if elements.isEmpty {
      run(loop.otherwise, source: source)
      return
    }
    for (index, element) in elements.enumerated() {
      variables[loop.variable] = .cell(element)
      positions[loop.variable] = (index, elements.count)
      run(loop.body, source: source)
    }
  }

  private mutating func put(_ hole: Hole, _ source: Int) {
    let start = output.count
    let value = text(hole.value, source)
    switch placements[hole.id] {
    case .verbatim: output.append(contentsOf: value)
    case .encoded(let encoder):
      do throws(Refusal) {
        try encoder.encode(value[...], into: &output)
      } catch {
        refused.append(
          Refused(
            message: error.message, help: error.help ?? "", id: error.id, cells: cells(of: hole.value), source: source,
            range: hole.range))
      }
    }
    marks.append(
      Rendered.Mark(
        start: start, end: output.count, source: source, range: hole.range, cells: cells(of: hole.value), hole: hole.id)
    )
  }

  /// The cell that a reference leads to.
  func cell(_ reference: Reference) -> Int {
    switch reference.base {
    case .root: return arena.cell(reference.slots)
    case .variable(let variable):
      guard case .cell(let cell) = variables[variable] else { return 0 }
      return arena.cell(reference.slots, from: cell)
    }
  }

  /// The text that code makes.
  mutating func text(_ code: TextCode, _ source: Int) -> [UInt8] {
    switch code {
    case .cell(let reference): return Array(arena.text(of: arena.cells[cell(reference)]))
    case .literal(let bytes): return bytes
    case .variable(let variable):
      if case .text(let bytes) = variables[variable] { return bytes }
      return []
    case .integer(let code): return Array(String(integer(code, source)).utf8)
    case .choice(let condition, let then, let otherwise):
      return text(decide(condition, source) ? then : otherwise, source)
    case .concatenation(let parts):
      var result: [UInt8] = []
      for part in parts { result += text(part, source) }
      return result
    case .joined(let reference, let separator, _):
      let list = arena.cells[cell(reference)]
      var result: [UInt8] = []
      for offset in 0..<Int(max(list.count, 0)) {
        if offset > 0 { result += separator }
        result += arena.text(of: arena.cells[Int(list.start) + offset])
      }
      return result
    case .upper(let inner): return text(inner, source).map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 }
    case .lower(let inner): return text(inner, source).map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    }
  }

  /// The number that code makes; one that cannot be made is refused, and 0 stands in.
  mutating func integer(_ code: IntegerCode, _ source: Int) -> Int {
    switch code {
    case .cell(let reference):
      return Int(String(decoding: arena.text(of: arena.cells[cell(reference)]), as: UTF8.self)) ?? 0
    case .literal(let value): return value
    case .variable(let variable):
      if case .integer(let value) = variables[variable] { return value }
      return 0
    case .count(let reference): return Int(max(arena.cells[cell(reference)].count, 0))
    case .loop(let variable, let field): return self.field(field, positions[variable])
    case .choice(let condition, let then, let otherwise):
      return integer(decide(condition, source) ? then : otherwise, source)
    case .arithmetic(let operation, let left, let right, let range):
      let (a, b) = (integer(left, source), integer(right, source))
      if let result = operation.apply(a, b) { return result }
      let what =
        b == 0 && (operation == .divide || operation == .remainder) ? "is divided by zero" : "is too large a number"
      refused.append(
        Refused(
          message: what, help: "change the template's arithmetic", id: "arithmetic", cells: [], source: source,
          range: range))
      return 0
    }
  }

  private func field(_ field: LoopField, _ position: (index: Int, count: Int)) -> Int {
    switch field {
    case .index: position.index + 1
    case .index0: position.index
    case .revindex: position.count - position.index
    case .revindex0: position.count - position.index - 1
    case .length: position.count
    }
  }

  /// Whether a condition holds.
  mutating func decide(_ code: ConditionCode, _ source: Int) -> Bool {
    switch code {
    case .constant(let value): return value
    case .cell(let reference): return arena.text(of: arena.cells[cell(reference)]).elementsEqual("true".utf8)
    case .variable(let variable):
      if case .condition(let value) = variables[variable] { return value }
      return false
    case .isPresent(let reference): return !arena.cells[cell(reference)].isAbsent
    case .isNotEmpty(let reference): return arena.cells[cell(reference)].count > 0
    case .loopFirst(let variable): return positions[variable].index == 0
    case .loopLast(let variable): return positions[variable].index + 1 == positions[variable].count
    case .integers(let comparison, let left, let right):
      return comparison.holds(integer(left, source), integer(right, source))
    case .texts(let comparison, let left, let right):
      return (text(left, source) == text(right, source)) == (comparison == .equal)
    case .same(let left, let right): return decide(left, source) == decide(right, source)
    case .oneOf(let element, let list):
      let wanted = text(element, source)
      for candidate in list where text(candidate, source) == wanted { return true }
      return false
    case .element(let element, let reference):
      let wanted = text(element, source)
      let list = arena.cells[cell(reference)]
      return (0..<Int(max(list.count, 0))).contains {
        arena.text(of: arena.cells[Int(list.start) + $0]).elementsEqual(wanted)
      }
    case .not(let inner): return !decide(inner, source)
    case .and(let left, let right): return decide(left, source) && decide(right, source)
    case .or(let left, let right): return decide(left, source) || decide(right, source)
    case .choice(let condition, let then, let otherwise):
      return decide(condition, source) ? decide(then, source) : decide(otherwise, source)
    }
  }

  /// The cells that a text is made from.
  private func cells(of code: TextCode) -> [Int] {
    switch code {
    case .cell(let reference), .joined(let reference, _, _): [cell(reference)]
    case .concatenation(let parts): parts.flatMap(cells)
    case .choice(_, let then, let otherwise): cells(of: then) + cells(of: otherwise)
    case .upper(let inner), .lower(let inner): cells(of: inner)
    case .integer(.cell(let reference)), .integer(.count(let reference)): [cell(reference)]
    case .literal, .variable, .integer: []
    }
  }
}

extension Arithmetic {
  /// The result with Python's meaning of `//` and `%`; nil where there is none.
  fileprivate func apply(_ a: Int, _ b: Int) -> Int? {
    func whole(_ result: (partialValue: Int, overflow: Bool)) -> Int? { result.overflow ? nil : result.partialValue }
    switch self {
    case .add: return whole(a.addingReportingOverflow(b))
    case .subtract: return whole(a.subtractingReportingOverflow(b))
    case .multiply: return whole(a.multipliedReportingOverflow(by: b))
    case .divide:
      guard b != 0, let quotient = whole(a.dividedReportingOverflow(by: b)) else { return nil }
      return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
    case .remainder:
      guard b != 0, b != -1 else { return b == -1 ? 0 : nil }
      let remainder = a % b
      return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder
    }
  }
}

extension Comparison {
  /// Whether two numbers compare so.
  fileprivate func holds(_ a: Int, _ b: Int) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}
