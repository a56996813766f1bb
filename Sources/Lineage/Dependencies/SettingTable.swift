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

  /// What every setting of a site is, by its path: a printed value, or of a list the number of its elements, and -1 of what is absent.
  /// The elements of a default are a part of the setting that has it, and a value that is made of a section and of a key in it, of both.
  package static func values(of site: SiteModel) -> [String: String] {
    var arena = Arena()
    site.site.project(into: &arena, at: 0)
    var values: [String: String] = [:]
    for value in arena.values(Site.table.type) {
      for setting in arena.step(of: value.cell)?.origins.settings ?? [] {
        values[setting.path, default: ""] += "\(arena.printed(value) ?? "\(value.cell.count)") "
      }
    }
    return values
  }

  /// The number of a setting; nil for one that the site does not have.
  package func number(of path: String) -> Int? { numbers[path] }

  /// The paths of the settings that are written in site.yaml.
  package var written: [String] { settings.filter { $0.place != nil }.map(\.path) }

  /// The set of the settings with some paths, as far as the site has them.
  package func set(of paths: some Sequence<String>) -> SettingSet {
    var set = SettingSet()
    for path in paths {
      if let number = numbers[path] { set.add(SettingSet(number)) }
    }
    return set
  }

  /// The settings of a set, in the order of their numbers.
  package func settings(in set: SettingSet) -> [Origin] { set.numbers.map { settings[$0] } }
}
