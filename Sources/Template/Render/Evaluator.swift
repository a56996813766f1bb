import Model

/// Computes formulas over an arena, and notes which cells it looks at.
struct Evaluator {
  /// Where a loop is.
  struct LoopState {
    /// The cell of the element.
    var element = 0
    /// The element's number, from 0.
    var index = 0
    /// How many elements there are.
    var count = 0
    /// The cells that decided how many there are: the list's, or a group.
    var decided: Int32?
  }

  /// A variable: its value, and the group of the cells that it was made from.
  struct Register {
    var value = Value.boolean(false)
    var group: Int32?
    var artifacts: [String] = []
  }

  let arena: Arena
  /// The artifacts that templates can refer to.
  var table = ArtifactTable()
  var loops: [LoopState]
  var registers: [Register]
  /// The cells that were looked at since this was last emptied, and groups of them.
  var touched: [Int32] = []
  /// The paths of the artifacts that were looked into since then.
  var artifacts: [String] = []
  /// The groups of cells that variables were made from.
  var groups = CellGroups()
  /// The groups of the cells that decided which artifacts of a template there are.
  var decisive: [Int32: (condition: Int32, elements: Int32)] = [:]
  /// How many steps were taken, elements looked at and texts put together.
  var work = 0
  /// How much of that there may be; behind it values are cut short, and the artifact is refused.
  let limit: Int
  /// The computations that had no result.
  var failures: [Region] = []

  init(arena: Arena, loops: Int, registers: Int, limit: Int) {
    self.arena = arena
    self.limit = limit
    self.loops = Array(repeating: LoopState(), count: loops)
    self.registers = Array(repeating: Register(), count: registers)
  }

  /// The cell that a path leads to.
  func cell(at path: CellPath) -> Int {
    switch path.base {
    case .root: arena.cell(path.slots)
    case .loop(let index): arena.cell(path.slots, from: loops[index].element)
    }
  }

  /// Notes that a value is looked at; the result is its cell.
  @discardableResult
  mutating func touch(_ path: CellPath) -> Int {
    let cell = cell(at: path)
    touched.append(Int32(cell))
    return cell
  }

  /// What a formula comes to.
  mutating func value(_ formula: Formula) -> Value {
    switch formula {
    case .cell(let path): return .cell(touch(path))
    case .register(let index):
      if let group = registers[index].group { touched.append(group) }
      artifacts += registers[index].artifacts
      return registers[index].value
    case .integer(let value): return .integer(value)
    case .boolean(let value): return .boolean(value)
    case .text(let bytes): return .text(bytes)
    case .progress(let loop, let progress):
      if let decided = loops[loop].decided { touched.append(decided) }
      return self.progress(loops[loop], progress)
    case .length(let path): return .integer(Int(arena.cells[touch(path)].count))
    case .element(let path, let isFirst): return element(path, isFirst: isFirst)
    case .join(let path, let separator): return .text(join(path, separator))
    case .upper(let operand): return .text(bytes(operand).map(LetterCase.upper))
    case .lower(let operand): return .text(bytes(operand).map(LetterCase.lower))
    case .arithmetic(let operation, let left, let right, let region):
      guard let result = operation.apply(integer(left), integer(right)) else {
        failures.append(region)
        return .integer(1)
      }
      return .integer(result)
    case .concatenate(let operands):
      var result: [UInt8] = []
      // A text that is set again and again from itself doubles each time.
      for operand in operands where work <= limit {
        let part = bytes(operand)
        result += part
        work += part.count / 4
      }
      return .text(result)
    case .choose(let condition, let then, let otherwise): return value(holds(condition) ? then : otherwise)
    case .artifactPath(let selection): return .text(Array((entries(selection).first?.path ?? "").utf8))
    case .digest(let parts): return .text(digest(of: parts))
    case .contents(let selection): return .text(contents(of: selection))
    case .isPresent, .isMade, .not, .all, .any, .compare, .same, .contained, .listed: return .boolean(holds(formula))
    }
  }

