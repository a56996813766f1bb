import Diagnostics
import Document
import Schema
import TextTypes

/// What the operator writes under `postgres.settings`, or for one server, is a setting that this version has, with a value that it
/// accepts; and it leaves the servers whole, closed, and where the rest of the site looks for them.
enum DatabaseOptionsAreSafe: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let servers = Instance.all(site)
    examine(site.postgres.settings, of: servers.all, site, in: &decoding)
    examine(site.postgres.tenants.settings, of: [servers.tenants], site, in: &decoding)
    examine(site.postgres.superadmin.settings, of: [servers.superadmin], site, in: &decoding)
  }

  /// What is written in one place, for some of the servers.
  private static func examine(
    _ settings: Traced<Keyed<OptionName, DatabaseOptionValue>>, of servers: [Instance], _ site: Site,
    in decoding: inout Decoding
  ) {
    decoding.examineEach(.postgresOption, settings) { t, entry in
      let name = t(entry.key).printed
      if let danger = PostgresOptions.danger(of: name) {
        return .error("\(name) \(danger.reason)", about: entry.key, help: danger.remedy)
      }
      if let verdict = ofValue(name, t(entry.value).printed, about: entry.value) { return verdict }
      if name.utf8.contains(UInt8(ascii: ".")) {
        for server in servers {
          if let verdict = ofModule(name, loaded: server.libraries(t), about: entry.key) { return verdict }
        }
      }
      return ofServer(name, t(entry.value).printed, t(site.postgres.version), about: entry)
    }
  }

  /// A value that the server would take, and should not have.
  private static func ofValue(_ name: String, _ value: String, about traced: Traced<DatabaseOptionValue>) -> Verdict? {
    switch name {
    case "shared_preload_libraries":
      guard
        let other = PostgresOptions.libraries(in: value).first(where: { !PostgresOptions.libraries.contains($0) })
      else { return nil }
      return .error(
        "shared_preload_libraries loads \"\(other)\", which is not a module that comes with PostgreSQL",
        about: traced, help: "write some of \(PostgresOptions.libraries.joined(separator: ", "))")
    case "password_encryption" where value != "scram-sha-256":
      return .error(
        "password_encryption is \"\(value)\", which stores passwords in a broken form", about: traced,
        help: "remove it; the default is scram-sha-256")
    case "log_statement" where ["ddl", "mod", "all"].contains(value.folded):
      return .warning(
        "log_statement: \(value) logs the statements that set passwords", about: traced,
        help: "leave it out; log_min_duration_statement logs slow statements")
    default: return nil
    }
  }

  /// A setting of a module, which the server ignores as long as the module is not loaded.
  private static func ofModule(_ name: String, loaded: [String], about key: Traced<OptionName>) -> Verdict? {
    let module = String(name.prefix { $0 != "." })
    if module == "plpgsql" || loaded.contains(module) { return nil }
    guard PostgresOptions.libraries.contains(module) else {
      return .error(
        "\(name) belongs to no module that can be loaded: the server would ignore it", about: key,
        help: "remove it; the modules are \(PostgresOptions.libraries.joined(separator: ", "))")
    }
    return .error(
      "\(name) is ignored, because the module \(module) is not loaded", about: key,
      help: "write shared_preload_libraries: \"\((loaded + [module]).joined(separator: ", "))\" too")
  }

  /// A setting of the server itself.
  private static func ofServer(
    _ name: String, _ value: String, _ version: Int, about entry: Keyed<OptionName, DatabaseOptionValue>.Entry
  ) -> Verdict? {
    guard let known = PostgresCatalogue.entry(name, in: version) else {
      let near = nearest(name, among: PostgresCatalogue.names(in: version))
      return .error(
        "\(name) is not a setting of PostgreSQL \(version)", about: entry.key,
        help: near.map { "write \($0)" } ?? "remove it; `SHOW ALL` in psql lists all settings")
    }
    if PostgresCatalogue.versions.contains(version), !known.versions.contains(version) {
      let others =
        known.versions.count == 1
        ? "\(known.versions.lowerBound)" : "\(known.versions.lowerBound) to \(known.versions.upperBound)"
      return .error(
        "\(name) is a setting of PostgreSQL \(others), not of \(version)", about: entry.key, help: "remove it")
    }
    guard let fault = known.kind.fault(in: value) else { return nil }
    return .error("\(name) \(fault.message)", about: entry.value, help: fault.help)
  }
}

extension Instance {
  /// The modules that its database server loads.
  fileprivate func libraries(_ t: Trace) -> [String] {
    let written = t(server.written).value(of: OptionName(canonical: "shared_preload_libraries"))
    return PostgresOptions.libraries(in: written.map { t($0).printed } ?? Tuning.libraries)
  }
}
