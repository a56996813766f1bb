import Diagnostics
import Schema

/// One rendering of a program: its artifacts, and what is wrong with them.
struct RenderSession {
  private let program: Program
  private let arena: Arena
  private var renderer: Renderer
  private(set) var diagnostics: [Diagnostic] = []
  /// The paths of the artifacts so far, as a file system without upper and lower case sees them.
  private var paths: Set<[UInt8]> = []

  init(_ program: Program, _ arena: Arena, recordsProvenance: Bool, limits: RenderLimits) {
    self.program = program
    self.arena = arena
    renderer = Renderer(program: program, arena: arena, recordsProvenance: recordsProvenance, limits: limits)
  }

  /// Makes the artifacts.
  mutating func run() -> [Rendered] {
    if let condition = program.code.condition, !renderer.holdsForAll(condition) { return [] }
    guard let each = program.code.each else { return artifact().map { [$0] } ?? [] }
    var artifacts: [Rendered] = []
    let elements = renderer.taken(by: each)
    for (index, element) in elements.enumerated() {
      renderer.evaluator.loops[each.index] = Evaluator.LoopState(element: element, index: index, count: elements.count)
      if let artifact = artifact() { artifacts.append(artifact) }
    }
    return artifacts
  }

  private mutating func artifact() -> Rendered? {
    let path = self.path()
    renderer.begin()
    enterHeader()
    renderer.run(program.code.operations)
    renderer.provenance.groups = renderer.evaluator.groups
    var isGood = reportFaults()
    if isGood, let fault = program.code.check(renderer.output, renderer.edges) {
      report(fault)
      isGood = false
    }
    guard let path, isGood else { return nil }
    return Rendered(
      path: path, mode: program.mode, bytes: renderer.output, provenance: renderer.provenance, fragments: fragments())
  }

  /// The trusted fragments, as an auditor wants to see them.
  private func fragments() -> [Rendered.Fragment] {
    var line = 1
    var counted = 0
    return renderer.fragments.map { fragment in
      let origin = origin(of: fragment.cells)
      let hole = fragment.hole
      // They stand one behind the other: each line is counted once.
      let lines = [fragment.start, max(fragment.start, fragment.end - 1)].map { offset in
        line += renderer.output[counted..<offset].count { $0 == 0x0A }
        counted = offset
        return line
      }
      return Rendered.Fragment(
        setting: origin?.path ?? program.sources[Int(hole.subject.file)].text(hole.subject),
        source: origin?.place, tag: place(hole.region), lines: lines[0]...lines[1],
        format: program.format)
    }
  }

  /// Everything in the artifact depends on what the header asks.
  private mutating func enterHeader() {
    guard program.code.condition != nil || program.code.each != nil else { return }
    renderer.evaluator.touched.removeAll(keepingCapacity: true)
    if let group = renderer.lasting { renderer.evaluator.touched.append(group) }
    if let each = program.code.each { renderer.evaluator.touch(each.list) }
    renderer.enter(program.code.header)
  }

  private mutating func path() -> String? {
    guard let operations = program.code.path else { return program.path }
    renderer.begin()
    renderer.run(operations)
    let start = renderer.edges.first.map { $0.start } ?? 0
    for edge in renderer.edges {
      let first = edge.start < edge.end ? renderer.output[edge.start] : 0
      if first == UInt8(ascii: ".") || first == UInt8(ascii: "-") || first == 0 {
        return refusePath("has a value that is empty or begins with `.` or `-`", start)
      }
    }
    let path = String(decoding: renderer.output, as: UTF8.self)
    if let fault = ArtifactPath.fault(in: path) { return refusePath(fault, start) }
    guard paths.insert(ArtifactPath.folded(path)).inserted else {
      return refusePath("is that of another artifact of this template, upper and lower case aside", start)
    }
    return path
  }

  private mutating func refusePath(_ fault: String, _ offset: Int) -> String? {
    let path = String(decoding: renderer.output, as: UTF8.self)
    let stretch = renderer.provenance.stretches.first { $0.isValue }
    let cells = stretch.map { Array(renderer.provenance.cells(of: $0)) } ?? []
    let note = Diagnostic.Note("the path in the header", at: place(program.code.header))
    let origin = origin(of: cells)
    diagnostics.append(
      Diagnostic(
        .error, id: "artifact-path", "the artifact's path `\(path)` \(fault)",
        at: origin?.place ?? note.place,
        help: "write values that make a path of its own for each artifact", notes: origin?.place == nil ? [] : [note]))
    return nil
  }

