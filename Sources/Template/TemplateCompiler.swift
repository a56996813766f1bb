public import Diagnostics
public import Schema

/// Turns templates into programs, which can only be rendered.
public enum TemplateCompiler {
  /// Parses and checks templates, in every branch.
  ///
  /// - Parameters:
  ///   - sources: all templates, those that are only included among them.
  ///   - root: the type of the model that they are about.
  ///   - diagnostics: where everything that is wrong is reported.
  /// - Returns: the programs, in the order of the templates; those of templates with errors are missing.
  public static func compile(
    _ sources: [TemplateSource], root: RecordType, into diagnostics: inout DiagnosticList
  ) -> [Program] {
    compile(sources, root: root, formats: BuiltInFormats.self, into: &diagnostics)
  }

  /// Does the same with other output formats.
  static func compile<Catalogue: FormatCatalogue>(
    _ sources: [TemplateSource], root: RecordType, formats: Catalogue.Type, into diagnostics: inout DiagnosticList
  ) -> [Program] {
    var findings = Findings(sources: sources.map(SourceFile.init))
    let library = Library(sources, in: &findings)
    var programs: [Program] = []
    for (index, source) in sources.enumerated() {
      var compilation = Compilation<Catalogue>(Int32(index), source, library, root: root, findings)
      if let program = compilation.run() { programs.append(program) }
      findings = compilation.findings
    }
    ClashCheck.run(programs, in: &findings)
    diagnostics.report(contentsOf: findings.all)
    return programs
  }
}
