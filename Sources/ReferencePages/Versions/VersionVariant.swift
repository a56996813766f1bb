import Compiler
import Diagnostics
import Lineage
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

  init(_ document: String, templates: TemplateSet) {
    let outcome = Build.make(SiteModel.read(Array(document.utf8), file: "site.yaml"), with: templates)
    findings = outcome.findings.sorted
    guard case .built(let build) = outcome else {
      (facts, lines) = ([], [])
      return
    }
    facts = ModelListing(build.model.arena, SiteModel.type).lines
    lines = build.artifacts.filter { $0.format != "markdown" }.flatMap { artifact in
      ArtifactLines(artifact, build.model.arena, templates.index.sources).lines
    }
  }
}
