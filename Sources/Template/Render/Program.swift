public import Diagnostics
public import Schema

/// A checked template: it makes one artifact, or one for each item of a list.
public struct Program: Sendable {
  /// The template's path; the artifact's too, unless its header gives another.
  public let path: String
  /// The format of the artifact.
  public let format: String
  /// The mode of the artifact.
  public let mode: UInt16
  /// The number of the template among the sources.
  public let source: Int
  /// Whether a value is used that is known only after other artifacts are rendered.
  public let usesLate: Bool

  let sources: [TemplateSource]
  let code: [Code]
  let placements: [Placement]
  let check: any OutputCheck
  let variables: Int
  let condition: ConditionCode?
  let each: (list: Reference, variable: Int)?
  let pathCode: [Code]?

  /// Makes the artifacts.
  ///
  /// - Parameters:
  ///   - arena: the model.
  ///   - site: the name of site.yaml in messages.
  ///   - diagnostics: where values go that have no place.
  public func render(_ arena: Arena, site: String, into diagnostics: inout DiagnosticList) -> [Rendered] {
    var machine = Machine(arena, placements, variables: variables)
    if let condition, !machine.decide(condition, source) { return [] }
    guard let each else {
      return [make(&machine, arena, path: path, site: site, into: &diagnostics)].compactMap { $0 }
    }
    let list = arena.cells[machine.cell(each.list)]
    return (0..<Int(max(list.count, 0))).compactMap { offset in
      var paths = Machine(arena, Array(repeating: .verbatim, count: placements.count), variables: variables)
      paths.set(each.variable, toCell: Int(list.start) + offset)
      paths.run(pathCode ?? [], source: source)
      var machine = Machine(arena, placements, variables: variables)
      machine.set(each.variable, toCell: Int(list.start) + offset)
      return make(&machine, arena, path: String(decoding: paths.output, as: UTF8.self), site: site, into: &diagnostics)
    }
  }

  private func make(
    _ machine: inout Machine, _ arena: Arena, path: String, site: String, into diagnostics: inout DiagnosticList
  ) -> Rendered? {
    machine.run(code, source: source)
    for refused in machine.refused { diagnostics.report(finding(refused, arena, site)) }
    guard machine.refused.isEmpty else { return nil }
    if let mark = check.firstEscape(in: machine.output, machine.marks) {
      let template = sources[mark.source]
      diagnostics.error(
        "escape-check", "\(path): the value that this makes does not stay in its place", at: template.place(mark.range),
        help: "this is a mistake in gen, and nothing was written; please report it with the template and the setting",
        notes: origins(of: mark.cells, arena, site))
      return nil
    }
    return Rendered(path: path, mode: mode, bytes: machine.output, marks: machine.marks)
  }

  /// A refused value is told at the setting, which the operator can change, with the template's line as a note.
  private func finding(_ refused: Machine.Refused, _ arena: Arena, _ site: String) -> Diagnostic {
    let settings = refused.cells.flatMap { arena.origins[Int(arena.cells[$0].origins)].settings }
    let place = sources[refused.source].place(refused.range)
    guard let setting = settings.first(where: { $0.span != nil }) ?? settings.first else {
      return Diagnostic(.error, id: refused.id, "the value \(refused.message)", at: place, help: refused.help)
    }
    return Diagnostic(
      .error, id: refused.id, "\(setting.path): the value \(refused.message)",
      at: setting.span.map { Place(file: site, span: $0) }, help: refused.help,
      notes: [Diagnostic.Note("it is used here", at: place)])
  }

  private func origins(of cells: [Int], _ arena: Arena, _ site: String) -> [Diagnostic.Note] {
    cells.flatMap { arena.origins[Int(arena.cells[$0].origins)].settings }.map { setting in
      Diagnostic.Note("from \(setting.path)", at: setting.span.map { Place(file: site, span: $0) })
    }
  }
}
