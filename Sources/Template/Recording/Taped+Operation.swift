/// The types of values, each once: holes refer to them by their index.
struct ContentTable {
  private(set) var contents: [Operation.Content] = []

  /// The index of a type, which is added when it is new.
  mutating func index(of content: Operation.Content) -> Int {
    if let index = contents.firstIndex(of: content) { return index }
    contents.append(content)
    return contents.count - 1
  }

  /// Passes the table itself.
  mutating func pass(_ tape: inout Tape) {
    tape.pass(&contents, blank: .text(.blank)) { tape, content in content.pass(&tape) }
  }
}

/// Passes operations, with the types of their values in a table.
struct OperationTape {
  var tape: Tape
  var table: ContentTable
  /// What each hole that was passed holds, by its index.
  private(set) var holes: [Operation.Content?] = []
  /// How many texts there are, going by the highest index that was passed.
  private(set) var texts = 0

  init(_ tape: Tape, _ table: ContentTable) {
    self.tape = tape
    self.table = table
  }

  private static var blank: Operation { .text(.blank, index: 0) }

  /// Passes operations one after the other.
  mutating func pass(_ list: inout [Operation]) {
    guard tape.enter() else { return }
    defer { tape.leave() }
    let count = tape.count(list.count)
    guard tape.isReading else {
      for operation in list { write(operation) }
      return
    }
    list = []
    list.reserveCapacity(count)
    for _ in 0..<count where !tape.isDamaged { list.append(read()) }
  }

  private enum Kind: UInt8 { case text, hole, branch, loop, assign, included }

  private mutating func write(_ operation: Operation) {
    var kind: Kind =
      switch operation {
      case .text: .text
      case .hole: .hole
      case .branch: .branch
      case .loop: .loop
      case .assign: .assign
      case .included: .included
      }
    tape.pass(&kind)
    var copy = operation
    pass(&copy, kind)
  }

  private mutating func read() -> Operation {
    var kind = Kind.text
    tape.pass(&kind)
    var operation = Self.blank
    pass(&operation, kind)
    return operation
  }

  /// Passes what an operation of a kind consists of.
  private mutating func pass(_ operation: inout Operation, _ kind: Kind) {
    switch kind {
    case .text:
      var (region, index) = (Region.blank, 0)
      if case .text(let value, let number) = operation { (region, index) = (value, number) }
      region.pass(&tape)
      tape.pass(&index)
      if index < 0 || index >= 1 << 24 { tape.damage() }
      texts = max(texts, index + 1)
      operation = .text(region, index: index)
    case .hole:
      var hole = Operation.Hole(
        index: 0, formula: .blank, content: .text(.blank), region: .blank, subject: .blank)
      if case .hole(let value) = operation { hole = value }
      pass(&hole)
      operation = .hole(hole)
    case .branch:
      var (branches, otherwise, region) = ([Operation.Branch](), [Operation](), Region.blank)
      if case .branch(let first, let last, let place) = operation {
        (branches, otherwise, region) = (first, last, place)
      }
      pass(&branches)
      pass(&otherwise)
      region.pass(&tape)
      operation = .branch(branches, otherwise: otherwise, region)
    case .loop:
      var loop = Operation.Loop.blank
      if case .loop(let value) = operation { loop = value }
      pass(&loop)
      operation = .loop(loop)
    case .assign:
      var (register, formula) = (0, Formula.blank)
      if case .assign(let number, let value) = operation { (register, formula) = (number, value) }
      tape.pass(&register)
      formula.pass(&tape)
      operation = .assign(register: register, formula)
    case .included:
      var (body, region) = ([Operation](), Region.blank)
      if case .included(let operations, let place) = operation { (body, region) = (operations, place) }
      pass(&body)
      region.pass(&tape)
      operation = .included(body, region)
    }
  }

  private mutating func pass(_ hole: inout Operation.Hole) {
    tape.pass(&hole.index)
    hole.formula.pass(&tape)
    var index = tape.isReading ? 0 : table.index(of: hole.content)
    tape.pass(&index)
    if tape.isReading {
      if table.contents.indices.contains(index) { hole.content = table.contents[index] } else { tape.damage() }
    }
    guard hole.index >= 0, hole.index < 1 << 24 else { return tape.damage() }
    while holes.count <= hole.index { holes.append(nil) }
    holes[hole.index] = hole.content
    hole.region.pass(&tape)
    hole.subject.pass(&tape)
  }

  private mutating func pass(_ branches: inout [Operation.Branch]) {
    let count = tape.count(branches.count)
    if tape.isReading {
      branches = Array(
        repeating: Operation.Branch(condition: .blank, body: [], region: .blank), count: tape.isDamaged ? 0 : count)
    }
    for index in branches.indices {
      branches[index].condition.pass(&tape)
      pass(&branches[index].body)
      branches[index].region.pass(&tape)
    }
  }

  /// Passes a loop.
  mutating func pass(_ loop: inout Operation.Loop) {
    tape.pass(&loop.index)
    loop.list.pass(&tape)
    tape.pass(&loop.condition, blank: .blank) { tape, formula in formula.pass(&tape) }
    pass(&loop.body)
    var hasOtherwise = loop.otherwise != nil
    tape.pass(&hasOtherwise)
    if hasOtherwise {
      var otherwise = loop.otherwise ?? []
      pass(&otherwise)
      loop.otherwise = otherwise
    }
    loop.region.pass(&tape)
  }
}

extension Operation.Loop {
  /// What a loop is read into.
  static var blank: Operation.Loop {
    Operation.Loop(index: 0, list: .blank, condition: nil, body: [], otherwise: nil, region: .blank)
  }
}
