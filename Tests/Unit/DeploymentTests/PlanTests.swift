import Diagnostics
import Model
import Schema
import Testing
import TextTypes

@testable import Deployment

/// What follows from a site.
@Suite struct PlanTests {
  /// Cores, memory, tenants' workers, superadmin's workers.
  @Test(arguments: [
    (4, "16GiB", 9, 2), (1, "16GiB", 3, 2), (2, "8GiB", 5, 2), (64, "256GiB", 129, 2), (1, "2GiB", 0, 0),
    (4, "4GiB", 0, 2), (8, "8GiB", 9, 2), (16, "8GiB", 9, 2), (1, "1GiB", 0, 0), (1024, "1024GiB", 2049, 2),
  ])
  func sharesMemory(_ cores: Int, _ memory: String, _ tenants: Int, _ superadmin: Int) {
    let read = Read(("cpu_cores: 4", "cpu_cores: \(cores)"), ("16GiB", memory))
    #expect(look(read.plan.containers.odoo.tenants.processes.workers) == tenants)
    #expect(look(read.plan.containers.odoo.superadmin.processes.workers) == superadmin)
    let lowered = tenants < 2 * cores + 1 || superadmin < 2
    #expect(read.findings.contains { $0.id == .memoryWorkers && $0.severity == .warning } == lowered)
    #expect(!read.findings.contains { $0.severity == .error })
  }

  /// The rule itself, at every size: as many as fit, and one more would not.
  @Test func takesAsManyWorkersAsFit() {
    for cores in [1, 2, 3, 4, 8, 16, 32] {
      for gibibytes in [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128] {
        let memory = ByteCount.gibibytes(gibibytes)
        let sizing = Self.sizing(cores: cores, memory)
        let servers = sizing.databaseBytes
        let processes = { (workers: Int, cron: Int) in workers == 0 ? 1 : workers + cron + 1 }
        let needed = { (tenants: Int, superadmin: Int) in
          (processes(tenants, 2) + processes(superadmin, 1)) * 325_000_000 + servers + (512 << 20)
        }
        let (tenants, superadmin) = (sizing.instances.tenants.workers, sizing.instances.superadmin.workers)
        #expect(needed(tenants, superadmin) <= memory.bytes || (tenants == 0 && superadmin == 0))
        #expect(tenants == 2 * cores + 1 || needed(tenants + 1, 2) > memory.bytes)
        #expect(superadmin == 2 || tenants == 0)
        let containers = sizing.instances.all.reduce(0) { $0 + sizing.container(of: $1).bytes }
        #expect(containers + servers <= max(memory.bytes, 2 << 30))
      }
    }
  }

  /// The host shared as a site without wishes shares it.
  private static func sizing(cores: Int, _ memory: ByteCount, provisionsTenants: Bool = false) -> Sizing {
    let server = { (share: Int) in ByteCount.mebibytes(share) }
    return Sizing(
      memory: memory,
      PerInstance(
        tenants: Sizing.Instance(
          .automatic, automatic: 2 * cores + 1, cronThreads: 2, database: server(memory.mebibytes / 4)),
        superadmin: Sizing.Instance(
          .automatic, automatic: 2, cronThreads: 1, database: server(min(max(memory.mebibytes / 16, 256), 1024)),
          provisionsTenants: provisionsTenants)))
  }

  /// The process that makes a tenant's database has its share of the memory, and is none of the instance's own.
  @Test func leavesRoomForProvisioning() {
    let without = Self.sizing(cores: 2, .gibibytes(16))
    let with = Self.sizing(cores: 2, .gibibytes(16), provisionsTenants: true)
    #expect(with.odooBytes == without.odooBytes + Sizing.processBytes)
    #expect(with.instances.superadmin.workers == without.instances.superadmin.workers)
    #expect(with.container(of: with.instances.superadmin) > without.container(of: without.instances.superadmin))
    #expect(with.container(of: with.instances.tenants) < without.container(of: without.instances.tenants))
  }

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
        "server.cpu_cores:4", "odoo.tenants.workers:0", "odoo.tenants.cron_threads:0", "server.memory:4",
        "odoo.superadmin.workers:0", "odoo.superadmin.cron_threads:0", "odoo.superadmin.provisions_tenants:0",
      ])
    #expect(origins(plan.alerts) == ["alerts:0", "contact:3"])
    #expect(origins(plan.host.server.directory) == ["server.directory:0", "name:2"])
    #expect(origins(plan.containers.odoo.image.base) == ["odoo.image:6"])
    #expect(origins(plan.host.tls.tenants.certificate) == ["tls.tenants:0", "name:2"])
    #expect(plan.containers.odoo.interior.httpPort.origins == .none)
    let lowered = Read(("16GiB", "4GiB")).plan
    #expect(
      lowered.containers.odoo.tenants.processes.workers.origins.formula
        == "2 × server.cpu_cores + 1 = 9, lowered to fit into server.memory")
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
      let defined = look(plan.containers.secrets.files).map {
        (look($0.name).printed, look($0.readers).map { look($0).printed })
      }
      #expect(Dictionary(uniqueKeysWithValues: defined) == readers)
    }
  }
}
