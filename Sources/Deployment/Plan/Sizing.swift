/// How one host's memory and connections are shared between the instances of Odoo and their database servers.
///
/// The figures are those of Odoo's deployment guide: 2 × cores + 1 workers at most, about 325 MB for each process
/// (0.8 × 150 MB + 0.2 × 1024 MB).
struct Sizing: Sendable {
  /// Memory of one Odoo process, in bytes.
  static let processBytes = 325_000_000
  /// What the operating system, Docker and nginx need.
  static let systemReserve = ByteCount.mebibytes(512)
  /// One instance's processes.
  struct Instance: Sendable {
    /// Worker processes; 0 is one process with threads.
    var workers: Int
    /// Processes for scheduled jobs.
    var cronThreads: Int
    /// Worker processes if nothing lowers them.
    var ceiling: Int
    /// Whether the number of workers was written by the operator.
    var isWritten: Bool
    /// Memory of its database server.
    var database: ByteCount
    /// Whether a process that makes a tenant's database may run beside its own.
    var provisionsTenants = false

    /// All its processes, and the one that makes a tenant's database.
    var processesInMemory: Int {
      Sizing.processes(workers: workers, cronThreads: cronThreads) + (provisionsTenants ? 1 : 0)
    }
  }

  /// The host's memory.
  let memory: ByteCount
  /// The instances as they fit.
  private(set) var instances: PerInstance<Instance>

  /// Lowers the workers that nobody wrote until memory carries everything: those of one instance, then of the next.
  init(memory: ByteCount, _ instances: PerInstance<Instance>) {
    self.memory = memory
    self.instances = instances
    while !fits, self.instances.lowerWorkers() {}
  }

  /// All processes of Odoo.
  private var processes: Int { instances.all.reduce(0) { $0 + $1.processesInMemory } }

  /// Memory that all processes of Odoo need.
  var odooBytes: Int { processes * Self.processBytes }

  /// Memory that the database servers have.
  var databaseBytes: Int { instances.all.reduce(0) { $0 + $1.database.bytes } }

  /// Memory that everything needs together, in bytes.
  var neededBytes: Int { odooBytes + databaseBytes + Self.systemReserve.bytes }

  /// Whether memory carries everything.
  var fits: Bool { neededBytes <= memory.bytes }

  /// Memory for the containers of Odoo, in proportion to their processes; never less than one can start with.
  func container(of instance: Instance) -> ByteCount {
    let left = memory.bytes - Self.systemReserve.bytes - databaseBytes
    let share = ByteCount(bytes: max(left, 0) / max(processes, 1) * instance.processesInMemory)
    return .mebibytes(max(share.mebibytes, 512))
  }

  /// All processes of an instance: the workers, those for scheduled jobs, and the one for websockets.
  static func processes(workers: Int, cronThreads: Int) -> Int { workers == 0 ? 1 : workers + cronThreads + 1 }

  /// Connections of each process to its database server: enough for a request and its cursors, fewer where the server's
  /// memory cannot carry all processes at 10 MiB for each connection.
  static func connections(workers: Int, cronThreads: Int, server: ByteCount) -> Int {
    if workers == 0 { return 32 }
    let carried = server.mebibytes / 10 - websocketConnections - reservedConnections
    return min(max(carried / (workers + cronThreads), 8), 16)
  }

  /// Connections of the process for websockets, which serves everybody at once.
  static let websocketConnections = 32
  /// Connections for superusers, backups, monitoring and psql.
  static let reservedConnections = 13
}

extension Sizing.Instance {
  /// What an instance asks for, before anything is lowered.
  init(_ workers: Workers, automatic: Int, cronThreads: Int, database: ByteCount, provisionsTenants: Bool = false) {
    self.cronThreads = cronThreads
    self.database = database
    self.provisionsTenants = provisionsTenants
    switch workers {
    case .automatic: (self.workers, ceiling, isWritten) = (automatic, automatic, false)
    case .count(let count): (self.workers, ceiling, isWritten) = (count, count, true)
    }
  }

  /// Takes one worker away where nobody wrote the number; false where there is none to take.
  fileprivate mutating func lowerWorkers() -> Bool {
    guard !isWritten, workers > 0 else { return false }
    workers -= 1
    return true
  }
}

extension PerInstance<Sizing.Instance> {
  /// Takes one worker away from the first instance that has one to give; false where none has.
  fileprivate mutating func lowerWorkers() -> Bool {
    if tenants.lowerWorkers() || superadmin.lowerWorkers() { return true }
    for index in others.indices {
      if others[index].lowerWorkers() { return true }
    }
    return false
  }
}
