extension Sizing {
  /// The databases of an instance and its users, of which each process keeps what it served in memory.
  ///
  /// A process loads the models of a database with the first request to it, and keeps them (odoo/modules/registry.py, in
  /// 19.0 odoo/orm/registry.py). Workers take requests of any tenant, so each worker comes to keep the databases of all users
  /// who work at the same time.
  struct Load: Sendable, Equatable {
    /// The databases.
    var tenants: Int
    /// Users who work at the same time, in all databases together.
    var users: Int
  }
}

extension Sizing.Load {
  /// Memory of one database's registry, in bytes: 7 to 70 MB, depending on its modules (odoo#39825, odoo#276581).
  static let registryBytes = 30_000_000
  /// What Odoo reckons for one registry: a process keeps `limit_memory_soft` / 15 MiB of them (odoo/modules/registry.py).
  static let slotBytes = 15 << 20
  /// Databases whose scheduled jobs one core runs: the largest servers that are known of have about 2,500 databases, on some
  /// tens of cores.
  static let tenantsOfCore = 100
  /// Users that one worker serves at the same time (Odoo's deployment guide).
  static let usersOfWorker = 6

  /// What is assumed where nobody says: one user at the same time in each database.
  static let unknown = Self(tenants: 1, users: 1)
  /// The most tenants that a site can plan for.
  static let mostTenants = 100_000

  /// Databases that a worker, or a process for scheduled jobs, keeps: at the worst, every user works in another one.
  var active: Int { min(tenants, users) }

  /// Databases that the process for websockets keeps: for each user who works, there is a browser that was left open.
  var connected: Int { min(tenants, 2 * users) }

  /// Workers that the users need.
  var workersForUsers: Int { (users + Self.usersOfWorker - 1) / Self.usersOfWorker }

  /// Registries that all processes keep beside the first of each.
  func furtherRegistries(workers: Int, cronThreads: Int) -> Int {
    if workers == 0 { return connected - 1 }
    return (workers + cronThreads) * (active - 1) + connected - 1
  }

  /// The tenants and users of one of several hosts.
  func divided(by hosts: Int) -> Self {
    Self(tenants: (tenants + hosts - 1) / hosts, users: (users + hosts - 1) / hosts)
  }

  /// Fewer tenants, with as many users each. There are no tenants only where their number could not be read.
  func with(tenants fewer: Int) -> Self {
    Self(tenants: fewer, users: max((users * fewer + tenants - 1) / max(tenants, 1), 1))
  }
}

extension Sizing.Load {
  /// Odoo's own limit on the memory of a worker (odoo/tools/config.py).
  static let standardLimit = ByteCount.gibibytes(2)

  /// The limit on a process that keeps some databases: 1 GiB for the code and one heavy request (the deployment guide's
  /// 1024 MB), and the registries. It is on address space, which real memory stays below. Odoo then has room for twice as
  /// many registries, as it reckons `slotBytes` for each.
  static func limit(keeping databases: Int, on memory: ByteCount) -> ByteCount {
    let wanted = ByteCount.gibibytes(1).bytes + databases * registryBytes
    let step = 128 << 20
    return max(min(ByteCount(bytes: (wanted + step - 1) / step * step), memory), standardLimit)
  }
}

extension Sizing {
  /// Whether memory carries the databases of as many workers as the users need, or as the processors allow.
  var carriesLoad: Bool {
    carriesWorkers && fits && instances.all.allSatisfy { $0.workers >= min($0.load?.workersForUsers ?? 0, $0.ceiling) }
  }

  /// Whether the processors carry the scheduled jobs of all databases.
  var carriesJobs: Bool { instances.all.allSatisfy { ($0.load?.tenants ?? 0) <= Load.tenantsOfCore * max(cores, 2) } }

  /// Whether memory and processors carry databases and users.
  private var carriesUsers: Bool {
    carriesLoad && carriesJobs && instances.all.allSatisfy { max($0.ceiling, 1) >= $0.load?.workersForUsers ?? 0 }
  }

  /// The most tenants that the host carries, with as many users each as `load` has.
  func tenantsCarried(like load: Load) -> Int {
    Self.last(upTo: Load.mostTenants) { with(load: load.with(tenants: $0)).carriesUsers }
  }

  /// The number of such hosts that carry the load together; nil where one does not even carry one tenant.
  func hostsCarrying(_ load: Load) -> Int? {
    let tooFew = Self.last(upTo: load.tenants) { !with(load: load.divided(by: $0)).carriesUsers }
    return tooFew < load.tenants ? tooFew + 1 : nil
  }

  /// The least memory, in whole GiB, with which the host carries its load; nil beyond 64 TiB.
  var memoryForLoad: ByteCount? { leastMemory { $0.carriesLoad } }

  /// The least memory, in whole GiB, that carries the fewest workers; nil beyond 64 TiB.
  var memoryForWorkers: ByteCount? { leastMemory { $0.carriesWorkers } }

  private func leastMemory(_ isEnough: (Sizing) -> Bool) -> ByteCount? {
    let most = 65536
    let tooLittle = Self.last(upTo: most) { !isEnough(with(memory: .gibibytes($0))) }
    return tooLittle < most ? .gibibytes(tooLittle + 1) : nil
  }

  /// The last number from 1 on for which something holds that does not hold again once it has ceased to; 0 for none.
  private static func last(upTo most: Int, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, most)
    while low < high {
      let middle = (low + high + 1) / 2
      if holds(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
