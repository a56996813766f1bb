public import Schema

/// How the host's memory is shared.
public struct CapacityPlan: Tabled {
  let odoo: Traced<Int>
  let postgres: Traced<Int>
  let system: Traced<Int>
  let total: Traced<Int>
  let processMegabytes: Traced<Int>
  let figures: Traced<[Figure]>

  /// The host's memory, in MiB.
  public static let table = Table(
    "capacity", CapacityPlan.init,
    Row("memory_odoo_mib", \.odoo, "Memory of all Odoo processes, in MiB."),
    Row("memory_postgres_mib", \.postgres, "Memory of all database servers, in MiB."),
    Row("memory_system_mib", \.system, "Memory reserved for the system, in MiB."),
    Row("memory_total_mib", \.total, "The sum of these, in MiB."),
    Row("process_megabytes", \.processMegabytes, "The assumed memory of one Odoo process, in MB."),
    Row("figures", \.figures, "All values that are derived from the host's size, with their derivations."))
}

extension CapacityPlan {
  init(_ sizing: Traced<Sizing>, _ instances: PerInstance<Instance>, _ pairs: PerInstance<InstancePair>) {
    let shares = MemoryShares(sizing, instances.all)
    self.init(
      odoo: shares.odoo, postgres: shares.postgres, system: shares.system, total: shares.total,
      processMegabytes: Traced(constant: Sizing.processBytes / 1_000_000),
      figures: Figure.all(shares, pairs.all))
  }
}

/// What takes the host's memory, in MiB.
struct MemoryShares: Sendable {
  let odoo: Traced<Int>
  let postgres: Traced<Int>
  let system: Traced<Int>
  let total: Traced<Int>

  init(_ sizing: Traced<Sizing>, _ instances: [Instance]) {
    odoo = derive("processes of both instances × 325 MB") { t in (t(sizing).odooBytes + 0xFFFFF) >> 20 }
    postgres = derive(instances.map { "postgres.\($0.names.owner).memory" }.joined(separator: " + ")) { t in
      instances.reduce(0) { $0 + t($1.server.memory).mebibytes }
    }
    system = Traced(constant: Sizing.systemReserve.mebibytes)
    total = derive("the sum") { t in (t(sizing).neededBytes + 0xFFFFF) >> 20 }
  }
}
