import Compiler
import Lineage
import Template

/// A site as gen builds it.
struct Version {
  let lineage: BuildLineage
  /// The lines of each artifact.
  let texts: [String: [String]]
  /// Each setting as it is written or by default.
  let values: [String: String]

  /// Builds a site; nil where gen refuses it.
  init?(_ text: String, _ templates: TemplateSet) {
    guard case .built(let build) = Build.make(SiteModel.read(Array(text.utf8), file: "site.yaml"), with: templates)
    else {
      return nil
    }
    let lineage = BuildLineage(build)
    self.lineage = lineage
    texts = Dictionary(
      uniqueKeysWithValues: lineage.artifacts.map { artifact in
        (artifact.artifact.path, artifact.lines.map { artifact.text(of: $0) })
      })
    // That a default is written changes nothing but the setting itself: an element of a list is then a setting of its own.
    let written = lineage.settings.written.map { ("\($0) is written", "") }
    values = SettingTable.values(of: build.model).merging(written) { first, _ in first }
  }

  /// The lines that `gen explain` lists for a setting, as `PATH:LINE`.
  func lines(dependingOn path: String) -> Set<String> {
    Set(lineage.lines(dependingOn: lineage.source(at: path)).map { "\($0.artifact.artifact.path):\($0.line.number)" })
  }

  /// Whether a line was declared to depend on one of some settings.
  func declares(_ path: String, _ line: Int, _ settings: SettingSet) -> Bool {
    guard let artifact = lineage.artifact(path) else { return false }
    return lineage.settings(of: artifact.lines[line], in: artifact).intersects(settings)
  }
}
