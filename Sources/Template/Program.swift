public import Diagnostics
public import Schema

/// A template that was checked: it can only be rendered.
public struct Program: Sendable {
  /// The template's path below the templates folder.
  public let path: String
  /// The template's index among those that were compiled.
  public let source: Int
  /// The output format's name.
  public let format: String
  /// The artifact's permissions.
  public let mode: UInt16
  /// Whether it puts in, or asks for, a value that is known only after other artifacts are rendered.
  public let usesLate: Bool
  let code: Code
  /// All templates that were compiled together.
  let sources: [SourceFile]

  /// What a program does.
  struct Code: Sendable {
    var operations: [Operation]
    /// The artifact's path, where the header has one.
    var path: [Operation]?
    /// When the artifacts exist.
    var condition: Formula?
    /// The loop that makes one artifact for each element; its body is empty.
    var each: Operation.Loop?
    /// The header.
    var header: Region
    var loops: Int
    var registers: Int
    /// How each value is put, by the index of its hole.
    var placements: [Placement]
    var check: OutputCheck
  }

  /// Makes the program's artifacts: none when its condition does not hold, else one, or one for each element of its list.
  ///
  /// Values that have no safe form at their place are reported, all of them, and make that artifact missing from the
  /// result; so does any disagreement between the rendered bytes and what was decided when the template was read.
  ///
  /// - Parameters:
  ///   - arena: the model, of the type that the program was compiled for.
  ///   - recordsProvenance: whether to note what each stretch was made from; the bytes are the same either way.
  public func render(
    _ arena: Arena, recordsProvenance: Bool = true, into diagnostics: inout DiagnosticList
  ) -> [Rendered] {
    render(arena, recordsProvenance: recordsProvenance, limits: RenderLimits(), into: &diagnostics)
  }

  /// Does the same within other limits.
  func render(
    _ arena: Arena, recordsProvenance: Bool, limits: RenderLimits, into diagnostics: inout DiagnosticList
  ) -> [Rendered] {
    var session = RenderSession(self, arena, recordsProvenance: recordsProvenance, limits: limits)
    let artifacts = session.run()
    diagnostics.report(contentsOf: session.diagnostics)
    return artifacts
  }

  /// The place of a stretch's text or tag in its template.
  public func place(of stretch: Provenance.Stretch) -> Place {
    sources[Int(stretch.template)].place(Int(stretch.source.lowerBound)..<Int(stretch.source.upperBound))
  }

  /// The place of a condition's or a loop's tag in its template.
  public func place(of control: Provenance.Control) -> Place {
    sources[Int(control.template)].place(Int(control.source.lowerBound)..<Int(control.source.upperBound))
  }

  /// The line of a template that made a byte of an artifact; nil behind the artifact's end.
  public func templateLine(of offset: Int, in artifact: Rendered) -> Place? {
    guard let index = artifact.provenance.stretch(at: offset) else { return nil }
    let stretch = artifact.provenance.stretches[index]
    let source = sources[Int(stretch.template)]
    let start = index == 0 ? 0 : Int(artifact.provenance.stretches[index - 1].end)
    let byte = Int(stretch.source.lowerBound) + (stretch.isValue ? 0 : offset - start)
    return source.place(byte..<byte)
  }
}
