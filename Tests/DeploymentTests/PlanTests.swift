import Diagnostics
import Schema
import Testing

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
    #expect(look(read.plan.odoo.tenants.workers) == tenants)
    #expect(look(read.plan.odoo.superadmin.workers) == superadmin)
    let lowered = tenants < 2 * cores + 1 || superadmin < 2
    #expect(read.findings.contains { $0.id == "memory-workers" && $0.severity == .warning } == lowered)
    #expect(!read.findings.contains { $0.severity == .error })
  }

  /// The rule itself, at every size: as many as fit, and one more would not.
  @Test func takesAsManyWorkersAsFit() {
    for cores in [1, 2, 3, 4, 8, 16, 32] {
      for gibibytes in [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128] {
        let memory = ByteCount.gibibytes(gibibytes)
        let sizing = Sizing(
          cores: cores, memory: memory, tenants: (.automatic, cron: 2), superadmin: (.automatic, cron: 1))
        let processes = { (workers: Int, cron: Int) in workers == 0 ? 1 : workers + cron + 1 }
        let needed = { (tenants: Int, superadmin: Int) in
          (processes(tenants, 2) + processes(superadmin, 1)) * 325_000_000 + sizing.tenantsDatabase.bytes
            + sizing.superadminDatabase.bytes + (512 << 20)
        }
        let (tenants, superadmin) = (sizing.tenants.workers, sizing.superadmin.workers)
        #expect(needed(tenants, superadmin) <= memory.bytes || (tenants == 0 && superadmin == 0))
        #expect(tenants == 2 * cores + 1 || needed(tenants + 1, 2) > memory.bytes)
        #expect(superadmin == 2 || tenants == 0)
        let containers = sizing.container(of: sizing.tenants).bytes + sizing.container(of: sizing.superadmin).bytes
        #expect(
          containers + sizing.tenantsDatabase.bytes + sizing.superadminDatabase.bytes <= max(memory.bytes, 2 << 30))
      }
    }
  }

  /// The process that makes a tenant's database has its share of the memory, and is none of the instance's own.
  @Test func leavesRoomForProvisioning() {
    func sizing(_ provisions: Bool) -> Sizing {
      Sizing(
        cores: 2, memory: .gibibytes(16), tenants: (.automatic, cron: 2), superadmin: (.automatic, cron: 1),
        provisionsTenants: provisions)
    }
    let (without, with) = (sizing(false), sizing(true))
    #expect(with.odooBytes == without.odooBytes + Sizing.processBytes)
    #expect(with.superadmin.processes == without.superadmin.processes)
    #expect(with.container(of: with.superadmin) > without.container(of: without.superadmin))
    #expect(with.container(of: with.tenants) < without.container(of: without.tenants))
  }

  @Test(arguments: ["16.0", "17.0", "18.0", "19.0"]) func acceptsEveryConnection(_ version: String) {
    for workers in ["auto", "0", "1", "12"] {
      let read = Read(
        (
          #"odoo: {image: "odoo:18.0-20260105"}"#,
          "odoo: {version: \"\(version)\", tenants: {workers: \(workers)}, superadmin: {provisions_tenants: true}}"
        ))
      let plan = read.plan
      let own = look(plan.odoo.tenants.connectionBound) + look(plan.odoo.superadmin.connections)
      #expect(look(plan.postgres.tenants.maxConnections) >= own + 13)
      #expect(look(plan.postgres.superadmin.maxConnections) >= look(plan.odoo.superadmin.connectionBound) + 13)
      #expect((look(plan.odoo.tenants.websocketConnections) == nil) == (version == "16.0"))
      #expect(look(plan.odoo.tenants.proxyTimeout) > look(plan.odoo.tenants.limits.timeRealSeconds))
    }
  }

  @Test func explainsEveryFigure() {
    let plan = Read(("odoo: {", "odoo: {tenants: {cron_threads: 3}, ")).plan
    let figures = look(plan.capacity.figures).map { figure in
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
  }

  @Test func knowsWhereValuesComeFrom() {
    let plan = Read().plan
    func origins<Value>(_ value: Traced<Value>) -> [String] {
      value.origins.settings.map { "\($0.path):\($0.place?.span.start.line ?? 0)" }
    }
    #expect(plan.odoo.tenants.workers.origins.formula == "2 × server.cpu_cores + 1")
    #expect(
      origins(plan.odoo.tenants.workers) == [
        "server.cpu_cores:4", "server.memory:4", "odoo.tenants.workers:0", "odoo.tenants.cron_threads:0",
        "odoo.superadmin.workers:0", "odoo.superadmin.cron_threads:0", "odoo.superadmin.provisions_tenants:0",
      ])
    #expect(origins(plan.alerts) == ["alerts:0", "contact:3"])
    #expect(origins(plan.server.directory) == ["server.directory:0", "name:2"])
    #expect(origins(plan.odoo.image) == ["odoo.image:6"])
    #expect(origins(plan.tls.tenants.certificate) == ["tls.tenants:0", "name:2"])
    #expect(plan.odoo.httpPort.origins == .none)
    let lowered = Read(("16GiB", "4GiB")).plan
    #expect(
      lowered.odoo.tenants.workers.origins.formula
        == "2 × server.cpu_cores + 1 = 9, lowered to what server.memory carries")
  }

  @Test func makesRecordsForIPv6OnlyWithAnAddress() {
    let records = { (read: Read) in
      look(read.plan.dns.addressRecords).map {
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
    let found = look(plan.dns.providerZones).map { zone in
      "\(look(zone.name).printed):" + look(zone.owners).map { " " + look($0.label).printed }.joined()
    }
    #expect(found.joined(separator: "; ") == wanted)
  }

  @Test(arguments: [
    ("ubuntu-22.04", "ubuntu jammy"), ("ubuntu-24.04", "ubuntu noble"), ("debian-12", "debian bookworm"),
    ("debian-13", "debian trixie"),
  ])
  func knowsWhatArchivesCallTheSystem(_ system: String, _ wanted: String) {
    let server = Read(("memory: 16GiB", "memory: 16GiB, os: \(system)")).plan.server
    #expect("\(look(server.osFamily).printed) \(look(server.osCodename).printed)" == wanted)
  }

  /// Each instance's network, and no other, reaches the relay, which is there unless the site says otherwise.
  @Test func letsContainersReachTheRelay() {
    let rules = { (mail: String) in
      look(Read((#"{image: "odoo:18.0-20260105"}"#, "{mail: {host: m, from: a@b.cd\(mail)}}")).plan.firewall.rules)
        .filter { look($0.port) == 25 }
        .map { "\(look($0.action).printed) \(look($0.from)?.printed ?? "any") \(look($0.comment).printed)" }
    }
    #expect(
      rules("") == ["allow 172.30.0.0/28 mail of the containers", "allow 172.30.0.16/28 mail of the containers"])
    #expect(rules(", relay: none") == [])
  }

  @Test func putsSSHFirst() {
    let rules = { (read: Read) in
      look(read.plan.firewall.rules).map { rule in
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
        "allow 2222 198.51.100.0/24 SSH", "allow 80 192.0.2.0/24 HTTP", "allow 443 192.0.2.0/24 HTTPS",
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
      let services: [(String, Traced<[Traced<Name>]>)] = [
        ("db", plan.postgres.tenants.secrets), ("db_superadmin", plan.postgres.superadmin.secrets),
        ("odoo", plan.odoo.tenants.secrets), ("odoo_superadmin", plan.odoo.superadmin.secrets),
      ]
      for (service, secrets) in services {
        for secret in look(secrets) { readers[look(secret).printed, default: []].append(service) }
      }
      readers["restic_password"] = ["backup.sh"]
      if let mail = look(plan.odoo.mail), look(mail.hasRelay), look(mail.user) != nil {
        #expect(readers["smtp_password"] == nil, "no container has what the relay keeps")
        readers["smtp_password"] = ["mail/install.sh"]
      }
      let defined = look(plan.secrets.files).map { (look($0.name).printed, look($0.readers).map { look($0).printed }) }
      #expect(Dictionary(uniqueKeysWithValues: defined) == readers)
    }
  }
}
