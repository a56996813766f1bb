import Compiler
import Deployment
import Diagnostics
import Model
import Schema

/// A program whose version a site chooses, and a site for each of its versions.
struct VersionAxis {
  /// Its name, for a heading.
  let title: String
  /// The setting that chooses.
  let setting: String
  /// The versions, in their order.
  let values: [String]
  /// The text of site.yaml for one of them.
  let site: @Sendable (String) -> String

  /// The series of Odoo.
  static let odoo = VersionAxis(
    title: "Odoo", setting: "odoo.version", values: OdooVersion.allCases.map(\.rawValue).sorted()
  ) { document(odoo: $0) }

  /// The major versions of PostgreSQL that some series of Odoo takes.
  static let postgres = VersionAxis(
    title: "PostgreSQL", setting: "postgres.version", values: postgresVersions
  ) { document(postgres: $0) }

  /// The operating systems.
  static let system = VersionAxis(
    title: "Operating system", setting: "server.os", values: OperatingSystem.allCases.map(\.rawValue).sorted()
  ) { document(system: $0) }

  /// All of them.
  static let all = [odoo, postgres, system]

  /// A site as small as it can be, but with an IPv6 address, which some versions want more lines for.
  ///
  /// What is not said stays at the default of site.yaml.
  static func document(odoo: String? = nil, postgres: String? = nil, system: String? = nil) -> String {
    """
    version: 1
    name: site
    contact: ops@example.net
    server: {ipv4: 192.0.2.1, ipv6: "2001:db8::1", cpu_cores: 4, memory: 16GiB\(system.map { ", os: \($0)" } ?? "")}
    domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
    odoo: {\(odoo.map { "version: \"\($0)\"" } ?? "")}
    postgres: {\(postgres.map { "version: \($0)" } ?? "")}
    tls: {dns_provider: cloudflare}
    backup: {repository: /srv/backup/site}

    """
  }

  /// Those of the versions that the language has a name for which the default series of Odoo does not refuse.
  private static let postgresVersions: [String] = {
    guard case .record(let settings)? = Site.table.type.fields.first(where: { $0.key == "postgres" })?.shape,
      case .integer(let type)? = settings.fields.first(where: { $0.key == "version" })?.shape
    else { return [] }
    return type.range.map { String($0) }.filter { version in
      let site = SiteModel.read(Array(document(postgres: version).utf8), file: "site.yaml")
      return !site.findings.hasErrors
    }
  }()
}
