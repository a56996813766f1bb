public import Diagnostics
public import Model

/// Templates that were compiled, once, to be rendered for any number of sites.
public struct TemplateSet: Sendable {
  /// What the templates' headers say.
  public let index: TemplateIndex
  /// The programs, so that each comes after those whose contents it asks for.
  public let programs: [Program]
  /// Everything that is wrong with the templates; none of them is rendered then.
  public let diagnostics: [Diagnostic]

  /// Parses and checks templates, in every branch.
  ///
  /// - Parameters:
  ///   - index: all templates.
  ///   - wanted: the templates' indices among the sources of the index; what they refer to is compiled as well. All of them
  ///     where it is nil.
  public init(_ index: TemplateIndex, only wanted: Set<Int>? = nil) {
    self.init(index, only: wanted, formats: BuiltInFormats.self)
  }

  /// Parses and checks templates that stand for themselves.
  public init(_ templates: [TemplateSource], root: RecordType) {
    self.init(TemplateIndex(own: templates, root: root))
  }

  /// Does the same with other output formats.
  init<Catalogue: FormatCatalogue>(_ index: TemplateIndex, only wanted: Set<Int>?, formats: Catalogue.Type) {
    self.index = index
    var findings = index.findings
    var library = index.library
    var programs: [Program] = []
    var waiting = wanted.map { $0.sorted().map { Int32($0) } } ?? library.files
    var seen = Set(waiting)
    while !waiting.isEmpty {
      library.parse(waiting.filter { !index.recorded.isKnown[Int($0)] }, in: &findings)
      var next: [Int32] = []
      for file in waiting {
        var program = index.recorded.programs[Int(file)]
        if !index.recorded.isKnown[Int(file)] {
          var compilation = Compilation<Catalogue>(file, index.sources[Int(file)], library, root: index.root, findings)
          program = compilation.run()
          findings = compilation.findings
        }
        guard let program else { continue }
        programs.append(program)
        for reference in program.references where reference.function.needsContents {
          if seen.insert(reference.selection.template).inserted { next.append(reference.selection.template) }
        }
      }
      waiting = next
    }
    self.programs = ReferenceOrder.sorted(programs, in: &findings)
    diagnostics = findings.all
  }

  /// Makes the artifacts of a site.
  ///
  /// Values that have no safe form at their place are reported, all of them, and make that artifact missing from the
  /// result; so does any disagreement between the rendered bytes and what was decided when the template was read.
  ///
  /// - Parameters:
  ///   - arena: the model, of the type that the templates were compiled for.
  ///   - recordsProvenance: whether to note what each stretch was made from; the bytes are the same either way.
  /// - Returns: the artifacts, in the order of their paths.
  public func render(
    _ arena: Arena, recordsProvenance: Bool = true, into diagnostics: inout DiagnosticList
  ) -> [Rendered] {
    render(arena, recordsProvenance: recordsProvenance, limits: RenderLimits(), into: &diagnostics)
  }

  /// Does the same within other limits.
  func render(
    _ arena: Arena, recordsProvenance: Bool, limits: RenderLimits,
    into diagnostics: inout DiagnosticList
  ) -> [Rendered] {
    let compiled = Set(programs.map(\.source))
    let others = index.library.outlines.compactMap(\.self).filter { !compiled.contains($0.source) }
    var rendering = SiteRendering(
      programs + others, arena, recordsProvenance: recordsProvenance, limits: limits)
    rendering.plan(reserved: index.reserved)
    rendering.render(first: programs.count)
    diagnostics.report(contentsOf: rendering.diagnostics)
    return rendering.artifacts
  }
}
