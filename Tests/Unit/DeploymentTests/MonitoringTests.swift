import Diagnostics
import Schema
import Testing
import TextTypes

@testable import Deployment

/// What watches a site, what that takes of the host, and what is refused.
@Suite struct MonitoringTests {
  /// A site with settings of its monitoring; nil leaves them out.
  private func site(_ monitoring: String?, memory: String = "16GiB", _ changes: (String, String)...) -> Read {
    var text = Read.minimal.replacing("16GiB", with: memory)
      .replacing("monitoring: {mode: none}\n", with: monitoring.map { "monitoring: {\($0)}\n" } ?? "")
    for (old, new) in changes { text = text.replacing(old, with: new) }
    return Read(text: text)
  }

  private func lines(_ read: Read) -> [String] {
    read.findings.map { "\($0.severity.rawValue): \($0.message) [\($0.id)]; " + ($0.help ?? "-") }
  }

  private func services(_ read: Read) -> [String] { look(read.plan.containers.services).map { look($0.name).printed } }

  @Test func isLocalFromFiveGibibytes() {
    let modes = ["1GiB", "2GiB", "4GiB", "5GiB", "8GiB", "16GiB"].map { memory in
      look(site(nil, memory: memory).plan.containers.monitoring.place.mode).rawValue
    }
    #expect(modes == ["none", "none", "none", "local", "local", "local"])
  }

  @Test func keepsMemoryForItself() {
    let (with, without) = (site("mode: local"), site("mode: none"))
    let kept = { (read: Read) in look(read.plan.containers.capacity.memory.monitoring) }
    #expect([kept(with), kept(site("mode: remote, from: 192.0.2.1")), kept(without)] == [400, 160, 0])
    let odoo = { (read: Read) in look(read.plan.containers.instances).map { look($0.odoo.container.memory).mebibytes } }
    #expect(odoo(without).reduce(0, +) - odoo(with).reduce(0, +) == 400)
    #expect(lines(with).isEmpty && lines(without).isEmpty)
  }

