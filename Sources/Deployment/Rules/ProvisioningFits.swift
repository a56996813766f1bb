import Diagnostics
import Document
import Schema

/// Making a tenant's database fits into a worker's limits on time: the process that makes it inherits the one on
/// processor time (`RLIMIT_CPU`, odoo/service/server.py), and is not awaited when its worker is stopped. Memory needs no
/// rule: the least that may be written, with which a worker can start, carries a shop's modules.
enum ProvisioningFits: Rule {
  /// Odoo's basic modules take half a minute on an idle core, those of a shop two.
  static let time = Seconds(300)

  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let limits = site.odoo.superadmin.limits
    for (name, limit) in [("time_cpu", limits.timeCPU), ("time_real", limits.timeReal)] {
      decoding.examine(.provisioningLimits) { t in
        guard t(site.odoo.superadmin.provisionsTenants), t(plan.containers.odoo.superadmin.processes.workers) > 0,
          t(limit) < time
        else {
          return nil
        }
        return .warning(
          "odoo.superadmin.limits.\(name) (\(t(limit).printed)) is too short: it would kill the worker that creates a tenant",
          about: limit, help: "write \(time.printed) or more")
      }
    }
  }
}
