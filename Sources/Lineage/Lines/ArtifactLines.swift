package import Template

/// The lines of one artifact, and what of its provenance belongs to each.
package struct ArtifactLines: Sendable {
  /// The artifact.
  package let artifact: Rendered
  /// Its lines, in their order. What follows the last line feed is a line where it is not empty.
  package private(set) var lines: [OutputLine] = []
  private let templates: [TemplateSource]

  /// Takes an artifact apart.
  ///
  /// - Parameters:
  ///   - artifact: the artifact, with its provenance.
  ///   - templates: the sources, in the order in which the provenance counts them.
  package init(_ artifact: Rendered, _ templates: [TemplateSource]) {
    self.artifact = artifact
    self.templates = templates
    let (bytes, provenance) = (artifact.bytes, artifact.provenance)
    var start = 0
    var first = 0
    var control = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      // The line feed belongs to the line: what made it decided where the line ends.
      let next = min(end + 1, bytes.count)
      while first < provenance.stretches.count, provenance.stretches[first].end <= start,
        Self.start(of: first, provenance) < start
      { first += 1 }
      var last = first
      while last < provenance.stretches.count,
        Self.start(of: last, provenance) < next || (next == bytes.count && provenance.stretches[last].end == next)
      { last += 1 }
      var met: [Int32] = []
      // What was met behind the last line feed is in no line.
      while control < provenance.controls.count,
        provenance.controls[control].start < next || end == bytes.count
      {
        if isWithinLine(provenance.controls[control], from: start) { met.append(Int32(control)) }
        control += 1
      }
      lines.append(
        OutputLine(
          number: lines.count + 1, range: start..<end, stretches: first..<last, controls: around(first..<last) + met))
      start = next
    }
  }

  private static func start(of stretch: Int, _ provenance: Provenance) -> Int {
    stretch == 0 ? 0 : Int(provenance.stretches[stretch - 1].end)
  }

  /// Whether a condition or a loop is about a part of a line: it would change a line that is there in any case. One that
  /// stands alone in its line of the template decides on whole lines, which lie in the stretches that it stands around.
  private func isWithinLine(_ control: Provenance.Control, from start: Int) -> Bool {
    if control.outcome == .header { return false }
    if Int(control.start) > start { return true }
    let bytes = templates[Int(control.template)].bytes
    return !TemplateTag(at: Int(control.source.lowerBound), in: bytes).endsItsLine(in: bytes)
  }

  /// The innermost conditions and loops around stretches, each once.
  private func around(_ stretches: Range<Int>) -> [Int32] {
    var found: [Int32] = []
    for stretch in artifact.provenance.stretches[stretches] where stretch.control >= 0 && found.last != stretch.control
    {
      if !found.contains(stretch.control) { found.append(stretch.control) }
    }
    return found
  }
}

extension ArtifactLines {
  /// The text of a line.
  package func text(of line: OutputLine) -> String {
    String(decoding: artifact.bytes[line.range], as: UTF8.self)
  }

  /// The line of a template that made a line's beginning.
  package func template(of line: OutputLine) -> TemplatePlace {
    let provenance = artifact.provenance
    guard let first = provenance.stretch(at: line.range.lowerBound) else {
      return TemplatePlace(template: artifact.template, line: 1)
    }
    let stretch = provenance.stretches[first]
    let into = stretch.isValue ? 0 : line.range.lowerBound - Self.start(of: first, provenance)
    return place(of: Int(stretch.source.lowerBound) + into, in: stretch.template)
  }

  /// The values in a line, in their order.
  package func values(in line: OutputLine) -> [LineValue] {
    let provenance = artifact.provenance
    return line.stretches.filter { provenance.stretches[$0].isValue }.map { index in
      let stretch = provenance.stretches[index]
      return LineValue(
        range: Self.start(of: index, provenance)..<Int(stretch.end),
        tag: place(of: Int(stretch.source.lowerBound), in: stretch.template),
        source: Int(stretch.source.lowerBound)..<Int(stretch.source.upperBound),
        cells: Array(provenance.cells(of: stretch)), artifacts: Array(provenance.artifacts(of: stretch)))
    }
  }

  /// The conditions and loops that a line stands in, the outermost first, then those in it.
  package func conditions(around line: OutputLine) -> [LineCondition] {
    var seen: Set<Int32> = []
    return line.controls.flatMap { control in
      var chain: [Int32] = []
      var next = control
      while next >= 0, seen.insert(next).inserted {
        chain.append(next)
        next = artifact.provenance.controls[Int(next)].parent
      }
      return chain.reversed()
    }.map { condition(artifact.provenance.controls[Int($0)]) }
  }

  /// The conditions and loops around a byte, the innermost first.
  package func conditions(at offset: Int) -> [LineCondition] {
    let provenance = artifact.provenance
    guard let index = provenance.stretch(at: offset) else { return [] }
    return provenance.controls(of: provenance.stretches[index]).map(condition)
  }

  /// The innermost condition or loop around each part of a line.
  package func innermost(in line: OutputLine) -> [LineCondition] {
    around(line.stretches).map { condition(artifact.provenance.controls[Int($0)]) }
  }

  /// What the conditions and loops at some bytes of a template came to, each time that they were met.
  func conditions(of template: Int, from starts: Set<Int>) -> [LineCondition] {
    artifact.provenance.controls.filter {
      Int($0.template) == template && starts.contains(Int($0.source.lowerBound)) && $0.outcome != .header
    }.map(condition)
  }

  private func condition(_ control: Provenance.Control) -> LineCondition {
    LineCondition(
      outcome: control.outcome, tag: place(of: Int(control.source.lowerBound), in: control.template),
      source: Int(control.source.lowerBound)..<Int(control.source.upperBound),
      cells: Array(artifact.provenance.cells(of: control)))
  }

  private func place(of offset: Int, in template: Int32) -> TemplatePlace {
    let bytes = templates[Int(template)].bytes
    return TemplatePlace(template: Int(template), line: bytes[..<min(offset, bytes.count)].count { $0 == 0x0A } + 1)
  }
}