  @Test func takesNoMemoryThatOdooNeeds() {
    let (with, without) = (site("mode: local", memory: "4GiB"), site("mode: none", memory: "4GiB"))
    #expect(look(with.plan.containers.monitoring.place.isLocal))
    #expect(look(with.plan.containers.capacity.memory.monitoring) == 0)
    let odoo = { (read: Read) in look(read.plan.containers.instances).map { look($0.odoo.container.memory).mebibytes } }
    #expect(odoo(with) == odoo(without))
    #expect(
      lines(with).filter { $0.contains("monitoring") } == [
        "warning: monitoring.mode: local takes 400 MiB, which 4GiB does not carry beside everything else "
          + "[monitoring-memory]; give the host 5GiB of memory, or write monitoring.mode: remote, which takes 160 MiB, or none"
      ])
  }

  @Test func saysSoWhereTheDefaultDoesNotFit() {
    let read = site(nil, memory: "6GiB", ("odoo: {", "odoo: {tenants: {workers: 9}, "))
    #expect(look(read.plan.containers.monitoring.place.isLocal))
    #expect(
      lines(read).filter { $0.contains("monitoring") } == [
        "warning: monitoring.mode: local takes 400 MiB, which 6GiB does not carry beside everything else "
          + "[monitoring-memory]; give the host 8GiB of memory, or write monitoring.mode: remote, which takes 160 MiB, or none"
      ])
  }

  @Test func addsAnExporterToEachServer() {
    let four = ["db", "db_superadmin", "odoo", "odoo_superadmin"]
    #expect(services(site("mode: none")) == four)
    let both = four + ["db_exporter", "db_superadmin_exporter"]
    #expect(services(site("mode: local")) == both)
    #expect(services(site("mode: remote, from: 192.0.2.1")) == both)
    let secrets = { (read: Read) in
      look(read.plan.containers.secrets.files).filter { look($0.name).printed.contains("monitor") }.map { file in
        "\(look(file.name).printed): \(look(file.readers).map { look($0).printed }.joined(separator: ", "))"
      }
    }
    let roles = [
      "db_monitor_password: db, db_exporter",
      "db_superadmin_monitor_password: db_superadmin, db_superadmin_exporter",
    ]
    #expect(secrets(site("mode: none")) == [])
    #expect(secrets(site("mode: local")) == roles)
    #expect(
      secrets(site("mode: remote, from: 192.0.2.1")) == roles + ["monitoring_password: monitoring/install.sh"])
  }

  @Test func keepsConnectionsForTheExporter() {
    let most = { (read: Read) in look(read.plan.containers.instances).map { look($0.postgres.maxConnections) } }
    #expect(zip(most(site("mode: local")), most(site("mode: none"))).map { $0 - $1 } == [3, 3])
  }

  /// Exporters reach a database server, and the host reaches them; nothing of theirs leads out of the machine.
  @Test func closesTheNetworksOfExporters() {
    let networks = look(site("mode: local").plan.containers.networks).filter {
      look($0.name).printed.contains("_e") || look($0.publishesPorts)
    }
    #expect(
      networks.map { look($0.name).printed } == [
        "tenants_exporter", "superadmin_exporter", "tenants_measurements", "superadmin_measurements",
      ])
    #expect(networks.allSatisfy { look($0.isInternal) })
    let members = { (network: String) in
      look(site("mode: local").plan.containers.services).filter {
        look($0.links.networks).contains { look($0).printed == network }
      }
      .map { look($0.name).printed }
    }
    #expect(members("tenants_exporter") == ["db", "db_exporter"])
    #expect(members("tenants_measurements") == ["db_exporter"])
    #expect(members("superadmin_exporter") == ["db_superadmin", "db_superadmin_exporter"])
    #expect(networks.map { look($0.publishesPorts) } == [false, false, true, true])
  }

  @Test func opensOnePortToAnotherPrometheus() {
    let rules = { (read: Read) in
      look(read.plan.host.firewall.rules).filter { look($0.comment).printed == "monitoring" }.map {
        "\(look($0.port)) \(look($0.from)?.printed ?? "any")"
      }
    }
    #expect(rules(site("mode: remote, from: 192.0.2.0/28")) == ["9443 192.0.2.0/28"])
    #expect(rules(site("mode: local")) == [] && rules(site("mode: none")) == [])
  }

  @Test func asksForTheAddressOfTheOtherPrometheus() {
    #expect(
      lines(site("mode: remote")) == [
        "error: monitoring.mode is remote, but nobody may fetch the measurements [monitoring-from]; "
          + "write the address of your Prometheus as monitoring.from"
      ])
    for mode in ["mode: local, ", "mode: none, "] {
      #expect(
        lines(site("\(mode)from: 192.0.2.1")) == [
          "error: monitoring.from: 192.0.2.1/32 would reach nothing, as monitoring.mode is \(mode.dropFirst(6).dropLast(2)) "
            + "[monitoring-from]; write monitoring.mode: remote, or leave monitoring.from out"
        ])
    }
    #expect(
      lines(site("mode: remote, from: '2001:db8::1'")) == [
        "error: monitoring.from: 2001:db8::1/128 cannot reach this server, which has no IPv6 address [monitoring-from]; "
          + "write an IPv4 address, or server.ipv6"
      ])
    let both = site("mode: remote, from: '2001:db8::1'", ("ipv4:", "ipv6: '2001:db8::9', ipv4:"))
    #expect(lines(both) == [])
    #expect(look(both.plan.containers.monitoring.access.address).printed == "[2001:db8::9]")
  }

  @Test func showsPagesToOperatorsAlone() {
    #expect(
      lines(site("mode: local, pages: true")) == [
        "error: monitoring.pages would be open to the Internet [monitoring-pages]; "
          + "write odoo.superadmin.allow_from with the addresses of its operators"
      ])
    #expect(
      lines(site("mode: none, pages: true")) == [
        "error: monitoring.pages has nothing to show, as monitoring.mode is none [monitoring-pages]; "
          + "write monitoring.mode: local, or leave monitoring.pages out"
      ])
    let closed = ("-20260105\"", "-20260105\", superadmin: {allow_from: [192.0.2.0/24]}")
    #expect(lines(site("mode: local, pages: true", closed)) == [])
  }

  @Test func keepsItsPorts() {
    let taken = ("-20260105\"", "-20260105\", tenants: {port: 9090}")
    #expect(
      lines(site("mode: local", taken)) == [
        "error: port 9090 is used twice: by Prometheus and by odoo.tenants.port [port-clash]; give each its own port"
      ])
    #expect(lines(site("mode: none", taken)) == [])
    #expect(lines(site("mode: remote, from: 192.0.2.1", taken)) == [])
    let exporter = ("-20260105\"", "-20260105\", superadmin: {websocket_port: 9188}")
    #expect(lines(site("mode: local", exporter)).filter { $0.contains("9188") }.count == 1)
  }

  @Test func saysWhatAlertmanagerCannotDo() {
    let old = ("memory: 16GiB", "memory: 16GiB, os: ubuntu-22.04, timezone: Europe/Oslo")
    let quiet = ("server:", "alerts: {webhook: 'https://hooks.example.net/1', quiet_hours: '22:00-06:00'}\nserver:")
    #expect(
      lines(site("mode: local", old, quiet)) == [
        "warning: the Alertmanager of ubuntu-22.04 knows no time zones: its quiet hours would be in UTC, and not in Europe/Oslo "
          + "[monitoring-timezone]; use a newer operating system, or leave the quiet hours out"
      ])
    #expect(lines(site("mode: none", old, quiet)) == [])
    for (relay, wanted) in [
      (
        "port: 2465, security: tls",
        "Alertmanager encrypts from the first byte on port 465 only: its mail would not arrive on port 2465"
      ),
      ("port: 465", "Alertmanager encrypts from the first byte on port 465: its mail would not arrive with starttls"),
    ] {
      let relay = ("server:", "alerts: {relay: {host: m.example.net, from: a@example.net, \(relay)}}\nserver:")
      #expect(
        lines(site("mode: local", relay)) == [
          "warning: \(wanted) [monitoring-relay]; write port 465 with tls, 587 with starttls, or alerts.webhook"
        ])
      #expect(lines(site("mode: none", relay)) == [])
    }
  }

  @Test func refusesOtherValues() {
    for (settings, wanted) in [
      ("mode: cloud", #"monitoring.mode: "cloud" is not a monitoring mode"#),
      ("retention: 2h", #"monitoring.retention: "2h" is out of range"#),
      ("thresholds: {errors: 0}", #"monitoring.thresholds.errors: "0" is out of range"#),
      ("from: everywhere", #"monitoring.from: "everywhere" is"#),
    ] {
      let found = site(settings).all.map(\.message).first { $0.contains("monitoring") } ?? ""
      #expect(found.hasPrefix(wanted), "\(found)")
    }
  }

  /// The disk that measurements take has a bound, and probes of many tenants one a second.
  @Test func boundsWhatItTakes() {
    let storage = ["1d", "15d", "30d", "3650d"].map {
      look(site("mode: local, retention: \($0)").plan.containers.monitoring.storage.mebibytes)
    }
    #expect(storage == [1024, 1024, 1920, 65536])
    let probes = [1, 60, 100, 5000].map { tenants in
      look(
        site("mode: none", ("-20260105\"", "-20260105\", capacity: {tenants: \(tenants), users: 1}")).plan.containers
          .monitoring
          .probeSeconds)
    }
    #expect(probes == [60, 60, 100, 240])
  }
}
