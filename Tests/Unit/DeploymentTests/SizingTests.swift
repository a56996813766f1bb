import Diagnostics
import Schema
import Testing

@testable import Deployment

/// How the host is shared, by its size and by what is planned for it.
@Suite struct SizingTests {
  /// Cores, GiB, and `odoo.capacity`; then what follows.
  static let table: [(Int, Int, String, String)] = [
    (
      1, 4, "",
      "workers 2+0 jobs 2, memory 1784MiB+519MiB, tmp 208MiB, soft 2GiB 2GiB, connections 14 of 101, carries 1"
    ),
    (
      2, 4, "",
      "workers 2+0 jobs 2, memory 1784MiB+519MiB, tmp 208MiB, soft 2GiB 2GiB, connections 14 of 101, carries 1"
    ),
    (
      2, 8, "",
      "workers 5+2 jobs 2, memory 3360MiB+1758MiB, tmp 256MiB, soft 2GiB 2GiB, connections 16 of 157, carries 15"
    ),
    (
      4, 4, "",
      "workers 2+0 jobs 2, memory 1784MiB+519MiB, tmp 208MiB, soft 2GiB 2GiB, connections 14 of 101, carries 1"
    ),
    (
      4, 8, "",
      "workers 8+1 jobs 2, memory 3944MiB+1174MiB, tmp 304MiB, soft 2GiB 2GiB, connections 15 of 195, carries 15"
    ),
    (
      4, 16, "",
      "workers 9+2 jobs 2, memory 7937MiB+2812MiB, tmp 320MiB, soft 2GiB 2GiB, connections 16 of 221, carries 30"
    ),
    (
      8, 8, "",
      "workers 8+1 jobs 2, memory 3944MiB+1174MiB, tmp 304MiB, soft 2GiB 2GiB, connections 15 of 195, carries 15"
    ),
    (
      8, 32, "",
      "workers 17+2 jobs 2, memory 18955MiB+4081MiB, tmp 448MiB, soft 2GiB 2GiB, connections 16 of 349, carries 54"
    ),
    (
      16, 16, "",
      "workers 26+1 jobs 2, memory 9639MiB+1111MiB, tmp 592MiB, soft 2GiB 2GiB, connections 13 of 409, carries 30"
    ),
    (
      16, 64, "",
      "workers 33+2 jobs 2, memory 42486MiB+5125MiB, tmp 704MiB, soft 2GiB 2GiB, connections 13 of 500, carries 84"
    ),
    (
      64, 64, "",
      "workers 129+2 jobs 2, memory 46086MiB+1528MiB, tmp 2240MiB, soft 2GiB 2GiB, connections 4 of 569, carries 84"
    ),
    (
      64, 256, "",
      "workers 129+2 jobs 2, memory 188806MiB+6261MiB, tmp 2240MiB, soft 2GiB 2GiB, connections 4 of 569, carries 186"
    ),
    (
      1, 4, "tenants: 1, users: 1",
      "workers 2+0 jobs 2, memory 1784MiB+519MiB, tmp 208MiB, soft 2GiB 2GiB, connections 14 of 101, carries 1"
    ),
    (
      2, 8, "tenants: 1, users: 1",
      "workers 5+2 jobs 2, memory 3360MiB+1758MiB, tmp 256MiB, soft 2GiB 2GiB, connections 16 of 157, carries 15"
    ),
    (
      4, 16, "tenants: 1, users: 1",
      "workers 9+2 jobs 2, memory 7937MiB+2812MiB, tmp 320MiB, soft 2GiB 2GiB, connections 16 of 221, carries 30"
    ),
    (
      8, 32, "tenants: 1, users: 1",
      "workers 17+2 jobs 2, memory 18955MiB+4081MiB, tmp 448MiB, soft 2GiB 2GiB, connections 16 of 349, carries 54"
    ),
    (
      16, 64, "tenants: 1, users: 1",
      "workers 33+2 jobs 2, memory 42486MiB+5125MiB, tmp 704MiB, soft 2GiB 2GiB, connections 13 of 500, carries 84"
    ),
    (
      64, 256, "tenants: 1, users: 1",
      "workers 129+2 jobs 2, memory 188806MiB+6261MiB, tmp 2240MiB, soft 2GiB 2GiB, connections 4 of 569, carries 186"
    ),
    (
      1, 4, "tenants: 20, users: 20",
      "workers 2+0 jobs 2, memory 1792MiB+512MiB, tmp 208MiB, soft 2GiB 2GiB, connections 14 of 101, carries 1"
    ),
    (
      2, 8, "tenants: 20, users: 20",
      "workers 4+2 jobs 2, memory 3688MiB+1431MiB, tmp 240MiB, soft 2GiB 2GiB, connections 16 of 141, carries 15"
    ),
    (
      4, 16, "tenants: 20, users: 20",
      "workers 7+2 jobs 2, memory 9250MiB+1500MiB, tmp 288MiB, soft 2GiB 2GiB, connections 16 of 189, carries 30"
    ),
    (
      8, 32, "tenants: 20, users: 20",
      "workers 17+2 jobs 2, memory 21298MiB+1739MiB, tmp 448MiB, soft 2GiB 2GiB, connections 16 of 349, carries 54"
    ),
    (
      16, 64, "tenants: 20, users: 20",
      "workers 33+2 jobs 2, memory 45541MiB+2073MiB, tmp 704MiB, soft 2GiB 2GiB, connections 13 of 500, carries 84"
    ),
    (
      64, 256, "tenants: 20, users: 20",
      "workers 129+2 jobs 2, memory 192672MiB+2399MiB, tmp 2240MiB, soft 2GiB 2GiB, connections 4 of 569, carries 186"
    ),
    (
      1, 4, "tenants: 50, users: 60",
      "workers 2+0 jobs 2, memory 1792MiB+512MiB, tmp 208MiB, soft 2560MiB 2560MiB, connections 14 of 101, carries 1"
    ),
    (
      2, 8, "tenants: 50, users: 60",
      "workers 5+2 jobs 2, memory 3688MiB+1431MiB, tmp 256MiB, soft 2560MiB 2560MiB, connections 16 of 157, carries 15"
    ),
    (
      4, 16, "tenants: 50, users: 60",
      "workers 9+2 jobs 2, memory 9321MiB+1431MiB, tmp 320MiB, soft 2560MiB 2560MiB, connections 16 of 221, carries 28"
    ),
    (
      8, 32, "tenants: 50, users: 60",
      "workers 10+2 jobs 2, memory 21608MiB+1431MiB, tmp 336MiB, soft 2560MiB 2560MiB, connections 16 of 237, carries 49"
    ),
    (
      16, 64, "tenants: 50, users: 60",
      "workers 23+2 jobs 2, memory 46149MiB+1465MiB, tmp 544MiB, soft 2560MiB 2560MiB, connections 16 of 445, carries 76"
    ),
    (
      64, 256, "tenants: 50, users: 60",
      "workers 108+2 jobs 2, memory 193627MiB+1443MiB, tmp 1904MiB, soft 2560MiB 2560MiB, connections 4 of 485, carries 170"
    ),
    (
      1, 4, "tenants: 200, users: 60",
      "workers 2+0 jobs 2, memory 1792MiB+512MiB, tmp 208MiB, soft 2816MiB 4GiB, connections 14 of 101, carries 3"
    ),
    (
      2, 8, "tenants: 200, users: 60",
      "workers 5+2 jobs 2, memory 3689MiB+1431MiB, tmp 256MiB, soft 2816MiB 4480MiB, connections 16 of 157, carries 43"
    ),
    (
      4, 16, "tenants: 200, users: 60",
      "workers 9+2 jobs 2, memory 9320MiB+1431MiB, tmp 320MiB, soft 2816MiB 4480MiB, connections 16 of 221, carries 100"
    ),
    (
      8, 32, "tenants: 200, users: 60",
      "workers 10+2 jobs 2, memory 21608MiB+1431MiB, tmp 336MiB, soft 2816MiB 4480MiB, connections 16 of 237, carries 166"
    ),
    (
      16, 64, "tenants: 200, users: 60",
      "workers 19+2 jobs 2, memory 46183MiB+1431MiB, tmp 480MiB, soft 2816MiB 4480MiB, connections 16 of 381, carries 270"
    ),
    (
      64, 256, "tenants: 200, users: 60",
      "workers 92+2 jobs 2, memory 193636MiB+1434MiB, tmp 1648MiB, soft 2816MiB 4480MiB, connections 4 of 421, carries 613"
    ),
    (
      1, 4, "tenants: 200, users: 200",
      "workers 2+0 jobs 2, memory 1792MiB+512MiB, tmp 208MiB, soft 4GiB 4GiB, connections 14 of 101, carries 1"
    ),
    (
      2, 8, "tenants: 200, users: 200",
      "workers 5+2 jobs 2, memory 3689MiB+1431MiB, tmp 256MiB, soft 6784MiB 6784MiB, connections 16 of 157, carries 15"
    ),
    (
      4, 16, "tenants: 200, users: 200",
      "workers 9+2 jobs 2, memory 9320MiB+1431MiB, tmp 320MiB, soft 6784MiB 6784MiB, connections 16 of 221, carries 30"
    ),
    (
      8, 32, "tenants: 200, users: 200",
      "workers 17+2 jobs 2, memory 21608MiB+1431MiB, tmp 448MiB, soft 6784MiB 6784MiB, connections 16 of 349, carries 54"
    ),
    (
      16, 64, "tenants: 200, users: 200",
      "workers 33+2 jobs 2, memory 46184MiB+1431MiB, tmp 704MiB, soft 6784MiB 6784MiB, connections 13 of 500, carries 84"
    ),
    (
      64, 256, "tenants: 200, users: 200",
      "workers 34+2 jobs 2, memory 193641MiB+1431MiB, tmp 720MiB, soft 6784MiB 6784MiB, connections 12 of 477, carries 186"
    ),
    (
      1, 4, "tenants: 1000, users: 300",
      "workers 2+0 jobs 2, memory 1792MiB+512MiB, tmp 208MiB, soft 4GiB 4GiB, connections 14 of 101, carries 3"
    ),
    (
      2, 8, "tenants: 1000, users: 300",
      "workers 5+2 jobs 2, memory 3688MiB+1431MiB, tmp 256MiB, soft 8GiB 8GiB, connections 16 of 157, carries 43"
    ),
    (
      4, 16, "tenants: 1000, users: 300",
      "workers 9+2 jobs 4, memory 9320MiB+1431MiB, tmp 352MiB, soft 9728MiB 16GiB, connections 16 of 253, carries 80"
    ),
    (
      8, 32, "tenants: 1000, users: 300",
      "workers 17+2 jobs 8, memory 21608MiB+1431MiB, tmp 544MiB, soft 9728MiB 18304MiB, connections 16 of 445, carries 120"
    ),
    (
      16, 64, "tenants: 1000, users: 300",
      "workers 33+2 jobs 10, memory 46184MiB+1431MiB, tmp 832MiB, soft 9728MiB 18304MiB, connections 10 of 475, carries 203"
    ),
    (
      64, 256, "tenants: 1000, users: 300",
      "workers 50+2 jobs 10, memory 193640MiB+1431MiB, tmp 1104MiB, soft 9728MiB 18304MiB, connections 7 of 465, carries 540"
    ),
  ]

