import Diagnostics
import Model
import Schema
import Testing
import TextTypes

@testable import Deployment

/// What follows from a site.
@Suite struct PlanTests {
  @Test(arguments: ["16.0", "17.0", "18.0", "19.0"]) func acceptsEveryConnection(_ version: String) {
    for workers in ["auto", "0", "1", "12"] {
      let read = Read(
        (
          #"odoo: {image: "odoo:18.0-20260105"}"#,
          "odoo: {version: \"\(version)\", tenants: {workers: \(workers)}, superadmin: {provisions_tenants: true}}"
        ))
      let plan = read.plan
      let own =
        look(plan.containers.odoo.tenants.connections.bound)
        + look(plan.containers.odoo.superadmin.connections.connections)
      #expect(look(plan.containers.postgres.tenants.maxConnections) >= own + 13)
      #expect(
        look(plan.containers.postgres.superadmin.maxConnections) >= look(
          plan.containers.odoo.superadmin.connections.bound) + 13)
      #expect((look(plan.containers.odoo.tenants.connections.websocketConnections) == nil) == (version == "16.0"))
      #expect(
        look(plan.containers.odoo.tenants.access.proxyTimeout)
          > look(plan.containers.odoo.tenants.limits.timeRealSeconds))
    }
  }

  @Test func explainsEveryFigure() {
    let plan = Read(("odoo: {", "odoo: {tenants: {cron_threads: 3}, ")).plan
    let figures = look(plan.containers.capacity.figures).map { figure in
      [look(figure.subject).printed, look(figure.value).printed, look(figure.reason).printed]
    }
    #expect(figures.contains(["odoo: workers", "9", "2 × server.cpu_cores + 1"]))
    #expect(figures.contains(["odoo: processes for scheduled jobs", "3", "written in odoo.tenants.cron_threads"]))
    #expect(
      figures.contains([
        "odoo_superadmin: processes for scheduled jobs", "1", "default of odoo.superadmin.cron_threads",
      ]))
    #expect(figures.contains(["db: shared_buffers", "1024MB", "memory / 4"]))
    #expect(figures.contains(["Memory: the system, Docker and nginx", "512 MiB", "fixed"]))
    #expect(figures.allSatisfy { !$0[2].isEmpty })
    let written = Read(("odoo: {", "odoo: {tenants: {workers: 3}, ")).plan.containers.capacity.figures
    #expect(look(written).contains { look($0.reason).printed == "written in odoo.tenants.workers" })
  }

  @Test func knowsWhereValuesComeFrom() {
    let plan = Read().plan
    func origins<Value>(_ value: Traced<Value>) -> [String] {
      value.origins.settings.map { "\($0.path):\($0.place?.span.start.line ?? 0)" }
    }
    #expect(plan.containers.odoo.tenants.processes.workers.origins.formula == "2 × server.cpu_cores + 1")
    #expect(
      origins(plan.containers.odoo.tenants.processes.workers) == [
        "odoo.tenants.container.tmp:0", "odoo.tenants.workers:0", "server.cpu_cores:4", "odoo.capacity:0",
        "odoo.tenants.cron_threads:0", "nginx.client_max_body_size:0", "odoo.superadmin.container.tmp:0",
        "odoo.superadmin.workers:0", "odoo.superadmin.cron_threads:0", "server.memory:4",
        "monitoring.mode:9",
      ])
    #expect(origins(plan.alerts.mail) == ["alerts:0", "contact:3"])
    #expect(origins(plan.host.server.directory) == ["server.directory:0", "name:2"])
    #expect(origins(plan.containers.odoo.image.base) == ["odoo.image:6"])
    #expect(origins(plan.host.tls.tenants.certificate) == ["tls.tenants:0", "name:2"])
    #expect(plan.containers.odoo.interior.httpPort.origins == .none)
    let lowered = Read(("16GiB", "4GiB")).plan
    #expect(
      lowered.containers.odoo.tenants.processes.workers.origins.formula
        == "2 × server.cpu_cores + 1 = 9, lowered to fit into server.memory")
    #expect(
      lowered.containers.odoo.superadmin.processes.workers.origins.formula == "2 = 2, lowered to fit into server.memory"
    )
  }

  @Test func makesRecordsForIPv6OnlyWithAnAddress() {
    let records = { (read: Read) in
      look(read.plan.host.dns.addressRecords).map {
        "\(look($0.name).printed) \(look($0.type).printed) \(look($0.address).printed)"
      }
    }
    #expect(
      records(Read()) == [
        "superadmin.example.com A 203.0.113.10", "shops.example.net A 203.0.113.10",
        "*.shops.example.net A 203.0.113.10",
      ])
    #expect(
      records(Read(("ipv4: 203.0.113.10", "ipv4: 203.0.113.10, ipv6: \"2001:db8::1\""))).filter { $0.contains("AAAA") }
        == [
          "superadmin.example.com AAAA 2001:db8::1", "shops.example.net AAAA 2001:db8::1",
          "*.shops.example.net AAAA 2001:db8::1",
        ])
  }

  /// A name belongs to the longest zone that holds it, and is called there without the zone's own name.
  @Test(arguments: [
    ("example.com, example.net", "example.com: superadmin; example.net: shops *.shops"),
    ("example.com, example.net, shops.example.net", "example.com: superadmin; example.net:; shops.example.net:  *"),
    ("superadmin.example.com, shops.example.net", "superadmin.example.com: ; shops.example.net:  *"),
  ])
  func givesEachNameToOneZone(_ zones: String, _ wanted: String) {
    let plan = Read(("tls:", "dns: {provider_zones: [\(zones)]}\ntls:")).plan
    let found = look(plan.host.dns.providerZones).map { zone in
      "\(look(zone.name).printed):" + look(zone.owners).map { " " + look($0.label).printed }.joined()
    }
    #expect(found.joined(separator: "; ") == wanted)
  }

  @Test(arguments: [
    ("ubuntu-22.04", "ubuntu jammy"), ("ubuntu-24.04", "ubuntu noble"), ("debian-12", "debian bookworm"),
    ("debian-13", "debian trixie"),
  ])
  func knowsWhatArchivesCallTheSystem(_ system: String, _ wanted: String) {
    let server = Read(("memory: 16GiB", "memory: 16GiB, os: \(system)")).plan.host.server
    #expect("\(look(server.system.family).printed) \(look(server.system.codename).printed)" == wanted)
  }

  /// Each instance's network, and no other, reaches the relay, which is there unless the site says otherwise.
  @Test func letsContainersReachTheRelay() {
    let rules = { (mail: String) in
      look(Read((#"{image: "odoo:18.0-20260105"}"#, "{mail: {host: m, from: a@b.cd\(mail)}}")).plan.host.firewall.rules)
        .filter { look($0.port) == 25 }
        .map { "\(look($0.action).printed) \(look($0.from)?.printed ?? "any") \(look($0.comment).printed)" }
    }
    #expect(
      rules("") == ["allow 172.30.0.0/28 mail of the containers", "allow 172.30.0.16/28 mail of the containers"])
    #expect(rules(", relay: none") == [])
  }

  @Test func putsSSHFirst() {
    let rules = { (read: Read) in
      look(read.plan.host.firewall.rules).map { rule in
        "\(look(rule.action).printed) \(look(rule.port)) \(look(rule.from)?.printed ?? "any") \(look(rule.comment).printed)"
      }
    }
    #expect(rules(Read()) == ["limit 22 any SSH", "allow 80 any HTTP", "allow 443 any HTTPS"])
    let read = Read(
      (
        "tls:",
        "firewall: {web_from: [192.0.2.0/24], allow: [{port: 9100}]}\ntls:"
      ), ("memory: 16GiB", "memory: 16GiB, ssh: {port: 2222, allow_from: [198.51.100.0/24]}"))
    #expect(
      rules(read) == [
        "allow 2222 198.51.100.0/24 SSH",
        "allow 80 192.0.2.0/24 HTTP", "allow 80 172.30.0.0/28 PDFs", "allow 80 172.30.0.16/28 PDFs",
        "allow 80 203.0.113.10/32 PDFs",
        "allow 443 192.0.2.0/24 HTTPS", "allow 443 172.30.0.0/28 PDFs", "allow 443 172.30.0.16/28 PDFs",
        "allow 443 203.0.113.10/32 PDFs",
        "allow 9100 any port 9100",
      ])
  }

  @Test func readsEverySecretThatItDefines() {
    for change in [
      "{image: \"odoo:18.0-20260105\"}", "{superadmin: {provisions_tenants: true}}",
      "{mail: {host: m, from: a@b.cd, user: u, relay: none}}",
      "{mail: {host: m, from: a@b.cd, user: u, security: tls}}",
      "{mail: {host: m, from: a@b.cd, user: u, security: tls, relay: none}}", "{mail: {host: m, from: a@b.cd}}",
    ] {
      let plan = Read((#"{image: "odoo:18.0-20260105"}"#, change)).plan
      var readers: [String: [String]] = [:]
      for service in look(plan.containers.services) {
        for secret in look(service.secrets) {
          readers[look(secret).printed, default: []].append(look(service.name).printed)
        }
      }
      readers["restic_password"] = ["backup.sh"]
      if let mail = look(plan.containers.odoo.mail), look(mail.relay.hasRelay), look(mail.server.user) != nil {
        #expect(readers["smtp_password"] == nil, "no container has what the relay keeps")
        readers["smtp_password"] = ["mail/install.sh"]
      }
      if look(plan.containers.odoo.mail).flatMap({ look($0.server.user) }) != nil {
        readers["smtp_password"]?.append("notify.sh")
      }
      let defined = look(plan.containers.secrets.files).map {
        (look($0.name).printed, look($0.readers).map { look($0).printed })
      }
      #expect(Dictionary(uniqueKeysWithValues: defined) == readers)
    }
  }
}
