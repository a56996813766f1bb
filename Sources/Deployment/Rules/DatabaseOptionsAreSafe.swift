import Diagnostics
import Document
import Schema

/// What the operator writes under `postgres.settings` leaves the database servers whole, closed, and where the rest of the
/// site looks for them.
enum DatabaseOptionsAreSafe: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examineEach(.postgresOption, site.postgres.settings) { t, entry in
      let name = t(entry.key).printed
      if let danger = PostgresOptions.danger(of: name) {
        return .error("\(name) \(danger.reason)", about: entry.key, help: danger.remedy)
      }
      let value = t(entry.value).printed
      switch name {
      case "shared_preload_libraries":
        guard let other = PostgresOptions.unknownLibrary(in: value) else { return nil }
        return .error(
          "shared_preload_libraries loads \"\(other)\", which is not a module that comes with PostgreSQL",
          about: entry.value,
          help: "write some of \(PostgresOptions.libraries.joined(separator: ", "))")
      case "password_encryption" where value != "scram-sha-256":
        return .error(
          "password_encryption is \"\(value)\", which stores passwords in a broken form", about: entry.value,
          help: "remove it; the default is scram-sha-256")
      case "log_statement" where value != "none":
        return .warning(
          "log_statement: \(value) logs the statements that set passwords", about: entry.value,
          help: "leave it out; log_min_duration_statement logs slow statements")
      default: return nil
      }
    }
  }
}
