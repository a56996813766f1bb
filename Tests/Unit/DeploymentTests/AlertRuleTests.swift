import Model
import Schema
import Testing

@testable import Deployment

/// The alerts, and what decides their thresholds.
@Suite struct AlertRuleTests {
  /// A site as it is by default.
  private let watched = Read.minimal.replacing("monitoring: {mode: none}", with: "")

  private func alerts(_ changes: (String, String)...) -> [AlertRule] {
    var text = watched
    for (old, new) in changes { text = text.replacing(old, with: new) }
    return look(Read(text: text).plan.alertRules)
  }

  private func expression(_ name: String, _ changes: (String, String)...) -> String {
    var text = watched
    for (old, new) in changes { text = text.replacing(old, with: new) }
    let alert = look(Read(text: text).plan.alertRules).first { look($0.head.name).printed == name }
    return alert.map { look($0.expression).printed } ?? ""
  }

  private static let backup = "backup: {repository: /srv/backup}"

  @Test func hasNamesOfItsOwn() {
    let alerts = alerts()
    #expect(alerts.count >= 45)
    for values in [alerts.map { look($0.head.name).printed }, alerts.map { look($0.expression).printed }] {
      #expect(Set(values).count == values.count)
    }
    for alert in alerts {
      let name = look(alert.head.name).printed
      #expect(look(alert.head.anchor).printed == "alert-\(name.lowercased())")
      #expect(name.utf8.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) })
      #expect(!look(alert.help.look).isEmpty && !look(alert.help.remedy).isEmpty)
      #expect(look(alert.help.source).printed.hasSuffix("."))
      #expect(look(alert.help.meaning).printed.hasSuffix("."))
    }
    #expect(Set(alerts.map { look($0.head.severity) }) == [.critical, .warning])
    #expect(Set(alerts.map { look($0.head.area) }) == Set(AlertArea.allCases))
  }

  /// A metric that no alert looks at is no longer needed.
  @Test func looksAtEveryMetric() {
    let all = alerts().map { look($0.expression).printed }.joined(separator: " ")
    for metric in Metric.allCases { #expect(all.contains(metric.rawValue), "\(metric)") }
  }

  @Test func isOnlyThereWithMonitoring() {
    #expect(alerts((Self.backup, Self.backup + "\nmonitoring: {mode: none}")).isEmpty)
    let remote = alerts((Self.backup, Self.backup + "\nmonitoring: {mode: remote, from: 192.0.2.7}"))
    let names = remote.map { look($0.head.name).printed }
    #expect(!names.contains("AlertsNotDelivered") && names.contains("Watchdog"))
    #expect(alerts().count == remote.count + AlertSketch.prometheus.count)
    // Another Prometheus may watch other sites as well.
    for alert in remote where look(alert.head.name).printed != "Watchdog" {
      #expect(look(alert.expression).printed.contains(#"{site="shop""#))
    }
    #expect(!alerts().contains { look($0.expression).printed.contains("site=") })
  }

  @Test func followsTheThresholds() {
    let change = (Self.backup, Self.backup + "\nmonitoring: {thresholds: {slow: 2m, errors: 7, recycled: 9}}")
    #expect(expression("TenantSlow").hasSuffix(" > 5"))
    #expect(expression("TenantSlow", change).hasSuffix(" > 120"))
    #expect(expression("ServerErrors", change).hasSuffix(" * 100 > 7"))
    #expect(expression("WorkersRecycled", change).hasSuffix(" > 9"))
  }

  @Test(arguments: [
    ("30 2 * * *", 24), ("15 */6 * * *", 6), ("15 */6 * * 1-5", 54), ("0 3 * * 0", 168), ("0 1,22 * * *", 21),
    ("0 3 29 2 *", 24 * (4 * 365 + 1)),
  ])
  func followsTheSchedules(_ schedule: String, _ hours: Int) {
    let change = (
      Self.backup, "backup: {repository: /srv/backup, schedule: \"\(schedule)\", restore_test: \"\(schedule)\"}"
    )
    #expect(expression("BackupOld", change).hasSuffix(" > \(hours * 3600 + 7200)"))
    #expect(expression("DatabaseNotSaved", change).hasSuffix(" > \(hours * 3600 + 7200)"))
    #expect(expression("RestoreTestOld", change).hasSuffix(" > \(hours * 3600 + 86400)"))
  }

  @Test func followsTheConnections() {
    let settings = "{max_connections: 113, superuser_reserved_connections: 8, reserved_connections: 5}"
    let change = (Self.backup, Self.backup + "\npostgres: {tenants: {settings: \(settings)}}")
    #expect(expression("ConnectionsHigh", change).contains(#"{server="tenants"}) > 80 or "#))
    #expect(expression("ConnectionsExhausted", change).contains(#"{server="tenants"}) >= 100 or "#))
    let plan = Read(text: watched).plan
    let usable = look(plan.containers.postgres.superadmin.maxConnections) - 3
    #expect(expression("ConnectionsExhausted").hasSuffix(#"{server="superadmin"}) >= \#(usable)"#))
    let alert = look(plan.alertRules).first { look($0.head.name).printed == "ConnectionsHigh" }
    #expect(alert?.expression.origins.settings.contains { $0.path == "postgres.tenants.settings" } == true)
    #expect(alert?.head.severity.origins.settings.isEmpty == true)
  }

  @Test func followsTheLimits() {
    #expect(expression("TooManyTenants") == "max(odoo_tenants) > 136")
    let memory = ("odoo: {", "odoo: {tenants: {limits: {memory_soft: 3GiB}}, ")
    #expect(expression("TooManyTenants", memory) == "max(odoo_tenants) > 204")
    let rate = (Self.backup, Self.backup + "\nnginx: {login_rate: 2/s}")
    #expect(expression("LoginAttack", rate).hasSuffix(" > 1200"))
  }

  /// Every test ends where its alert begins, and looks just before; one that must stay quiet is looked at later.
  @Test func looksOnBothSides() {
    for alert in alerts() {
      let tests = look(alert.tests)
      let (name, hold) = (look(alert.head.name).printed, look(alert.head.hold).count)
      let moments = tests.map { look($0.moments) }
      #expect(moments.contains { !look($0[$0.count - 1].alerts).isEmpty }, "\(name)")
      #expect(name == "Watchdog" || moments.contains { $0.count == 1 && look($0[0].alerts).isEmpty }, "\(name)")
      for moments in moments where moments.count == 2 {
        #expect(look(moments[1].at).count - look(moments[0].at).count == 30, "\(name)")
        #expect(look(moments[0].at).count >= hold - 30, "\(name)")
      }
    }
  }

  @Test func writesBracketsWhereTheyAreNeeded() {
    let (one, two) = (Query(.up, .job("node")), Query(.nginxUp))
    #expect(one.minus(two).times(100).isBelow(5).text(site: nil) == #"(up{job="node"} - nginx_up) * 100 < 5"#)
    #expect(one.minus(two.minus(one)).text(site: nil) == #"up{job="node"} - (nginx_up - up{job="node"})"#)
    #expect(one.or(two).and(one).text(site: nil) == #"(up{job="node"} or nginx_up) and up{job="node"}"#)
    #expect(
      one.equals(0).or(two.absent, one).text(site: nil) == #"up{job="node"} == 0 or absent(nginx_up) or up{job="node"}"#
    )
    #expect(one.and(two.rate("5m")).text(site: "x") == #"up{site="x",job="node"} and rate(nginx_up{site="x"}[5m])"#)
  }
}
