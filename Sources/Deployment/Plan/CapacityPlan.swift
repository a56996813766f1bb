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
    Row("memory_odoo_mib", \.odoo, "What all processes of Odoo need, in MiB."),
    Row("memory_postgres_mib", \.postgres, "What all database servers have, in MiB."),
    Row("memory_system_mib", \.system, "What is kept for the system, in MiB."),
    Row("memory_total_mib", \.total, "What everything needs together, in MiB."),
    Row("process_megabytes", \.processMegabytes, "What one process of Odoo is counted as, in MB."),
    Row("figures", \.figures, "Every number that the host's size decides, and how it came about."))
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
  /// How one speaks of all instances together.
  let bothOrAll: String

  init(_ sizing: Traced<Sizing>, _ instances: [Instance]) {
    odoo = derive("processes of \(instances.bothOrAll) instances × 325 MB") { t in (t(sizing).odooBytes + 0xFFFFF) >> 20 }
    postgres = derive(instances.map { "postgres.\($0.names.owner).memory" }.joined(separator: " + ")) { t in
      instances.reduce(0) { $0 + t($1.server.memory).mebibytes }
    }
    system = Traced(constant: Sizing.systemReserve.mebibytes)
    bothOrAll = instances.bothOrAll
    total = derive("the sum") { t in (t(sizing).neededBytes + 0xFFFFF) >> 20 }
  }
}