  @Test func sharesTheHost() {
    for (cores, memory, capacity, wanted) in Self.table {
      #expect(Self.shared(Self.read(cores, memory, capacity)) == wanted, "\(cores) cores, \(memory) GiB, \(capacity)")
    }
  }

  /// What the table has of a plan.
  private static func shared(_ read: Read) -> String {
    let (odoo, server) = (read.plan.containers.odoo, read.plan.containers.postgres.tenants)
    let tenants = odoo.tenants
    return """
      workers \(look(tenants.processes.workers))+\(look(odoo.superadmin.processes.workers)) \
      jobs \(look(tenants.processes.cronThreads)), \
      memory \(look(tenants.container.memory).printed)+\(look(odoo.superadmin.container.memory).printed), \
      tmp \(look(tenants.container.tmp).printed), \
      soft \(look(tenants.limits.worker.soft).printed) \(look(tenants.limits.websocket.soft).printed), \
      connections \(look(tenants.connections.connections)) of \(look(server.maxConnections)), \
      carries \(look(read.plan.containers.capacity.tenantsCarried))
      """
  }

  private static func read(_ cores: Int, _ memory: Int, _ capacity: String, _ more: String = "") -> Read {
    let load = capacity.isEmpty ? "" : ", capacity: {\(capacity)}"
    return Read(
      ("cpu_cores: 4", "cpu_cores: \(cores)"), ("16GiB", "\(memory)GiB"),
      (#"{image: "odoo:18.0-20260105"}"#, #"{image: "odoo:18.0-20260105"\#(load)\#(more)}"#))
  }

  /// Whatever the size: tenants never have less than two workers, containers and system fit, and all connections are accepted.
  @Test func keepsItsPromises() {
    for cores in [1, 2, 4, 8, 16, 64, 1024] {
      for memory in [1, 2, 3, 4, 5, 6, 8, 12, 16, 32, 64, 128, 256, 4096] {
        for capacity in ["", "tenants: 1, users: 1", "tenants: 200, users: 40", "tenants: 1000, users: 1000"] {
          let read = Self.read(cores, memory, capacity)
          let plan = read.plan.containers
          let size: Comment = "\(cores) cores, \(memory) GiB, \(capacity)"
          #expect(look(plan.odoo.tenants.processes.workers) >= 2, size)
          #expect(read.findings.contains { $0.severity == .error } == (memory < 4), size)
          guard memory >= 4 else { continue }
          let promised = look(plan.services).reduce(512) { $0 + look($1.caps.container.memoryMebibytes) }
          #expect(promised <= memory * 1024, size)
          #expect(
            look(plan.postgres.tenants.maxConnections) >= look(plan.odoo.tenants.connections.bound) + 13, size)
          for odoo in [plan.odoo.tenants, plan.odoo.superadmin] {
            #expect(look(odoo.container.tmp).mebibytes >= 128, size)
            #expect(look(odoo.limits.websocket.soft) >= look(odoo.limits.worker.soft), size)
            #expect(look(odoo.limits.worker.hard) > look(odoo.limits.worker.soft), size)
          }
        }
      }
    }
  }

  /// A number that is missing, or no number, is replaced by one with which everything else can be computed.
  @Test func standsAPlanWithoutItsNumbers() {
    for capacity in ["users: 5", "tenants: 5", "tenants: 0, users: 5", "tenants: many, users: few"] {
      let read = Self.read(4, 16, capacity)
      #expect(read.findings.contains { $0.severity == .error }, "\(capacity)")
      #expect(look(read.plan.containers.odoo.tenants.processes.workers) >= 2, "\(capacity)")
    }
  }

  /// What a finding says would carry the tenants does carry them, and a little less does not.
  @Test func saysWhatCarriesTheTenants() {
    let findings = { (memory: Int, tenants: Int, users: Int) in
      Self.read(16, memory, "tenants: \(tenants), users: \(users)").findings.filter { $0.id == .capacityTenants }
    }
    #expect(
      findings(32, 200, 60).map { "\($0.message): \($0.help ?? "")" } == [
        "200 tenants with 60 concurrent users do not fit into 32GiB: each process keeps the databases that it serves, 30 MB each: plan for at most 166 tenants here, or for 40GiB of memory, or for 2 such hosts, each with a part of the tenants"
      ])
    #expect(findings(40, 200, 60).isEmpty)
    #expect(!findings(39, 200, 60).isEmpty)
    #expect(findings(32, 166, 50).isEmpty)
    #expect(!findings(32, 167, 51).isEmpty)
    #expect(findings(32, 100, 30).isEmpty)
  }

