public import Schema

/// How the host's memory is shared.
public struct CapacityPlan: Tabled {
  let memory: MemoryPlan
  let processMegabytes: Traced<Int>
  let registryMegabytes: Traced<Int>
  let tenantsCarried: Traced<Int>
  let nginx: NginxCapacity
  let figures: Traced<[Figure]>

  /// The host's memory, in MiB.
  public static let table = Table(
    "capacity", CapacityPlan.init,
    Row(part: \.memory),
    Row("process_megabytes", \.processMegabytes, "The assumed memory of one Odoo process, in MB."),
    Row("registry_megabytes", \.registryMegabytes, "The assumed memory of one database in one Odoo process, in MB."),
    Row("tenants_carried", \.tenantsCarried, "The most tenants that the host carries."),
    Row(part: \.nginx),
    Row("figures", \.figures, "All values that are derived from the host's size, with their derivations."))
}

/// What takes the host's memory, in MiB.
public struct MemoryPlan: Tabled {
  let odoo: Traced<Int>
  let postgres: Traced<Int>
  let temporary: Traced<Int>
  let system: Traced<Int>
  let monitoring: Traced<Int>
  let total: Traced<Int>

  /// The parts.
  public static let table = Table(
    "memory", MemoryPlan.init,
    Row("memory_odoo_mib", \.odoo, "Memory of all Odoo processes, in MiB."),
    Row("memory_postgres_mib", \.postgres, "Memory of all database servers, in MiB."),
    Row("memory_tmp_mib", \.temporary, "Memory that the folders /tmp of all instances may take, in MiB."),
    Row("memory_system_mib", \.system, "Memory reserved for the system, in MiB."),
    Row("memory_monitoring_mib", \.monitoring, "Memory reserved for what watches the site, in MiB."),
    Row("memory_total_mib", \.total, "The sum of these, in MiB."))
}

extension CapacityPlan {
  init(_ sizing: Sharing, _ instances: PerInstance<Instance>, _ pairs: PerInstance<InstancePair>) {
    let shares = MemoryShares(sizing, instances.all)
    let nginx = NginxCapacity(instances, pairs)
    self.init(
      memory: shares.memory, processMegabytes: Traced(constant: Sizing.processBytes / 1_000_000),
      registryMegabytes: Traced(constant: Sizing.Load.registryBytes / 1_000_000), tenantsCarried: shares.tenantsCarried,
      nginx: nginx,
      figures: Figure.all(shares, nginx, pairs.all))
  }
}

/// What takes the host's memory, and whom it carries.
struct MemoryShares: Sendable {
  let memory: MemoryPlan
  let tenantsCarried: Traced<Int>
  /// How one speaks of all instances together.
  let bothOrAll: String

  init(_ sizing: Sharing, _ instances: [Instance]) {
    let odoo = derive("processes of \(instances.bothOrAll) instances × 325 MB, and 30 MB for each further database") {
      t in
      sizing(t) { ($0.odooBytes + 0xFFFFF) >> 20 }
    }
    let temporary = derive("nginx.client_max_body_size + 16 MiB × processes, or the container.tmp of the instance") {
      t in
      sizing(t) { ($0.temporaryBytes + 0xFFFFF) >> 20 }
    }
    let loads = instances.map(\.load)
    tenantsCarried = derive { t in
      let load = loads.lazy.compactMap { t($0) }.first
      t.explain(
        load == nil ? "with one user of each tenant at the same time" : "with as many users each as in odoo.capacity")
      return sizing(t) { $0.tenantsCarried(like: load ?? .unknown) }
    }
    let postgres = derive(instances.map { "postgres.\($0.names.owner).memory" }.joined(separator: " + ")) { t in
      instances.reduce(0) { $0 + t($1.server.memory).mebibytes }
    }
    memory = MemoryPlan(
      odoo: odoo, postgres: postgres, temporary: temporary,
      system: Traced(constant: Sizing.systemReserve.mebibytes),
      monitoring: derive("400 for monitoring.mode: local, 160 for remote, as far as server.memory carries it") { t in
        sizing(t) { $0.monitoringMemory.mebibytes }
      },
      total: derive("the sum") { t in sizing(t) { ($0.neededBytes + 0xFFFFF) >> 20 } })
    bothOrAll = instances.bothOrAll
  }
}

/// What nginx on the host must be able to have open. Both are said in nginx.conf, which is the system's file.
public struct NginxCapacity: Tabled {
  let connections: Traced<Int>
  let openFiles: Traced<Int>

  /// The numbers.
  public static let table = Table(
    "capacity of nginx", NginxCapacity.init,
    Row("nginx_connections", \.connections, "Connections of each worker process of nginx: `worker_connections`."),
    Row("nginx_open_files", \.openFiles, "Files and connections of each worker process: `worker_rlimit_nofile`."))
}

extension NginxCapacity {
  /// Each user has a connection for websockets and one for pages, and each of these has another one to Odoo
  /// (nginx counts both, ngx_core_module). One worker process may have them all. Debian's nginx.conf allows 768.
  init(_ instances: PerInstance<Instance>, _ pairs: PerInstance<InstancePair>) {
    let (tenants, workers) = (instances.tenants, pairs.tenants.odoo.processes.workers)
    let connections: Traced<Int> = derive { t in
      let users = t(tenants.load)?.users
      t.explain(
        "4 for each \(users == nil ? "user, 6 of which a worker serves" : "of odoo.capacity.users"), at least 768")
      if let users { return max(4 * users, 768) }
      return t.settled(workers, within: tenants.possibleWorkers) {
        max(4 * Sizing.Load.usersOfWorker * max($0, 1), 768)
      }
    }
    self.init(
      connections: connections,
      openFiles: derive("nginx_connections, and 256 files") { t in t(connections) + 256 })
  }
}
