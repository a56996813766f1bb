import Diagnostics
import Model
import TextTypes

/// One rendering of a program: its artifacts, and what is wrong with them.
struct RenderSession {
  /// An artifact that is to be made: its path is known, its content is not.
  struct Planned {
    /// The path below the output folder; nil where it was refused.
    var path: String?
    /// The element that it is made for.
    var loop: Evaluator.LoopState?
    /// The cells that decided on its path, and whether it is there, beside those that all artifacts of the program depend on.
    var cells: [Int32]
    /// Where in site.yaml its path comes from; nil where it does not come from there.
    var place: Place?
  }

  let program: Program
  private let arena: Arena
  private var renderer: Renderer
  /// The cells that decided which artifacts there are.
  private(set) var decisive = ArtifactTable.Decisive()
  private(set) var diagnostics: [Diagnostic] = []

  init(_ program: Program, _ arena: Arena, recordsProvenance: Bool, limits: RenderLimits) {
    self.program = program
    self.arena = arena
    renderer = Renderer(program: program, arena: arena, recordsProvenance: recordsProvenance, limits: limits)
  }

  /// Says which artifacts there are, and where.
  mutating func plan() -> [Planned] {
    if let condition = program.code.condition {
      let holds = renderer.holdsForAll(condition)
      decisive.condition = renderer.evaluator.groups.flattened(renderer.evaluator.touched)
      guard holds else { return [] }
    }
    guard let each = program.code.each else { return [planned(nil, [])] }
    renderer.evaluator.forget()
    let elements = renderer.taken(by: each)
    decisive.elements = renderer.evaluator.touched
    return elements.enumerated().map { index, element in
      planned(
        Evaluator.LoopState(element: element.cell, index: index, count: elements.count),
        [Int32(element.cell)] + element.asked)
    }
  }

  private mutating func planned(_ loop: Evaluator.LoopState?, _ cells: [Int32]) -> Planned {
    enter(loop)
    guard program.code.path != nil else {
      return Planned(path: program.path, loop: loop, cells: cells)
    }
    let path = path()
    let own = renderer.evaluator.groups.flattened(renderer.provenance.cells)
    return Planned(
      path: path, loop: loop, cells: cells + own, place: origin(of: own)?.place)
  }

  private mutating func enter(_ loop: Evaluator.LoopState?) {
    if let each = program.code.each, let loop { renderer.evaluator.loops[each.index] = loop }
  }

  /// Makes an artifact; nil where something is wrong with it.
  mutating func render(_ planned: Planned, with table: ArtifactTable) -> Rendered? {
    renderer.evaluator.table = table
    // The table grows with each artifact: it is copied when more than one has it.
    defer { renderer.evaluator.table = ArtifactTable() }
    enter(planned.loop)
    renderer.begin()
    enterHeader(planned.cells)
    guard let body = program.code.body() else {
      reportDamage()
      return nil
    }
    renderer.placements = body.placements
    renderer.run(body.operations)
    renderer.provenance.groups = renderer.evaluator.groups
    var isGood = reportFaults()
    if isGood, let fault = body.check(renderer.output, renderer.edges, renderer.texts) {
      report(fault)
      isGood = false
    }
    guard let path = planned.path, isGood else { return nil }
    return Rendered(
      path: path, mode: program.mode, template: program.source, format: program.format, bytes: renderer.output,
      provenance: renderer.provenance, fragments: fragments(), digest: program.digest)
  }

  /// Says that what was recorded of the program cannot be read, which no input can bring about.
  private mutating func reportDamage() {
    diagnostics.append(
      Diagnostic(
        .error, id: .internalRecording, "the built-in recording of this template cannot be read",
        at: place(program.code.header), help: "nothing was written; please report this with the version of gen"))
  }

