import Diagnostics
import Schema
import Template

/// What gen makes of a site with one version of a program.
struct VersionVariant {
  /// What it says about the site.
  let findings: [Diagnostic]
  /// The values of the model.
  let facts: [ModelListing.Line]
  /// The lines of the artifacts that programs read.
  let lines: [(key: ArtifactLine.Key, line: ArtifactLine)]

  init(_ document: String, templates: [TemplateSource]) {
    let model = SiteModel(Array(document.utf8), file: "site.yaml")
    var diagnostics = model.diagnostics
    findings = diagnostics.sorted
    guard let arena = model.arena, !diagnostics.hasErrors else {
      (facts, lines) = ([], [])
      return
    }
    facts = ModelListing(arena, SiteModel.type).lines
    let programs = TemplateCompiler.compile(templates, root: SiteModel.type, into: &diagnostics)
    lines = programs.filter { $0.format != "markdown" }.flatMap { program in
      program.render(arena, into: &diagnostics).flatMap { ArtifactLines($0, arena, templates).lines }
    }
  }
}
