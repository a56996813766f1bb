import Compiler
import Diagnostics
import Lineage
import Schema
import Testing

@Suite struct ExplanationsTests {
  private func model(_ more: String = "") throws -> SiteModel {
    let site = """
      version: 1
      name: stockshop
      contact: ops@example.net
      server:
        ipv4: 203.0.113.10
        cpu_cores: 4
        memory: 16GiB
      domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
      tls: {dns_provider: cloudflare}
      backup: {repository: /srv/backup}
      \(more)
      """
    guard case .read(let model) = SiteModel.read(Array(site.utf8), file: "site.yaml") else { throw Refused() }
    return model
  }

  private struct Refused: Error {}

  private func explain(_ key: String, _ more: String = "") throws -> String {
    try #require(Explanations(of: try model(more)).text(at: key))
  }

  @Test func tellsEachStepDownToTheSettings() throws {
    #expect(
      try explain("postgres.tenants.pids", "monitoring: {mode: none}") == """
        postgres.tenants.pids = 285  (max_connections + 64)
        └─ postgres.tenants.max_connections = 221
           │   (max_connections_used of its instance, 13 in reserve, 3 of its exporter,
           │   and each of backup.jobs above 4)
           ├─ postgres.settings = []  (default)
           ├─ postgres.tenants.settings = []  (default)
           ├─ backup.jobs = 1  (default)
           ├─ postgres.tenants.is_measured = false  (mode is not none)
           │  └─ monitoring.mode = none  (site.yaml:11)
           ├─ odoo.tenants.max_connections_used = 208
           │  │   ((workers + cron_threads) × db_maxconn + those for websockets)
           │  ├─ odoo.tenants.workers = 9  (2 × server.cpu_cores + 1)
           │  │  ├─ the processes of all instances
           │  │  │  │   (automatic workers, as many as fit into server.memory with
           │  │  │  │   everything else)
           │  │  │  ├─ odoo.tenants.container.tmp  (not written)
           │  │  │  ├─ odoo.tenants.workers = auto  (default)
           │  │  │  ├─ 2 × server.cpu_cores + 1
           │  │  │  │  └─ server.cpu_cores = 4  (site.yaml:6)
           │  │  │  ├─ odoo.tenants.cron_threads = 2  (2 for up to 200 tenants)
           │  │  │  │  ├─ odoo.capacity  (not written)
           │  │  │  │  └─ odoo.tenants.cron_threads  (not written)
           │  │  │  ├─ nginx.client_max_body_size = 128MiB  (default)
           │  │  │  ├─ odoo.capacity  (not written)
           │  │  │  ├─ odoo.superadmin.container.tmp  (not written)
           │  │  │  ├─ odoo.superadmin.workers = auto  (default)
           │  │  │  ├─ odoo.superadmin.cron_threads = 1  (default)
           │  │  │  ├─ server.cpu_cores = 4  (site.yaml:6)
           │  │  │  ├─ server.memory = 16GiB  (site.yaml:7)
           │  │  │  └─ monitoring.mode = none  (site.yaml:11)
           │  │  └─ odoo.tenants.workers = auto  (default)
           │  ├─ odoo.tenants.db_maxconn = 16
           │  │  │   (4 to 16: up to 500 for all processes, and 10 MiB of the database
           │  │  │   server's memory for each)
           │  │  ├─ odoo.tenants.cron_threads = 2  (see above)
           │  │  ├─ postgres.tenants.memory = 4GiB  (server.memory / 4)
           │  │  │  └─ server.memory = 16GiB  (site.yaml:7)
           │  │  ├─ odoo.version = 18.0  (default)
           │  │  ├─ odoo.tenants.workers = auto  (default)
           │  │  └─ 2 × server.cpu_cores + 1  (see above)
           │  ├─ odoo.tenants.listening_connections = 0
           │  │  │   (queue_job is not among the modules)
           │  │  └─ odoo.tenants.has_queue_job = false  (queue_job is among the modules)
           │  │     ├─ odoo.server_wide_modules = []  (default)
           │  │     └─ odoo.tenants.modules = web  (default)
           │  ├─ odoo.tenants.cron_threads = 2  (see above)
           │  └─ odoo.tenants.db_maxconn_gevent = 32  (Odoo 17.0 and later support it)
           │     └─ odoo.version = 18.0  (default)
           └─ odoo.superadmin.provisions_tenants = false  (default)

        """)
  }

  @Test func endsAtAWrittenNumber() throws {
    #expect(
      try explain("odoo.tenants.processes", "odoo: {tenants: {workers: 3}}") == """
        odoo.tenants.processes = 6
        │   (workers + cron_threads + 1 for websockets; 1 without workers)
        ├─ odoo.tenants.has_queue_job = false  (queue_job is among the modules)
        │  ├─ odoo.server_wide_modules = []  (default)
        │  └─ odoo.tenants.modules = web  (default)
        ├─ odoo.tenants.workers = 3  (site.yaml:11)
        └─ odoo.tenants.cron_threads = 2  (2 for up to 200 tenants)
           ├─ odoo.capacity  (not written)
           └─ odoo.tenants.cron_threads  (not written)

        """)
  }

  @Test func tellsASettingByItsOwnName() throws {
    #expect(
      try explain("dns.caa_records[0]") == """
        dns.caa_records[0].name = superadmin.example.com
        └─ domains.superadmin = superadmin.example.com  (site.yaml:8)
        dns.caa_records[0].tag = issue  (fixed)
        dns.caa_records[0].value = letsencrypt.org  (tls.acme_server)
        └─ tls.acme_server = letsencrypt  (default)
        dns.caa_records[0].purpose = only this authority may issue  (fixed)

        """)
  }

  @Test func tellsEverySharedStepOnce() throws {
    #expect(
      try explain("server.swap") + explain("server.directory") == """
        server.swap = 0B  (2GiB if server.memory is below 8GiB, otherwise none)
        ├─ server.swap = auto  (default)
        └─ server.memory = 16GiB  (site.yaml:7)
        server.directory = /opt/stockshop  (/opt/ and name)
        ├─ server.directory  (not written)
        └─ name = stockshop  (site.yaml:2)

        """)
    let all = try explain("odoo")
    let lines = all.split(separator: "\n")
    #expect(lines.count { $0.contains("the processes of all instances") && !$0.contains("(see above)") } == 1)
    #expect(lines.allSatisfy { $0.unicodeScalars.count <= 80 || !$0.contains("  ") })
  }

  /// The tree of a value ends at the settings that its origins name, every one of them.
  @Test func leavesNoSettingOut() throws {
    let model = try model()
    let explanations = Explanations(of: model)
    var count = 0
    for line in ModelListing(model.arena, SiteModel.type).lines {
      let text = try #require(explanations.text(at: line.path))
      for setting in line.settings {
        count += 1
        #expect(text.contains(setting.prefix { $0 != " " }), "\(line.path)")
      }
    }
    #expect(count > 500)
  }
}
