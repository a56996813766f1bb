extension Region: Taped {
  /// What a region is read into.
  static var blank: Region { Region(file: 0, start: 0, end: 0) }

  mutating func pass(_ tape: inout Tape) {
    var (first, length) = (Int(start), Int(end) - Int(start))
    tape.pass(&file)
    tape.pass(&first)
    tape.pass(&length)
    guard tape.isReading else { return }
    let last = first.addingReportingOverflow(length).partialValue
    guard first >= 0, Int32(exactly: first) != nil, Int32(exactly: last) != nil else { return tape.damage() }
    self = Region(file: file, start: first, end: last)
  }
}

extension CellPath: Taped {
  /// What a path is read into.
  static var blank: CellPath { CellPath(base: .root, slots: []) }

  mutating func pass(_ tape: inout Tape) {
    var loop = -1
    if case .loop(let index) = base { loop = index }
    tape.pass(&loop)
    if tape.isReading { base = loop < 0 ? .root : .loop(loop) }
    tape.pass(&slots, blank: 0) { tape, slot in tape.pass(&slot) }
  }
}

extension Selection: Taped {
  /// What a selection is read into.
  static var blank: Selection { Selection(template: 0, loop: nil) }

  mutating func pass(_ tape: inout Tape) {
    tape.pass(&template)
    tape.pass(&loop, blank: 0) { tape, loop in tape.pass(&loop) }
  }
}

extension DigestPart: Taped {
  /// What a part is read into.
  static var blank: DigestPart { .folder([]) }

  mutating func pass(_ tape: inout Tape) {
    var isFolder = true
    var selections: [Selection] = []
    switch self {
    case .template(let selection): (isFolder, selections) = (false, [selection])
    case .folder(let several): selections = several
    }
    tape.pass(&isFolder)
    tape.pass(&selections, blank: .blank)
    guard tape.isReading else { return }
    if isFolder {
      self = .folder(selections)
    } else if selections.count == 1 {
      self = .template(selections[0])
    } else {
      tape.damage()
    }
  }
}

extension Reference: Taped {
  /// What a reference is read into.
  static var blank: Reference { Reference(function: .path, selection: .blank, region: .blank) }

  mutating func pass(_ tape: inout Tape) {
    tape.pass(&function, of: Function.allCases)
    selection.pass(&tape)
    region.pass(&tape)
  }
}

extension Comparison {
  fileprivate static var all: [Comparison] { [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual] }
}

extension Arithmetic {
  fileprivate static var all: [Arithmetic] { [.add, .subtract, .multiply, .floorDivide, .modulo] }
}

extension Tape {
  /// Passes one of some values that are told apart by their place in a list.
  fileprivate mutating func pass<Value: Equatable>(_ value: inout Value, of all: [Value]) {
    var index = UInt64(all.firstIndex(of: value) ?? 0)
    pass(&index)
    guard isReading else { return }
    if index < UInt64(all.count) { value = all[Int(index)] } else { damage() }
  }
}

extension Formula: Taped {
  /// What a formula is read into.
  static var blank: Formula { .boolean(false) }

  /// What says which case a formula is.
  private enum Kind: UInt8 {
    case cell, register, integer, boolean, text, progress, isPresent, length, element, join, upper, lower, not, all, any
    case compare, same, contained, listed, arithmetic, concatenate, choose, artifactPath, isMade, digest, contents
  }

  private var kind: Kind {
    switch self {
    case .cell: .cell
    case .register: .register
    case .integer: .integer
    case .boolean: .boolean
    case .text: .text
    case .progress: .progress
    case .isPresent: .isPresent
    case .length: .length
    case .element: .element
    case .join: .join
    case .upper: .upper
    case .lower: .lower
    case .not: .not
    case .all: .all
    case .any: .any
    case .compare: .compare
    case .same: .same
    case .contained: .contained
    case .listed: .listed
    case .arithmetic: .arithmetic
    case .concatenate: .concatenate
    case .choose: .choose
    case .artifactPath: .artifactPath
    case .isMade: .isMade
    case .digest: .digest
    case .contents: .contents
    }
  }

