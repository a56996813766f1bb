import Compiler
import Diagnostics
import Lineage
import Template

/// What gen makes of a site with one version of a program.
struct VersionVariant {
  /// What it says about the site.
  let findings: [Diagnostic]
  /// The values of the model.
  let facts: [ModelListing.Line]
  /// The lines of the artifacts that programs read.
  let lines: [(key: VersionLine.Key, line: VersionLine)]

  init(_ document: String, templates: TemplateSet) {
    let outcome = Build.make(SiteModel.read(Array(document.utf8), file: "site.yaml"), with: templates)
    findings = outcome.findings.sorted
    guard case .built(let build) = outcome else {
      (facts, lines) = ([], [])
      return
    }
    facts = ModelListing(build.model.arena, SiteModel.type).lines
    lines = BuildLineage(build).artifacts.filter(Self.isCompared).flatMap { artifact in
      VersionLines(artifact, of: build).lines
    }
  }

  /// Whether the lines of an artifact say anything of their own: pages are for people, and the alerts repeat numbers that the model has.
  private static func isCompared(_ lines: ArtifactLines) -> Bool {
    lines.artifact.format != "markdown"
      && !["monitoring/rules.yml", "monitoring/tests.yml"].contains(lines.artifact.path)
  }
}
