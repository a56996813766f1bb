package import Compiler
import Deployment
package import Model
import Schema

/// The settings of a site, each with a number, in the order of the site's table: as site.yaml has them, or by default.
package struct SettingTable: Sendable {
  /// The settings by their numbers.
  package private(set) var settings: [Origin] = []
  /// The steps that they are.
  private(set) var steps: [Step] = []
  private var numbers: [String: Int] = [:]

  /// Numbers the settings of a site.
  init(of site: SiteModel) {
    var arena = Arena()
    site.site.project(into: &arena, at: 0)
    for case let step? in arena.steps {
      guard let setting = step.setting, numbers[setting.path] == nil else { continue }
      numbers[setting.path] = settings.count
      settings.append(setting)
      steps.append(step)
    }
  }

  /// The path and the printed value of every setting of a site, in the order of its table. Of a list, which comes before its
  /// elements, and of what is absent the number of elements stands there, which is -1 for the latter.
  package static func values(of site: SiteModel) -> [(path: String, text: String)] {
    var arena = Arena()
    site.site.project(into: &arena, at: 0)
    return arena.values(Site.table.type).map { ($0.path, arena.printed($0) ?? "\($0.cell.count)") }
  }

  /// The number of a setting; nil for one that the site does not have.
  package func number(of path: String) -> Int? { numbers[path] }

  /// The settings of a set, in the order of their numbers.
  package func settings(in set: SettingSet) -> [Origin] { set.numbers.map { settings[$0] } }
}