  @Test func refusesLessThanTwoWorkers() {
    #expect(
      Self.read(2, 3, "").printed.contains(
        """
        error: odoo.tenants.workers: auto is at least 2 workers, which need 3806 MiB with everything else, and there are 3072 MiB [memory-workers]
        """))
    #expect(
      Self.read(2, 3, "").printed.contains(
        "help: give the host 4GiB of memory, or write 0: one process with threads, where scheduled jobs run only for tenants that somebody opened since the start"
      ))
    let threads = Self.read(2, 3, "", ", tenants: {workers: 0}, superadmin: {workers: 0}")
    #expect(!threads.findings.contains { $0.severity == .error })
  }

  /// A cron process needs four connections, and they are not lowered below that; 16.0 shares the number with websockets.
  @Test func lowersConnectionsBeforeTheServerHasTooMany() {
    let each = { (version: String, cores: Int) in
      let read = Read(
        ("cpu_cores: 4", "cpu_cores: \(cores)"), ("16GiB", "4096GiB"),
        (#"{image: "odoo:18.0-20260105"}"#, "{version: \"\(version)\"}"))
      return look(read.plan.containers.odoo.tenants.connections.connections)
    }
    #expect([1, 4, 8, 16, 32, 64, 1024].map { each("18.0", $0) } == [16, 16, 16, 13, 6, 4, 4])
    #expect([1, 4, 8, 16, 32, 64, 1024].map { each("16.0", $0) } == [16, 16, 16, 13, 8, 8, 8])
  }

  @Test func countsTheConnectionsOfQueueJob() {
    let plain = Self.read(4, 16, "tenants: 20, users: 10").plan.containers
    for modules in ["server_wide_modules: [queue_job]", "tenants: {modules: [web, queue_job]}"] {
      let plan = Self.read(4, 16, "tenants: 20, users: 10", ", " + modules).plan.containers
      #expect(look(plan.odoo.tenants.connections.listening) == 20)
      #expect(look(plan.odoo.tenants.connections.bound) - look(plain.odoo.tenants.connections.bound) == 20)
      #expect(look(plan.odoo.tenants.processes.processes) - look(plain.odoo.tenants.processes.processes) == 1)
      let unknown = Self.read(4, 16, "", ", " + modules).plan.containers
      #expect(look(unknown.odoo.tenants.connections.listening) == look(unknown.capacity.tenantsCarried))
    }
    #expect(look(plain.odoo.tenants.connections.listening) == 0)
    let both = Self.read(4, 16, "", ", server_wide_modules: [queue_job]").plan.containers
    #expect(look(both.odoo.superadmin.connections.listening) == 1)
  }

  /// Odoo 16.0 and 17.0 have one limit for workers and websockets.
  @Test func givesTheWebsocketProcessRoomForEveryOpenBrowser() {
    let limits = { (version: String) in
      let read = Read(
        ("16GiB", "64GiB"),
        (#"{image: "odoo:18.0-20260105"}"#, "{version: \"\(version)\", capacity: {tenants: 300, users: 40}}"))
      let limits = read.plan.containers.odoo.tenants.limits
      return
        "\(look(limits.worker.soft).printed) \(look(limits.worker.hard).printed) \(look(limits.websocket.soft).printed) \(look(limits.websocket.hard).printed)"
    }
    #expect(limits("18.0") == "2176MiB 2720MiB 3328MiB 4160MiB")
    #expect(limits("17.0") == "3328MiB 4160MiB 3328MiB 4160MiB")
  }

  @Test func opensFilesForAllBrowsers() {
    let files = { (users: Int) in
      look(Self.read(4, 16, "tenants: 9, users: \(users)").plan.containers.odoo.tenants.container.openFiles)
    }
    #expect([1, 1920, 20_000, 1_000_000].map(files) == [16_384, 16_384, 161_024, 1_048_576])
  }

  @Test func saysWhatNginxNeeds() {
    let needed = { (cores: Int, memory: Int, capacity: String) in
      let nginx = Self.read(cores, memory, capacity).plan.containers.capacity.nginx
      return "\(look(nginx.connections)) \(look(nginx.openFiles))"
    }
    #expect(needed(4, 16, "") == "768 1024")
    #expect(needed(64, 256, "") == "3096 3352")
    #expect(needed(4, 16, "tenants: 50, users: 2000") == "8000 8256")
  }

  /// The process that makes a tenant's database has its share of the memory, and is none of the instance's own.
  @Test func leavesRoomForProvisioning() {
    let without = Self.read(2, 16, "").plan.containers
    let with = Self.read(2, 16, "", ", superadmin: {provisions_tenants: true}").plan.containers
    #expect(look(with.capacity.memory.odoo) - look(without.capacity.memory.odoo) == 310)
    #expect(look(with.odoo.superadmin.processes.workers) == look(without.odoo.superadmin.processes.workers))
    #expect(look(with.odoo.superadmin.container.memory) > look(without.odoo.superadmin.container.memory))
    #expect(look(with.odoo.tenants.container.memory) < look(without.odoo.tenants.container.memory))
  }
}