  /// Whether a condition holds.
  mutating func holds(_ formula: Formula) -> Bool {
    switch formula {
    case .isPresent(let path):
      let cell = cell(at: path)
      touched.append(Int32(cell) | CellGroups.presence)
      return !arena.cells[cell].isAbsent
    case .isMade(let selection): return !entries(selection).isEmpty
    case .not(let operand): return !holds(operand)
    case .all(let operands):
      for operand in operands where !holds(operand) { return false }
      return true
    case .any(let operands):
      for operand in operands where holds(operand) { return true }
      return false
    case .compare(.greater, .length(let path), .integer(0)):
      let list = arena.cells[cell(at: path)]
      // Where there is an element, that one says it.
      touched.append(list.count > 0 ? list.start | CellGroups.presence : Int32(cell(at: path)))
      return list.count > 0
    case .compare(let comparison, let left, let right): return comparison.holds(integer(left), integer(right))
    case .same(let left, let right): return bytes(left) == bytes(right)
    case .contained(let operand, let path): return contains(path, bytes(operand))
    case .listed(let operand, let candidates):
      let bytes = bytes(operand)
      for candidate in candidates where self.bytes(candidate) == bytes { return true }
      return false
    default:
      switch value(formula) {
      case .boolean(let value): return value
      case .cell(let cell): return arena.text(of: arena.cells[cell]).elementsEqual("true".utf8)
      case .integer, .text: return false
      }
    }
  }

  private mutating func integer(_ formula: Formula) -> Int {
    switch value(formula) {
    case .integer(let value): value
    case .cell(let cell): Int(String(decoding: arena.text(of: arena.cells[cell]), as: UTF8.self)) ?? 0
    case .boolean, .text: 0
    }
  }

  /// The bytes that a formula's value prints as.
  private mutating func bytes(_ formula: Formula) -> ArraySlice<UInt8> {
    // First the value: in one expression the evaluator would be copied before it.
    let value = value(formula)
    return bytes(of: value)
  }

  /// The bytes that a value prints as.
  func bytes(of value: Value) -> ArraySlice<UInt8> {
    switch value {
    case .integer(let value): ArraySlice(String(value).utf8)
    case .boolean(let value): ArraySlice((value ? "true" : "false").utf8)
    case .text(let bytes): bytes[...]
    case .cell(let cell): arena.text(of: arena.cells[cell])
    }
  }

  private func progress(_ state: LoopState, _ progress: Progress) -> Value {
    switch progress {
    case .index: .integer(state.index + 1)
    case .index0: .integer(state.index)
    case .revindex: .integer(state.count - state.index)
    case .revindex0: .integer(state.count - state.index - 1)
    case .first: .boolean(state.index == 0)
    case .last: .boolean(state.index == state.count - 1)
    case .length: .integer(state.count)
    }
  }

  /// The cells of a list's elements.
  mutating func elements(of path: CellPath) -> Range<Int> {
    let list = arena.cells[touch(path)]
    work += Int(max(list.count, 0))
    return Int(list.start)..<Int(list.start) + Int(max(list.count, 0))
  }

  private mutating func element(_ path: CellPath, isFirst: Bool) -> Value {
    let elements = elements(of: path)
    guard let cell = isFirst ? elements.first : elements.last else { return .text([]) }
    touched.append(Int32(cell))
    return .cell(cell)
  }

  private mutating func join(_ path: CellPath, _ separator: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    let elements = elements(of: path)
    for cell in elements {
      if cell > elements.lowerBound { result += separator }
      touched.append(Int32(cell))
      result += arena.text(of: arena.cells[cell])
    }
    return result
  }

  private mutating func contains(_ path: CellPath, _ bytes: ArraySlice<UInt8>) -> Bool {
    for cell in elements(of: path) {
      touched.append(Int32(cell))
      if arena.text(of: arena.cells[cell]) == bytes { return true }
    }
    return false
  }
}
