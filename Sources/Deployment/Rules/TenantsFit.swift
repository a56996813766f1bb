import Diagnostics
import Document
import Schema

/// Memory carries the databases of the planned tenants in every process that serves them; otherwise workers load them again
/// and again, each time for seconds.
enum TenantsFit: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let instances = Instance.all(site)
    let sizing = InstanceShare.all(site, instances).tenants.sizing
    decoding.examine(.capacityTenants) { t in
      guard let capacity = t(site.odoo.capacity), let load = t(instances.tenants.load) else { return nil }
      let (shared, memory) = (sizing.all(t), t(site.server.memory))
      guard shared.carriesWorkers else { return nil }
      let carried = t(plan.containers.capacity.tenantsCarried)
      let fewer = carried > 0 ? "plan for at most \(carried) tenants here, or for " : "plan for "
      let hosts = shared.hostsCarrying(load).map { "\($0) such hosts, each with a part of the tenants" }
      guard shared.carriesJobs else {
        return .warning(
          "\(load.tenants) tenants are too many for \(shared.cores) cores: their scheduled jobs alone need one for each \(Sizing.Load.tenantsOfCore)",
          about: capacity.tenants, help: "\(fewer)\(hosts ?? "a larger host")")
      }
      guard !shared.carriesLoad else { return nil }
      let ways = [shared.memoryForLoad.map { "\($0.printed) of memory" }, hosts].compactMap(\.self)
      return .warning(
        "\(load.tenants) tenants with \(load.users) concurrent users do not fit into \(memory.printed): each process keeps the databases that it serves, 30 MB each",
        about: capacity.tenants, help: "\(fewer)\(ways.joined(separator: ", or for "))")
    }
  }
}
