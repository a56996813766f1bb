extension Sizing {
  /// One instance's processes, and what each of them keeps in memory.
  struct Instance: Sendable {
    /// Worker processes; 0 is one process with threads.
    private(set) var workers: Int
    /// Processes for scheduled jobs.
    let cronThreads: Int
    /// Worker processes if nothing lowers them.
    let ceiling: Int
    /// Whether the number of workers was written by the operator.
    let isWritten: Bool
    /// Memory of its database server on a host with this memory.
    let database: @Sendable (ByteCount) -> ByteCount
    /// What else runs beside its workers.
    let companions: Companions
    /// What it keeps in /tmp.
    let temporary: Temporary
    /// Whether it serves many databases.
    let servesMany: Bool
    /// Its databases and users; nil for one database.
    private(set) var load: Load?
  }

  /// Processes beside an instance's own.
  struct Companions: Sendable {
    /// Whether one that makes a tenant's database may run.
    var provisionsTenants = false
    /// Whether one of the module queue_job runs, beside workers.
    var hasQueueJob = false
  }

  /// How large an instance's /tmp may be.
  enum Temporary: Sendable {
    /// As the operator wrote.
    case written(ByteCount)
    /// For one upload of this size, and the files of each process.
    case derived(upload: ByteCount)
  }
}

extension Sizing.Instance {
  /// What an instance asks for, before anything is lowered.
  init(
    _ workers: Workers, automatic: Int, cronThreads: Int, database: @escaping @Sendable (ByteCount) -> ByteCount,
    companions: Sizing.Companions = Sizing.Companions(), temporary: Sizing.Temporary, servesMany: Bool,
    load: Sizing.Load? = nil
  ) {
    self.cronThreads = cronThreads
    self.database = database
    self.companions = companions
    self.temporary = temporary
    self.servesMany = servesMany
    self.load = load
    switch workers {
    case .automatic: (self.workers, ceiling, isWritten) = (automatic, automatic, false)
    case .count(let count): (self.workers, ceiling, isWritten) = (count, count, true)
    }
  }

  /// All its processes: the workers, those for scheduled jobs, the one for websockets and the one of queue_job; one with
  /// threads where there are no workers.
  var processes: Int { processes(with: workers) }

  private func processes(with workers: Int) -> Int {
    workers == 0 ? 1 : workers + cronThreads + 1 + (companions.hasQueueJob ? 1 : 0)
  }

  /// Memory of all its processes, and of the one that makes a tenant's database.
  var processMemory: Int { processMemory(with: workers) }

  private func processMemory(with workers: Int) -> Int {
    let guests = companions.provisionsTenants ? Sizing.processBytes : 0
    let databases =
      Sizing.Load.registryBytes * (load?.furtherRegistries(workers: workers, cronThreads: cronThreads) ?? 0)
    return processes(with: workers) * Sizing.processBytes + databases + guests
  }

  /// The size of /tmp.
  var temporaryBytes: Int { temporaryBytes(with: workers) }

  private func temporaryBytes(with workers: Int) -> Int {
    switch temporary {
    case .written(let size): size.bytes
    case .derived(let upload): upload.bytes + processes(with: workers) * Sizing.Temporary.processBytes.bytes
    }
  }

  /// Memory that its container needs; never less than Odoo can start with.
  var neededBytes: Int { neededBytes(with: workers) }

  private func neededBytes(with workers: Int) -> Int {
    max(processMemory(with: workers) + temporaryBytes(with: workers), Sizing.leastContainer.bytes)
  }

  /// What one more worker needs.
  private var bytesOfWorker: Int { neededBytes(with: 2) - neededBytes(with: 1) }

  /// The fewest workers for its users, where they are known.
  var fewestForUsers: Int { max(Sizing.fewestWorkers, load?.workersForUsers ?? 0) }

  /// The same with other databases and users.
  func with(load: Sizing.Load?) -> Self {
    var changed = self
    changed.load = load
    return changed
  }

  /// The same with another number of workers.
  func with(workers: Int) -> Self {
    var changed = self
    changed.workers = workers
    return changed
  }

  /// Gives workers away, where nobody wrote their number, until `spare` is not negative.
  mutating func lower(to fewest: Int, spare: Int) {
    guard spare < 0, !isWritten, workers > fewest else { return }
    workers = max(workers - min((bytesOfWorker - 1 - spare) / bytesOfWorker, workers), fewest)
  }

  /// Takes workers that memory has room for, where nobody wrote their number.
  mutating func raise(to most: Int, spare: Int) {
    guard spare > 0, !isWritten, workers > 0, workers < most else { return }
    workers = min(workers + spare / bytesOfWorker, most)
  }
}

extension Sizing.Temporary {
  /// What one process keeps in /tmp: a report's pages and the PDF that is made of them.
  static let processBytes = ByteCount.mebibytes(16)
}
