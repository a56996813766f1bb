/// The names of an instance of Odoo, of its database server and of what belongs to them. They are written nowhere else.
struct InstanceNames: Sendable {
  /// Whom the instance is for, such as `tenants`.
  let owner: String
  /// What tells the names from those of the first instance; nil for that one.
  let suffix: String?
  /// Whether it has a database for each tenant, and not one alone.
  let servesMany: Bool

  /// Its service in docker-compose.yml.
  var service: Name { Name(canonical: first("odoo")) }
  /// The service of its database server.
  var databaseService: Name { Name(canonical: first("db")) }
  /// The service that measures its database server.
  var exporterService: Name { Name(canonical: first("db") + "_exporter") }
  /// Its role there.
  var role: Name { Name(canonical: first("odoo")) }
  /// The role of the scripts inside its databases.
  var maintenanceRole: Name { Name(canonical: first("odoo") + "_maintenance") }
  /// Its configuration.
  var configFile: FileName { FileName(canonical: "\(suffix ?? "odoo").conf") }

  /// The owner in the possessive: `tenants'`.
  var possessive: String { owner.hasSuffix("s") ? "\(owner)'" : "\(owner)'s" }

  private func first(_ program: String) -> String {
    suffix.map { "\(program)_\($0)" } ?? program
  }
}

extension InstanceNames {
  /// The volume of its filestores and sessions.
  var filesVolume: Volume {
    Volume(name: volume("odoo"), purpose: "\(servesMany ? "filestores" : "filestore") and sessions of the \(owner)")
  }
  /// The volume of its databases.
  var databaseVolume: Volume {
    Volume(name: volume("db"), purpose: "\(servesMany ? "databases" : "database") of the \(owner)")
  }

  private func volume(_ program: String) -> String {
    suffix.map { "\(program)-\($0)-data" } ?? "\(program)-data"
  }
}

extension InstanceNames {
  /// The password of the superuser of its database server.
  var superuserSecret: SecretFile {
    SecretFile(first("db") + "_postgres_password", "superuser of the \(possessive) database server")
  }
  /// The password of its role.
  var roleSecret: SecretFile { SecretFile(first("db") + "_odoo_password", "role of the \(possessive) instance") }
  /// The password of the role that its exporter has.
  var monitorSecret: SecretFile {
    SecretFile(first("db") + "_monitor_password", "role that measures the \(possessive) database server")
  }
  /// Its master password.
  var masterSecret: SecretFile {
    SecretFile(first("odoo") + "_admin_passwd", "master password of the \(possessive) instance")
  }
}
