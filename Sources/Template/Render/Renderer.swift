import Diagnostics
import Model
import TextTypes

/// Runs a program over an arena.
struct Renderer {
  let program: Program
  let recordsProvenance: Bool
  let limits: RenderLimits
  /// How each value is put, by the index of its hole; empty for a path, in which every value stands as it is.
  var placements: [Placement] = []
  var evaluator: Evaluator
  var output: [UInt8] = []
  var edges: [ValueEdge] = []
  /// Where each text of the template is in the output.
  var texts: [TextEdge] = []
  var provenance = Provenance()
  /// The values that have no safe form at their place.
  var refusals: [RefusedValue] = []
  /// The trusted fragments in the current artifact.
  var fragments: [PlacedFragment] = []
  /// The group of cells that all artifacts depend on.
  private(set) var lasting: Int32?
  private var lastingGroups = 0
  private var control: Int32 = -1

  /// Whether the artifact is too large, or takes too long to make.
  var isExhausted: Bool { output.count > limits.bytes || evaluator.work > limits.work }

  /// A value that an encoder refused.
  struct RefusedValue {
    var hole: Operation.Hole
    var refusal: Refusal
    var cells: [Int32]
  }

  /// A trusted fragment that was put into the output.
  struct PlacedFragment {
    var hole: Operation.Hole
    var start: Int
    var end: Int
    var cells: [Int32]
    /// The artifacts whose content it is; none for a setting.
    var artifacts: [String]
  }

  init(program: Program, arena: Arena, recordsProvenance: Bool, limits: RenderLimits) {
    self.limits = limits
    self.program = program
    self.recordsProvenance = recordsProvenance
    evaluator = Evaluator(
      arena: arena, loops: program.code.loops, registers: program.code.registers, limit: limits.work)
  }

  /// Forgets the current artifact, to begin another.
  mutating func begin() {
    output = []
    edges = []
    texts = []
    fragments = []
    provenance = Provenance()
    control = -1
    evaluator.groups.removeAll(after: lastingGroups)
    evaluator.decisive = [:]
  }

  /// Evaluates a condition that all artifacts depend on; the cells that were looked at for it are noted once for all.
  mutating func holdsForAll(_ condition: Formula) -> Bool {
    evaluator.forget()
    let holds = evaluator.holds(condition)
    lasting = evaluator.groups.append(evaluator.touched)
    lastingGroups = evaluator.groups.count
    return holds
  }

  /// Runs operations one after the other.
  mutating func run(_ operations: [Operation]) {
    for operation in operations where !isExhausted {
      evaluator.work += 1
      switch operation {
      case .text(let region, let index):
        texts.append(TextEdge(text: index, start: output.count))
        output += program.sources[Int(region.file)].bytes[region.range]
        evaluator.forget()
        record(region, isValue: false)
      case .hole(let hole): put(hole)
      case .branch(let branches, let otherwise, let region): choose(branches, otherwise, region)
      case .loop(let loop): repeated(loop)
      case .assign(let register, let formula): assign(register, formula)
      case .included(let body, _): run(body)
      }
    }
  }

  private mutating func assign(_ register: Int, _ formula: Formula) {
    evaluator.forget()
    let value = evaluator.value(formula)
    let group = evaluator.touched.isEmpty ? nil : evaluator.groups.append(evaluator.touched)
    evaluator.registers[register] = Evaluator.Register(value: value, group: group, artifacts: evaluator.artifacts)
  }

  private mutating func put(_ hole: Operation.Hole) {
    evaluator.forget()
    let value = evaluator.value(hole.formula)
    let bytes = evaluator.bytes(of: value)
    let start = output.count
    switch placements.isEmpty ? .verbatim : placements[hole.index] {
    case .verbatim: output += bytes
    case .encoded(let encoder):
      do throws(Refusal) {
        try encoder.encode(bytes, into: &output)
      } catch {
        output.removeSubrange(start...)
        refusals.append(RefusedValue(hole: hole, refusal: error, cells: evaluator.touched))
      }
    }
    if case .fragment = hole.content {
      fragments.append(
        PlacedFragment(
          hole: hole, start: start, end: output.count, cells: evaluator.touched, artifacts: evaluator.artifacts))
    }
    edges.append(ValueEdge(hole: hole.index, region: hole.region, start: start, end: output.count))
    record(hole.region, isValue: true)
  }

