import Deployment
public import Model
import Schema
import TextTypes

/// One setting of site.yaml, or one of its sections, with its path.
public struct SettingEntry: Sendable {
  /// The path, such as `odoo.tenants.workers`; `[]` stands for the elements of a list: `firewall.allow[].port`.
  public let path: String
  /// What the tables say about it.
  public let field: RecordType.Field

  /// The settings that are in it; nil where it is not a section.
  var section: RecordType? { field.shape.fields?.type }

  /// All of them, in the order of the tables; a section comes before its settings.
  public static let all = Site.table.type.settings().map { SettingEntry(path: $0.path, field: $0.field) }

  /// The one at a path; nil where there is none.
  ///
  /// - Parameter path: with or without the number of a list's element, and perhaps with a key that the operator chose:
  ///   `odoo.environment.ODOO_STAGE` is a part of `odoo.environment`.
  public static func at(_ path: String) -> SettingEntry? {
    let names = plain(path)
    if let entry = all.first(where: { plain($0.path) == names }) { return entry }
    return all.first { entry in
      guard case .map = entry.field.shape else { return false }
      return names.dropLast() == plain(entry.path)[...]
    }
  }

  /// Where a name that is no path could be: settings that end in it, or else the nearest path.
  public static func suggestions(for name: String) -> [String] {
    let names = plain(name)
    let same = all.map(\.path).filter { plain($0).suffix(names.count) == names[...] }
    if !same.isEmpty { return same }
    if let near = nearest(name, among: all.map(\.path)) { return [near] }
    guard let key = nearest(name, among: all.map(\.field.key)) else { return [] }
    return all.filter { $0.field.key == key }.map(\.path)
  }

  /// The names of a path, without the numbers of elements.
  private static func plain(_ path: String) -> [String] {
    path.split(separator: ".").map { String($0.prefix { $0 != "[" }) }
  }
}

extension SettingEntry {
  /// What it can be, with its range, in words.
  var type: String {
    guard section == nil else { return field.shape.inReference }
    return field.shape.described + (field.bounds.map { ", \($0.least) to \($0.greatest)" } ?? "")
  }

  /// What happens where it is not written, in words.
  var absence: String {
    switch field.absence {
    case .required: "none, it must be written"
    case .value("{}"): section == nil ? "none" : "the default of each key in it"
    case .value("[]"): "none"
    case .value(let text): text
    case .derived(let text): text
    case .absent: "absent"
    }
  }
}
