import Schema

/// Making a tenant's database fits into a worker's limits, which the process that makes it inherits (`RLIMIT_CPU` and
/// `RLIMIT_AS`, odoo/service/server.py); it is not the worker's request, yet it ends with the worker.
enum ProvisioningFits: Rule {
  /// Odoo's basic modules take half a minute on an idle core; a shop with its theme takes minutes.
  static let time = Seconds(300)
  /// Address space in which the modules of a new database still load.
  static let memory = ByteCount.gibibytes(1)

  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let limits = site.odoo.superadmin.limits
    for (name, limit) in [("time_cpu", limits.timeCPU), ("time_real", limits.timeReal)] {
      decoding.examine("provisioning-limits") { t in
        guard t(site.odoo.superadmin.provisionsTenants), t(plan.odoo.superadmin.workers) > 0, t(limit) < time else {
          return nil
        }
        return .warning(
          "odoo.superadmin.limits.\(name) (\(t(limit).printed)) ends a worker, and the tenant's database that it is making with it",
          about: limit, help: "write \(time.printed) or more")
      }
    }
    decoding.examine("provisioning-limits") { t in
      guard t(site.odoo.superadmin.provisionsTenants), t(plan.odoo.superadmin.workers) > 0, t(limits.memoryHard) < memory
      else { return nil }
      return .warning(
        "odoo.superadmin.limits.memory_hard (\(t(limits.memoryHard).printed)) is too little for making a tenant's database in a worker",
        about: limits.memoryHard, help: "write \(memory.printed) or more")
    }
  }
}