  mutating func pass(_ tape: inout Tape) {
    var kind = self.kind
    tape.pass(&kind)
    guard !tape.isDamaged else { return }
    if tape.isReading, kind == .cell {
      // Most formulas are that, and read at once.
      var path = CellPath.blank
      path.pass(&tape)
      self = .cell(path)
      return
    }
    var parts = Parts(self)
    switch kind {
    case .cell, .isPresent, .length: parts.path.pass(&tape)
    case .register, .integer: tape.pass(&parts.number)
    case .boolean: tape.pass(&parts.flag)
    case .text: tape.pass(&parts.bytes)
    case .progress:
      tape.pass(&parts.number)
      tape.pass(&parts.progress, of: Progress.allCases)
    case .element:
      parts.path.pass(&tape)
      tape.pass(&parts.flag)
    case .artifactPath, .isMade, .contents: tape.pass(&parts.selections, blank: .blank)
    case .digest: tape.pass(&parts.digested, blank: .blank)
    case .join:
      parts.path.pass(&tape)
      tape.pass(&parts.bytes)
    case .upper, .lower, .not, .all, .any, .same, .listed, .concatenate, .choose: parts.passOperands(&tape)
    case .compare:
      tape.pass(&parts.comparison, of: Comparison.all)
      parts.passOperands(&tape)
    case .contained:
      parts.path.pass(&tape)
      parts.passOperands(&tape)
    case .arithmetic:
      tape.pass(&parts.arithmetic, of: Arithmetic.all)
      parts.region.pass(&tape)
      parts.passOperands(&tape)
    }
    guard tape.isReading else { return }
    if let formula = parts.formula(kind) { self = formula } else { tape.damage() }
  }

  /// What formulas are made of, each case of some of these.
  private struct Parts {
    var path = CellPath.blank
    var number = 0
    var flag = false
    var bytes: [UInt8] = []
    var progress = Progress.index
    var comparison = Comparison.equal
    var arithmetic = Arithmetic.add
    var region = Region.blank
    var operands: [Formula] = []
    var selections: [Selection] = []
    var digested: [DigestPart] = []

    mutating func passOperands(_ tape: inout Tape) {
      tape.nested { $0.pass(&operands, blank: .blank) }
    }

    init(_ formula: Formula) {
      switch formula {
      case .cell(let path), .isPresent(let path), .length(let path): self.path = path
      case .register(let number), .integer(let number): self.number = number
      case .boolean(let flag): self.flag = flag
      case .text(let bytes): self.bytes = bytes
      case .progress(let loop, let progress): (number, self.progress) = (loop, progress)
      case .element(let path, let isFirst): (self.path, flag) = (path, isFirst)
      case .join(let path, let separator): (self.path, bytes) = (path, separator)
      case .upper(let operand), .lower(let operand), .not(let operand): operands = [operand]
      case .all(let operands), .any(let operands), .concatenate(let operands): self.operands = operands
      case .compare(let comparison, let left, let right): (self.comparison, operands) = (comparison, [left, right])
      case .same(let left, let right): operands = [left, right]
      case .contained(let operand, let path): (operands, self.path) = ([operand], path)
      case .listed(let operand, let candidates): operands = [operand] + candidates
      case .arithmetic(let arithmetic, let left, let right, let region):
        (self.arithmetic, self.region, operands) = (arithmetic, region, [left, right])
      case .artifactPath(let selection), .isMade(let selection), .contents(let selection): selections = [selection]
      case .digest(let digested): self.digested = digested
      case .choose(let condition, let then, let otherwise): operands = [condition, then, otherwise]
      }
    }

    /// The formula of a kind about other artifacts.
    private func reference(_ kind: Kind) -> Formula? {
      if kind == .digest { return .digest(digested) }
      guard selections.count == 1, let selection = selections.first else { return nil }
      switch kind {
      case .artifactPath: return .artifactPath(selection)
      case .isMade: return .isMade(selection)
      case .contents: return .contents(selection)
      default: return nil
      }
    }

    /// The formula of a kind; nil when it has other operands.
    func formula(_ kind: Kind) -> Formula? {
      if let formula = reference(kind) { return formula }
      let few = (operands.first ?? .blank, operands.dropFirst().first ?? .blank)
      switch (kind, operands.count) {
      case (.cell, _): return .cell(path)
      case (.isPresent, _): return .isPresent(path)
      case (.length, _): return .length(path)
      case (.register, _): return .register(number)
      case (.integer, _): return .integer(number)
      case (.boolean, _): return .boolean(flag)
      case (.text, _): return .text(bytes)
      case (.progress, _): return .progress(loop: number, progress)
      case (.element, _): return .element(path, isFirst: flag)
      case (.join, _): return .join(path, separator: bytes)
      case (.upper, 1): return .upper(few.0)
      case (.lower, 1): return .lower(few.0)
      case (.not, 1): return .not(few.0)
      case (.all, _): return .all(operands)
      case (.any, _): return .any(operands)
      case (.concatenate, _): return .concatenate(operands)
      case (.compare, 2): return .compare(comparison, few.0, few.1)
      case (.same, 2): return .same(few.0, few.1)
      case (.contained, 1): return .contained(few.0, in: path)
      case (.listed, 1...): return .listed(few.0, among: Array(operands.dropFirst()))
      case (.arithmetic, 2): return .arithmetic(arithmetic, few.0, few.1, region)
      case (.choose, 3): return .choose(few.0, then: few.1, otherwise: operands[2])
      default: return nil
      }
    }
  }
}
