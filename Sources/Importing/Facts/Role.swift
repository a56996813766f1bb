/// One of the two instances of Odoo that gen runs, and what belongs to it.
enum Role: String, CaseIterable {
  case tenants, superadmin

  /// The settings of the instance, such as `odoo.tenants`.
  var key: String { "odoo.\(rawValue)" }
  /// Its configuration in the output folder.
  var configuration: String { self == .tenants ? "odoo.conf" : "superadmin.conf" }
  /// Its site of nginx in the output folder.
  var site: String { "nginx/sites-available/\(rawValue).conf" }
  /// Its service in gen's docker-compose.yml.
  var service: String { self == .tenants ? "odoo" : "odoo_superadmin" }
  /// Its database server's service there.
  var database: String { self == .tenants ? "db" : "db_superadmin" }
  /// The secret that is the password of Odoo's role in its database server.
  var databasePassword: String { "\(database)_odoo_password" }
  /// The secret that opens the database manager.
  var masterPassword: String { self == .tenants ? "odoo_admin_passwd" : "odoo_superadmin_admin_passwd" }

  /// Whether a name says that something belongs to the superadmin.
  static func isSuperadmin(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["superadmin", "super-admin", "super_admin", "saas_admin", "saas-admin", "saasadmin"].contains {
      name.contains($0)
    }
  }
}
