import Diagnostics
package import JSON

/// The settings that say where the data of a running site is: compose calls the volumes after the project, Odoo looks for a
/// tenant's database by the name of the host, and PostgreSQL cannot read another major version's data (PostgreSQL's manual, 18.6).
/// If one of them changes, the next deployment starts with empty volumes or finds no database, and nothing says so.
package enum BoundSettings {
  /// One of them that is not as it was.
  package struct Change: Hashable, Sendable {
    /// The setting.
    package var key: String
    /// What it was and is.
    package var old: String
    package var new: String
    /// What that means for the data.
    package var consequence: String
  }

  private static let all: [(path: [String], consequence: String)] = [
    (["name"], "the volumes with all data, and the names of certificates and backups, contain the old one"),
    (["domains", "tenants"], "the tenants' addresses, in their databases and everywhere else, contain the old one"),
    (["odoo", "version"], "the databases have to be migrated to another series of Odoo first"),
    (
      ["odoo", "superadmin", "database"], "the superadmin's data is in the old database, and the new one would be empty"
    ),
    (["postgres", "version"], "PostgreSQL cannot read the data of another major version"),
  ]

  /// Refuses each of them that is not as it was in the manifest of the last build.
  ///
  /// - Parameters:
  ///   - folder: the output folder's path, for messages.
  ///   - before: the settings of the last build, or those of each version of the folder that git merged: what one of them has was
  ///     reviewed with it. Null while an interrupted build is unfinished, where nothing is compared.
  ///   - after: those of this one.
  static func refusals(folder: String, before: [JSONValue], after: JSONValue) -> [Diagnostic] {
    let changes = before.map { self.changes(from: $0, to: after) }
    let others = changes.dropFirst().map { Set($0.map(\.key)) }
    return (changes.first ?? []).filter { change in others.allSatisfy { $0.contains(change.key) } }.map { change in
      Diagnostic(
        .error, id: .boundSetting,
        "\(change.key) was \"\(change.old)\" when \(folder) was built, and is \"\(change.new)\" now: \(change.consequence)",
        at: nil, help: "write \(change.old); or follow RUNBOOK.md, section Changes, and use --force")
    }
  }

  /// Those that differ between two models.
  package static func changes(from before: JSONValue, to after: JSONValue) -> [Change] {
    all.compactMap { path, consequence in
      guard let old = text(path, in: before), let new = text(path, in: after), old != new else { return nil }
      return Change(key: path.joined(separator: "."), old: old, new: new, consequence: consequence)
    }
  }

  private static func text(_ path: [String], in settings: JSONValue) -> String? {
    let value = path.reduce(Optional(settings)) { value, key in value?[key] }
    switch value {
    case .string(let text)?: return text
    case .number(let number)?: return number.printed
    default: return nil
    }
  }
}