  /// The trusted fragments, as an auditor wants to see them; of another artifact whose content stands here, those in it.
  private func fragments() -> [Rendered.Fragment] {
    var line = 1
    var counted = 0
    return renderer.fragments.flatMap { fragment in
      // They stand one after the other: each line is counted once.
      let lines = [fragment.start, max(fragment.start, fragment.end - 1)].map { offset in
        line += renderer.output[counted..<offset].count { $0 == 0x0A }
        counted = offset
        return line
      }
      guard fragment.artifacts.isEmpty else {
        let inner = fragment.artifacts.flatMap { renderer.evaluator.table.rendered[$0]?.fragments ?? [] }
        return inner.map { $0.moved(by: lines[0] - 1) }
      }
      return [describe(fragment, lines[0]...lines[1])]
    }
  }

  private func describe(_ fragment: Renderer.PlacedFragment, _ lines: ClosedRange<Int>) -> Rendered.Fragment {
    let origin = origin(of: fragment.cells)
    let hole = fragment.hole
    return Rendered.Fragment(
      setting: origin?.path ?? program.sources[Int(hole.subject.file)].text(hole.subject),
      source: origin?.place, tag: place(hole.region), lines: lines,
      format: program.format)
  }

  /// Everything in the artifact depends on what the header asks: without it, or with another path, none of it was there.
  private mutating func enterHeader(_ cells: [Int32]) {
    guard program.code.condition != nil || !cells.isEmpty else { return }
    renderer.evaluator.forget()
    if let group = renderer.lasting { renderer.evaluator.touched.append(group) }
    renderer.evaluator.touched += cells
    renderer.enter(program.code.header, .header)
  }

  private mutating func path() -> String? {
    guard let operations = program.code.path else { return program.path }
    renderer.begin()
    renderer.run(operations)
    for edge in renderer.edges {
      let first = edge.start < edge.end ? renderer.output[edge.start] : 0
      if first == UInt8(ascii: ".") || first == UInt8(ascii: "-") || first == 0 {
        return refusePath("has a value that is empty or begins with `.` or `-`")
      }
    }
    let path = String(decoding: renderer.output, as: UTF8.self)
    if let fault = ArtifactPath.fault(in: path) { return refusePath(fault) }
    return path
  }

  private mutating func refusePath(_ fault: String) -> String? {
    let path = String(decoding: renderer.output, as: UTF8.self)
    let stretch = renderer.provenance.stretches.first { $0.isValue }
    let cells = stretch.map { Array(renderer.provenance.cells(of: $0)) } ?? []
    let note = Diagnostic.Note("the path in the header", at: place(program.code.header))
    let origin = origin(of: cells)
    diagnostics.append(
      Diagnostic(
        .error, id: .artifactPath, "the artifact's path `\(path)` \(fault)",
        at: origin?.place ?? note.place,
        help: "use values that make each path different", notes: origin?.place == nil ? [] : [note]))
    return nil
  }

  /// Reports what the renderer met; whether that was nothing.
  private mutating func reportFaults() -> Bool {
    let count = renderer.refusals.count + renderer.evaluator.failures.count
    if renderer.isExhausted {
      diagnostics.append(
        Diagnostic(
          .error, id: .artifactSize,
          "the artifact is larger than \(renderer.limits.bytes) bytes, or takes more than \(renderer.limits.work) steps",
          at: place(program.code.header), help: "write fewer nested loops, and shorter texts"))
      return false
    }
    for value in renderer.refusals { report(value) }
    for region in renderer.evaluator.failures {
      diagnostics.append(
        Diagnostic(
          .error, id: .arithmeticResult, "this calculation divides by 0, or its result is too large",
          at: place(region), help: "put an `{% if %}` around it that excludes such values"))
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
        .error, id: .internalSecondCheck,
        "gen's two readings of this artifact disagree at byte \(fault.offset): \(fault.message)", at: place(region),
        help: "nothing was written; please report this with the template and site.yaml"))
  }

  private func place(_ region: Region) -> Place {
    program.sources[Int(region.file)].place(region.range)
  }
}
