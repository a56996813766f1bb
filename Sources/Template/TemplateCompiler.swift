public import Diagnostics
public import Schema

/// Turns templates into programs, which can only be rendered.
public enum TemplateCompiler {
  /// Parses and checks templates, in every branch.
  ///
  /// - Parameters:
  ///   - sources: all templates, those that are only included among them.
  ///   - root: the type of the model that they are about.
  ///   - recorded: what was compiled when gen was built; templates that are as they were then, with all that they include,
  ///     are taken from there.
  ///   - diagnostics: where everything that is wrong is reported.
  /// - Returns: the programs, in the order of the templates; those of templates with errors are missing.
  public static func compile(
    _ sources: [TemplateSource], root: RecordType, recorded: RecordedTemplates? = nil,
    into diagnostics: inout DiagnosticList
  ) -> [Program] {
    compile(sources, root: root, formats: BuiltInFormats.self, recorded: recorded, into: &diagnostics)
  }

  /// Does the same with other output formats.
  static func compile<Catalogue: FormatCatalogue>(
    _ sources: [TemplateSource], root: RecordType, formats: Catalogue.Type, recorded: RecordedTemplates? = nil,
    into diagnostics: inout DiagnosticList
  ) -> [Program] {
    var findings = Findings(sources: sources.map(SourceFile.init))
    let known = RecordedSelection(recorded, sources, findings.sources)
    let library = Library(sources, needed: known.missing, in: &findings)
    var programs: [Program] = []
    for (index, source) in sources.enumerated() {
      if known.isKnown[index] {
        if let program = known.programs[index] { programs.append(program) }
        continue
      }
      var compilation = Compilation<Catalogue>(Int32(index), source, library, root: root, findings)
      if let program = compilation.run() { programs.append(program) }
      findings = compilation.findings
    }
    ClashCheck.run(programs, in: &findings)
    diagnostics.report(contentsOf: findings.all)
    return programs
  }
}
