import Compiler
import Lineage
import Template

/// A site as gen builds it.
final class Version {
  let lineage: BuildLineage
  /// The contents of each artifact.
  let contents: [String: [UInt8]]
  /// Each setting as it is written or by default.
  let values: [String: String]
  private var texts: [String: [String]] = [:]

  /// Builds a site; nil where gen refuses it.
  init?(_ text: String, _ templates: TemplateSet) {
    guard case .built(let build) = Build.make(SiteModel.read(Array(text.utf8), file: "site.yaml"), with: templates)
    else {
      return nil
    }
    let lineage = BuildLineage(build)
    self.lineage = lineage
    contents = Dictionary(uniqueKeysWithValues: lineage.artifacts.map { ($0.artifact.path, $0.artifact.bytes) })
    // That a default is written changes nothing but the setting itself: an element of a list is then a setting of its own.
    let written = lineage.settings.written.map { ("\($0) is written", "") }
    values = SettingTable.values(of: build.model).merging(written) { first, _ in first }
  }

  /// The lines of an artifact; none where there is no such artifact.
  func lines(of path: String) -> [String] {
    if let known = texts[path] { return known }
    let lines = lineage.artifact(path).map { artifact in artifact.lines.map { artifact.text(of: $0) } } ?? []
    texts[path] = lines
    return lines
  }

  /// The elements of a list, in their order.
  func elements(of list: String) -> [String] {
    (0...).lazy.map { self.values["\(list)[\($0)]"] }.prefix { $0 != nil }.compactMap(\.self)
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
