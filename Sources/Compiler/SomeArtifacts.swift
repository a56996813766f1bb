public import Diagnostics
public import Template

/// The artifacts of some templates, with those to whose contents they refer.
public enum SomeArtifacts {
  /// What making them comes to.
  public enum Outcome: Sendable {
    /// The artifacts, in the order of their paths.
    case made([Rendered])
    /// Everything that was found; at least one is an error.
    case refused(DiagnosticList)
  }

  /// Makes them.
  ///
  /// - Parameters:
  ///   - wanted: the templates' indices among the sources of the index; all of them where it is nil.
  ///   - model: the site.
  ///   - index: all templates; only those that are needed are compiled.
  public static func make(by wanted: Set<Int>?, of model: SiteModel, with index: TemplateIndex) -> Outcome {
    let templates = TemplateSet(index, only: wanted)
    var diagnostics = DiagnosticList()
    diagnostics.report(contentsOf: templates.diagnostics)
    guard !diagnostics.hasErrors else { return .refused(diagnostics) }
    let artifacts = templates.render(model.arena, into: &diagnostics)
    return diagnostics.hasErrors ? .refused(diagnostics) : .made(artifacts)
  }
}
