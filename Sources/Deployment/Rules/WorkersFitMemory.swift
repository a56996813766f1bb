import Schema

/// Memory must carry the workers: a number that the operator wrote is refused where it does not, an automatic one is
/// lowered, which is told.
enum WorkersFitMemory: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let instances: [(path: String, written: Traced<Workers>, actual: Traced<Int>, wanted: @Sendable (Trace) -> Int)] = [
      (
        "odoo.tenants.workers", site.odoo.tenants.workers, plan.odoo.tenants.workers,
        { 2 * $0(site.server.cpuCores) + 1 }
      ),
      ("odoo.superadmin.workers", site.odoo.superadmin.workers, plan.odoo.superadmin.workers, { _ in 2 }),
    ]
    for instance in instances {
      decoding.examine("memory-workers") { t in
        let needed = t(plan.capacity.total)
        let memory = t(site.server.memory).mebibytes
        switch t(instance.written) {
        case .count(let count):
          guard needed > memory, count > 0 else { return nil }
          return .error(
            "\(instance.path): \(count) workers need more memory than there is: everything together \(needed) MiB of \(memory) MiB",
            about: instance.written, help: "write auto, fewer workers, or 0 for one process with threads")
        case .automatic:
          // What the operator wrote for the other instance is refused, which says enough.
          let isRefused = needed > memory && instances.contains { t($0.written).isNumberOfProcesses }
          guard !isRefused else { return nil }
          let actual = t(instance.actual)
          guard actual < instance.wanted(t) || (needed > memory && actual == 0) else { return nil }
          let fits = needed <= memory ? "" : ", and even that needs \(needed) MiB of \(memory) MiB"
          return .warning(
            "\(instance.path) is lowered from \(instance.wanted(t)) to \(actual): memory carries no more\(fits)",
            about: site.server.memory, help: "give the host more memory, or write the number to say that it is meant")
        }
      }
    }
  }
}

extension Workers {
  /// Whether a number above 0 was written.
  fileprivate var isNumberOfProcesses: Bool {
    if case .count(let count) = self { return count > 0 }
    return false
  }
}