  private mutating func choose(_ branches: [Operation.Branch], _ otherwise: [Operation], _ region: Region) {
    let outer = control
    defer { control = outer }
    evaluator.forget()
    let choice = branches.first { evaluator.holds($0.condition) }
    enter(choice?.region ?? region, choice == nil ? .otherwise : .holds)
    let decided = program.code.registers > 0 ? evaluator.touched : []
    run(choice?.body ?? otherwise)
    // Which value a variable has follows from the condition too, and so it does where it kept the one that it had.
    guard !decided.isEmpty else { return }
    for register in Set(branches.flatMap(\.body.assigned) + otherwise.assigned) {
      let group = evaluator.registers[register].group.map { [$0] } ?? []
      evaluator.registers[register].group = evaluator.groups.append(decided + group)
    }
  }

  private mutating func repeated(_ loop: Operation.Loop) {
    let outer = control
    defer { control = outer }
    evaluator.forget()
    let elements = taken(by: loop)
    enter(loop.region, elements.isEmpty ? .otherwise : .elements)
    if elements.isEmpty { return run(loop.otherwise ?? []) }
    let decided = evaluator.touched.count == 1 ? evaluator.touched.first : evaluator.groups.append(evaluator.touched)
    for (index, element) in elements.enumerated() where !isExhausted {
      control = outer
      evaluator.forget()
      evaluator.touched.append(Int32(element.cell))
      evaluator.touched += element.asked
      enter(loop.region, .element)
      evaluator.loops[loop.index] = Evaluator.LoopState(
        element: element.cell, index: index, count: elements.count, decided: decided)
      run(loop.body)
    }
  }

  /// An element that a loop takes.
  struct Taken {
    /// The element's cell.
    var cell: Int
    /// The cells that the loop's condition looked at.
    var asked: ArraySlice<Int32>
  }

  /// The elements that a loop takes; what decided how many they are was looked at.
  mutating func taken(by loop: Operation.Loop) -> [Taken] {
    let elements = evaluator.elements(of: loop.list)
    guard let condition = loop.condition else { return elements.map { Taken(cell: $0, asked: []) } }
    let asked = elements.compactMap { element -> (cell: Int, range: Range<Int>)? in
      evaluator.loops[loop.index] = Evaluator.LoopState(element: element)
      let first = evaluator.touched.count
      return evaluator.holds(condition) ? (element, first..<evaluator.touched.count) : nil
    }
    return asked.map { Taken(cell: $0.cell, asked: evaluator.touched[$0.range]) }
  }

  /// Notes a condition or a loop around what follows, with the cells that were looked at for it.
  mutating func enter(_ region: Region, _ outcome: Provenance.Outcome) {
    guard recordsProvenance else { return }
    provenance.controls.append(
      Provenance.Control(
        cells: takeCells(), parent: control, template: region.file,
        source: region.start..<max(region.start, region.end), outcome: outcome, start: Int32(output.count)))
    control = Int32(provenance.controls.count - 1)
  }

  private mutating func record(_ region: Region, isValue: Bool) {
    guard recordsProvenance else { return }
    provenance.stretches.append(
      Provenance.Stretch(
        end: Int32(output.count), template: region.file, source: region.start..<max(region.start, region.end),
        isValue: isValue, cells: takeCells(), artifacts: takeArtifacts(), control: control))
  }

  private mutating func takeArtifacts() -> Range<Int32> {
    let start = Int32(provenance.artifacts.count)
    provenance.artifacts += evaluator.artifacts
    return start..<Int32(provenance.artifacts.count)
  }

  private mutating func takeCells() -> Range<Int32> {
    let start = Int32(provenance.cells.count)
    provenance.cells += evaluator.touched
    return start..<Int32(provenance.cells.count)
  }
}