  /// Reports what the renderer met; whether that was nothing.
  private mutating func reportFaults() -> Bool {
    let count = renderer.refusals.count + renderer.evaluator.failures.count
    if renderer.isExhausted {
      diagnostics.append(
        Diagnostic(
          .error, id: "artifact-size",
          "the artifact is larger than \(renderer.limits.bytes) bytes, or takes more than \(renderer.limits.work) steps",
          at: place(program.code.header), help: "write fewer loops inside each other, and shorter texts"))
      return false
    }
    for value in renderer.refusals { report(value) }
    for region in renderer.evaluator.failures {
      diagnostics.append(
        Diagnostic(
          .error, id: "arithmetic-result", "this computation divides by 0, or its result is too large",
          at: place(region), help: "write an `{% if %}` around it that leaves such values out"))
    }
    renderer.refusals = []
    renderer.evaluator.failures = []
    return count == 0
  }

  private mutating func report(_ value: Renderer.RefusedValue) {
    let origin = origin(of: value.cells)
    if origin?.isPoisoned == true { return }
    let source = program.sources[Int(value.hole.subject.file)]
    let subject = origin?.path ?? source.text(value.hole.subject)
    let hole = source.place(value.hole.region.range)
    let note = Diagnostic.Note("the place of the value, in a file of the format \(program.format)", at: hole)
    diagnostics.append(
      Diagnostic(
        .error, id: value.refusal.id, "\(subject): the value \(value.refusal.message)",
        at: origin?.place ?? hole, help: value.refusal.help,
        notes: origin?.place == nil ? [] : [note]))
  }

  private func origin(of cells: [Int32]) -> (path: String, place: Place?, isPoisoned: Bool)? {
    for cell in renderer.evaluator.groups.expanded(cells) {
      let origins = arena.origins(of: arena.cells[Int(cell)])
      if let setting = origins.settings.first(where: { $0.place != nil }) ?? origins.settings.first {
        return (setting.path, setting.place, origins.isPoisoned)
      }
    }
    return nil
  }

  /// Reports what the reader does not take for the values in it: the longest one in its line is to blame.
  private mutating func report(_ excess: Unfit, _ fault: Disagreement) -> Bool {
    let line = renderer.output[..<min(fault.offset, renderer.output.count)].lastIndex(of: 0x0A) ?? -1
    let values = renderer.edges.filter { $0.end > line && $0.start <= fault.offset }
    guard let value = values.max(by: { $0.end - $0.start < $1.end - $1.start }), value.start < value.end,
      let index = renderer.provenance.stretch(at: value.start),
      let origin = origin(of: Array(renderer.provenance.cells(of: renderer.provenance.stretches[index])))
    else { return false }
    let note = Diagnostic.Note(
      "the place of the value, in a file of the format \(program.format)", at: place(value.region))
    diagnostics.append(
      Diagnostic(
        .error, id: excess.id, "\(origin.path): the value does not fit its place: \(fault.message)",
        at: origin.place ?? note.place, help: excess.help,
        notes: origin.place == nil ? [] : [note]))
    return true
  }

  private mutating func report(_ fault: Disagreement) {
    if let excess = fault.excess, report(excess, fault) { return }
    var region = fault.region ?? program.code.header
    if fault.region == nil, let index = renderer.provenance.stretch(at: fault.offset) {
      let stretch = renderer.provenance.stretches[index]
      region = Region(
        file: stretch.template, start: Int(stretch.source.lowerBound), end: Int(stretch.source.upperBound))
    }
    diagnostics.append(
      Diagnostic(
        .error, id: "internal-second-check",
        "gen's two readings of this artifact disagree at byte \(fault.offset): \(fault.message)", at: place(region),
        help: "nothing was written; please report this with the template and site.yaml"))
  }

  private func place(_ region: Region) -> Place {
    program.sources[Int(region.file)].place(region.range)
  }
}
