import Diagnostics
import Document
import Schema

/// One worker serves about six users at the same time (Odoo's deployment guide).
enum CapacityIsMet: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.capacityUsers) { t in
      guard let capacity = t(site.odoo.capacity) else { return nil }
      let users = t(capacity.users)
      let wanted = (users + 5) / 6
      let workers = t(plan.containers.odoo.tenants.processes.workers)
      guard workers < wanted else { return nil }
      return .warning(
        "\(users) concurrent users need \(wanted) workers; there are \(workers)", about: capacity.users,
        help: "use a host with more cores and memory, or expect delays at peak times")
    }
  }
}
