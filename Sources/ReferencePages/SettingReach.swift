import Compiler
import Lineage
import Model
import Template

/// Which files of the output a setting reaches, in a site that has every setting.
enum SettingReach {
  /// The paths of the files, in their order, each with the number of its lines that depend on the setting.
  static func files(of entry: SettingEntry) -> [(path: String, lines: Int)] {
    var counts: [String: Int] = [:]
    let templates = TemplateSet(BuiltInTemplates.index())
    for way in FullSite.Way.allCases {
      guard let build = build(entry, way, templates) else { continue }
      let lineage = BuildLineage(build)
      let source = lineage.source(ofSetting: entry.path.replacing("[]", with: "[0]"))
      guard !source.isEmpty else { continue }
      let lines = Dictionary(grouping: lineage.lines(dependingOn: source)) { $0.artifact.artifact.path }
      counts.merge(lines.mapValues(\.count)) { max($0, $1) }
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// A site with the example of the setting, or with its default where the example does not go together with the others.
  private static func build(_ entry: SettingEntry, _ way: FullSite.Way, _ templates: TemplateSet) -> Build? {
    let shown = entry.section == nil ? entry.field.example : nil
    for values in [shown.map { [entry.path: $0] } ?? [:], [:]] {
      let site = SiteModel.read(Array(FullSite.whole(way, values).utf8), file: "site.yaml")
      if case .built(let build) = Build.make(site, with: templates) { return build }
    }
    return nil
  }
}
