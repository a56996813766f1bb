import Model
import Schema
import Testing
import TextTypes

@testable import Deployment

/// The rows of all sections: what the reference page, editors and the decoder are made from.
@Suite struct SiteTableTests {
  /// A row and the path of its setting.
  struct Setting: Sendable, CustomTestStringConvertible {
    let path: String
    let field: RecordType.Field

    var testDescription: String { path }
  }

  static let settings = rows(Site.table.type, under: "")

  private static func rows(_ type: RecordType, under path: String) -> [Setting] {
    type.fields.flatMap { field in
      let path = path.isEmpty ? field.key : "\(path).\(field.key)"
      return [Setting(path: path, field: field)] + inner(field.shape).flatMap { rows($0, under: path) }
    }
  }

  private static func inner(_ shape: Shape) -> [RecordType] {
    switch shape {
    case .record(let type): [type]
    case .optional(let wrapped): inner(wrapped)
    case .list(let element): inner(element)
    case .either(let shapes): shapes.flatMap(inner)
    case .integer, .boolean, .text, .fragment, .map, .secret: []
    }
  }

  @Test(arguments: settings) func saysInOneSentenceWhatASettingDecides(_ setting: Setting) {
    let doc = setting.field.doc
    #expect(doc.hasSuffix(".") && doc.first?.isUppercase == true)
    #expect((15...220).contains(doc.count), "\(doc.count) characters")
    #expect(!doc.contains("  ") && !doc.contains("\n"))
  }

  @Test(arguments: settings) func namesSettingsInOneWay(_ setting: Setting) {
    let key = setting.field.key
    #expect(key.utf8.allSatisfy { ByteSet.lowercase.union(.digits).union(ByteSet("_")).contains($0) })
    #expect(!key.hasPrefix("x-"))
  }

  @Test func namesNoSettingTwice() {
    let paths = Self.settings.map(\.path)
    #expect(Set(paths).count == paths.count)
    #expect(paths.count == 187)
  }

  @Test func asksForNothingElse() {
    let required = Self.settings.filter { $0.field.absence == .required }.map(\.path)
    #expect(
      required == [
        "version", "name", "contact", "alerts.relay.host", "alerts.relay.from", "server", "server.ipv4",
        "server.cpu_cores", "server.memory",
        "source.repository", "source.revision", "domains", "domains.superadmin", "domains.tenants",
        "odoo.capacity.tenants", "odoo.capacity.users", "odoo.mail.host", "odoo.mail.from", "odoo.queue_job.channels",
        "tls.superadmin.certificate", "tls.superadmin.key", "tls.tenants.certificate", "tls.tenants.key",
        "firewall.allow.port", "firewall.egress.to", "firewall.egress.port", "backup", "backup.repository",
      ])
  }

  @Test func derivesTheseFromOtherSettings() {
    let derived = Self.settings.compactMap { setting -> String? in
      guard case .derived(let text) = setting.field.absence else { return nil }
      return "\(setting.path): \(text)"
    }
    #expect(
      derived == [
        "alerts: the value of contact", "alerts.mail: the value of contact", "alerts.relay: the value of odoo.mail",
        "server.directory: /opt/ and the value of name",
        "odoo.image: odoo: and the value of odoo.version",
        "odoo.tenants.cron_threads: 2, or 1 for each 100 of odoo.capacity.tenants, at most server.cpu_cores, and 1 for 4GiB of server.memory",
        "odoo.tenants.limits.memory_soft: 2GiB, or what the databases of odoo.capacity need",
        "odoo.tenants.limits.memory_hard: memory_soft × 5 / 4, at least 2560MiB",
        "odoo.tenants.container.tmp: nginx.client_max_body_size, and 16MiB for each process",
        "odoo.superadmin.limits.memory_soft: 2GiB, or what the databases of odoo.capacity need",
        "odoo.superadmin.limits.memory_hard: memory_soft × 5 / 4, at least 2560MiB",
        "odoo.superadmin.container.tmp: nginx.client_max_body_size, and 16MiB for each process",
        "postgres.image: postgres: and the value of postgres.version",
        "monitoring.mode: local from a server.memory of 5 GiB, otherwise none",
      ])
  }

  @Test func changesNothingWhereADefaultIsWritten() {
    let reading = Reading(Examples.least + Self.defaults(Site.table.type, indent: ""))
    #expect(reading.findings == [])
    #expect(reading.settings == Reading(Examples.least).settings)
  }

  /// The defaults of every section that may be left out, as YAML.
  private static func defaults(_ type: RecordType, indent: String) -> String {
    type.fields.map { field in
      guard case .value(let text) = field.absence else { return "" }
      switch field.shape {
      case .record(let type):
        let inner = defaults(type, indent: indent + "  ")
        return "\(indent)\(field.key):" + (inner.isEmpty ? " {}\n" : "\n" + inner)
      case .list, .map: return "\(indent)\(field.key): \(text)\n"
      default: return "\(indent)\(field.key): \"\(text)\"\n"
      }
    }.joined()
  }
}
