public import Diagnostics
public import Schema

/// Compiles templates: parses them, checks them against the model's types, and finds a safe place for every value.
public enum TemplateCompiler {
  /// Compiles every template that makes an artifact.
  ///
  /// - Parameters:
  ///   - sources: all templates, partials included.
  ///   - root: the type of the model.
  ///   - diagnostics: where mistakes go, all of them.
  /// - Returns: a program for each template without mistakes, in the order of the sources.
  public static func compile(
    _ sources: [TemplateSource], root: RecordType, into diagnostics: inout DiagnosticList
  ) -> [Program] {
    let library = TemplateLibrary(sources, into: &diagnostics)
    return sources.indices.compactMap { index in
      guard !sources[index].isPartial, !library.broken.contains(index) else { return nil }
      let compilation = Compilation(library: library, source: index, root: root)
      return compilation.program(into: &diagnostics)
    }
  }
}
