/// How one host's memory is shared between the instances of Odoo and their database servers.
///
/// The figures are those of Odoo's deployment guide: 2 × cores + 1 workers at most, about 325 MB for each process
/// (0.8 × 150 MB + 0.2 × 1024 MB). That process has one database in memory; `Load` adds the others.
struct Sizing: Sendable {
  /// Memory of one Odoo process that serves one database, in bytes.
  static let processBytes = 325_000_000
  /// What the operating system, Docker and nginx need; what watches the site is beside that.
  static let systemReserve = ByteCount.mebibytes(512)
  /// What a container needs to start Odoo with one database.
  static let leastContainer = ByteCount.mebibytes(512)
  /// The fewest workers that an automatic number gives the instance with many databases: one is busy while a page is made,
  /// and that page, a PDF above all, asks for its own files.
  ///
  /// With threads, scheduled jobs would run only for the databases that somebody opened since the start
  /// (odoo/service/server.py, ThreadedServer), and Odoo's documentation calls that mode one for development.
  static let fewestWorkers = 2

  /// The host's processor cores.
  let cores: Int
  /// The host's memory.
  let memory: ByteCount
  /// The instances as they fit.
  private(set) var instances: PerInstance<Instance>
  /// Whether memory carries the fewest workers, with one database in each process.
  let carriesWorkers: Bool
  /// Memory that is kept for what watches the site.
  let monitoringMemory: ByteCount
  /// What the instances ask for, before anything is lowered.
  private let asked: PerInstance<Instance>

  /// Lowers the workers that nobody wrote until memory carries everything.
  ///
  /// The operators' instance gives first, since a few people use it: down to one worker. Then the tenants' instance gives, down
  /// to two. At last the operators' instance is one process with threads, whose scheduled jobs still run: it knows the name
  /// of its only database. Then databases decide, where the site says how many there are: the tenants' instance gives the workers that its
  /// users do not need, since fewer of them keep more databases each.
  init(
    cores: Int, memory: ByteCount, monitoring: ByteCount = .mebibytes(0), _ asked: PerInstance<Instance>
  ) {
    self.cores = cores
    self.memory = memory
    self.asked = asked
    monitoringMemory = monitoring
    let room = Room(memory: memory, monitoring: monitoring)
    let single = asked.map { $0.with(load: nil) }
    let workers = Self.fitted(single, room)
    carriesWorkers = room.spare(beside: workers) >= 0
    let loaded = asked.paired(with: workers).map { $0.with(workers: $1.workers) }
    var least = loaded
    least.tenants.lower(to: least.tenants.fewestForUsers, spare: room.spare(beside: loaded))
    let fitted = Self.fitted(least, room)
    // Where even that is not enough, the operators' workers would be given away for nothing.
    instances = room.spare(beside: fitted) >= 0 ? fitted : least
  }

  /// The same instances on a host with other memory.
  func with(memory: ByteCount) -> Sizing {
    Sizing(cores: cores, memory: memory, monitoring: monitoringMemory, asked)
  }

  /// The same host with other tenants and users.
  func with(load: Load) -> Sizing {
    Sizing(
      cores: cores, memory: memory, monitoring: monitoringMemory,
      asked.map { $0.servesMany ? $0.with(load: load) : $0 })
  }

  /// The same host with other memory for what watches the site.
  func with(monitoring: ByteCount) -> Sizing {
    Sizing(cores: cores, memory: memory, monitoring: monitoring, asked)
  }

  /// Memory that all processes of Odoo need.
  var odooBytes: Int { instances.all.reduce(0) { $0 + $1.processMemory } }

  /// Memory that the folders /tmp of all instances may take.
  var temporaryBytes: Int { instances.all.reduce(0) { $0 + $1.temporaryBytes } }

  /// Memory that the database servers have.
  var databaseBytes: Int { instances.all.reduce(0) { $0 + $1.database(memory).bytes } }

  /// Memory that everything needs together, in bytes.
  var neededBytes: Int { memory.bytes - Room(memory: memory, monitoring: monitoringMemory).spare(beside: instances) }

  /// Whether memory carries everything: the processes with all their databases.
  var fits: Bool { neededBytes <= memory.bytes }

  /// Memory for the containers of Odoo, in proportion to what they need. What the databases of the tenants need beyond the host's memory is at their own instance's expense.
  func container(of instance: Instance) -> ByteCount {
    let left = max(memory.bytes - Self.systemReserve.bytes - monitoringMemory.bytes - databaseBytes, 0) >> 20
    let (own, all) = (instance.neededBytes >> 20, instances.all.reduce(0) { $0 + $1.neededBytes } >> 20)
    let share: Int
    if fits || !carriesWorkers {
      share = left * own / max(all, 1)
    } else if instance.servesMany {
      share = left - (all - own)
    } else {
      share = own
    }
    return max(.mebibytes(share), Self.leastContainer)
  }

  /// The host's memory, and what of it is kept.
  private struct Room {
    let memory: ByteCount
    let monitoring: ByteCount

    /// What is left beside some instances and their database servers, in bytes; negative where they do not fit.
    func spare(beside instances: PerInstance<Instance>) -> Int {
      instances.all.reduce(memory.bytes - systemReserve.bytes - monitoring.bytes) {
        $0 - $1.neededBytes - $1.database(memory).bytes
      }
    }
  }

  /// Lowers in the order that `init` describes; what is left over goes to the tenants' instance.
  private static func fitted(_ asked: PerInstance<Instance>, _ room: Room) -> PerInstance<Instance> {
    var instances = asked
    func spare() -> Int { room.spare(beside: instances) }
    instances.superadmin.lower(to: 1, spare: spare())
    for index in instances.others.indices { instances.others[index].lower(to: 1, spare: spare()) }
    instances.tenants.lower(to: instances.tenants.fewestForUsers, spare: spare())
    instances.superadmin.lower(to: 0, spare: spare())
    for index in instances.others.indices { instances.others[index].lower(to: 0, spare: spare()) }
    instances.tenants.raise(to: asked.tenants.workers, spare: spare())
    return instances
  }
}
