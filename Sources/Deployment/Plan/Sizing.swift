import Schema

/// How one host's memory and connections are shared between two instances of Odoo and their database servers.
///
/// The figures are those of Odoo's deployment guide: 2 × cores + 1 workers at most, about 325 MB for each process
/// (0.8 × 150 MB + 0.2 × 1024 MB).
struct Sizing: Sendable {
  /// Memory of one Odoo process, in bytes.
  static let processBytes = 325_000_000
  /// What the operating system, Docker and nginx need.
  static let systemReserve = ByteCount.mebibytes(512)
  /// The superadmin's workers when they are automatic: it serves a few operators.
  static let superadminWorkers = 2

  /// One instance's processes.
  struct Instance: Sendable {
    /// Worker processes; 0 is one process with threads.
    var workers: Int
    /// Processes for scheduled jobs.
    var cronThreads: Int
    /// Whether the number of workers was written by the operator.
    var isWritten: Bool

    /// Whether a process that makes a tenant's database may run beside its own.
    var provisionsTenants = false

    /// All processes: the workers, those for scheduled jobs, and the one for websockets.
    var processes: Int { workers == 0 ? 1 : workers + cronThreads + 1 }

    /// The same, and the one that makes a tenant's database.
    var processesInMemory: Int { processes + (provisionsTenants ? 1 : 0) }
  }

  /// The host's memory.
  let memory: ByteCount
  /// 2 × cores + 1.
  let ceiling: Int
  /// The tenants' instance as it fits.
  private(set) var tenants: Instance
  /// The superadmin's instance as it fits.
  private(set) var superadmin: Instance

  init(
    cores: Int, memory: ByteCount, tenants: (Workers, cron: Int), superadmin: (Workers, cron: Int),
    provisionsTenants: Bool = false
  ) {
    self.memory = memory
    self.ceiling = 2 * cores + 1
    self.tenants = Instance(tenants.0, cron: tenants.cron, automatic: 2 * cores + 1)
    self.superadmin = Instance(superadmin.0, cron: superadmin.cron, automatic: Self.superadminWorkers)
    self.superadmin.provisionsTenants = provisionsTenants
    while !fits, !self.tenants.isWritten, self.tenants.workers > 0 { self.tenants.workers -= 1 }
    while !fits, !self.superadmin.isWritten, self.superadmin.workers > 0 { self.superadmin.workers -= 1 }
  }

  /// Memory for the tenants' database server: a quarter of the host's.
  var tenantsDatabase: ByteCount { .mebibytes(memory.mebibytes / 4) }

  /// Memory for the superadmin's database server, which holds one small database.
  var superadminDatabase: ByteCount { .mebibytes(min(max(memory.mebibytes / 16, 256), 1024)) }

  /// Memory that all processes of both instances need.
  var odooBytes: Int { (tenants.processesInMemory + superadmin.processesInMemory) * Self.processBytes }

  /// Memory that everything needs together, in bytes.
  var neededBytes: Int {
    odooBytes + tenantsDatabase.bytes + superadminDatabase.bytes + Self.systemReserve.bytes
  }

  /// Whether memory carries everything.
  var fits: Bool { neededBytes <= memory.bytes }

  /// Memory for the containers of Odoo, in proportion to their processes; never less than one can start with.
  func container(of instance: Instance) -> ByteCount {
    let left = memory.bytes - Self.systemReserve.bytes - tenantsDatabase.bytes - superadminDatabase.bytes
    let all = tenants.processesInMemory + superadmin.processesInMemory
    let share = ByteCount(bytes: max(left, 0) / all * instance.processesInMemory)
    return .mebibytes(max(share.mebibytes, 512))
  }

  /// Connections of each process to its database server: enough for a request and its cursors, fewer where the server's
  /// memory cannot carry all processes at 10 MiB for each connection.
  func connections(of instance: Instance, server: ByteCount) -> Int {
    if instance.workers == 0 { return 32 }
    let carried = server.mebibytes / 10 - Self.websocketConnections - Self.reservedConnections
    return min(max(carried / (instance.workers + instance.cronThreads), 8), 16)
  }

  /// Connections of the process for websockets, which serves everybody at once.
  static let websocketConnections = 32
  /// Connections for superusers, backups, monitoring and psql.
  static let reservedConnections = 13

  /// The most connections that an instance can open.
  func connectionBound(of instance: Instance, each: Int, websocket: Int) -> Int {
    instance.workers == 0 ? each : (instance.workers + instance.cronThreads) * each + websocket
  }
}

extension Sizing.Instance {
  fileprivate init(_ workers: Workers, cron: Int, automatic: Int) {
    switch workers {
    case .automatic: self.init(workers: automatic, cronThreads: cron, isWritten: false)
    case .count(let count): self.init(workers: count, cronThreads: cron, isWritten: true)
    }
  }
}
