import Diagnostics
import Document
import Model
import Schema

/// Memory must carry the workers: a number that the operator wrote is refused where it does not, an automatic one is
/// lowered, which is reported, and refused where not even the fewest workers fit.
enum WorkersFitMemory: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let all = Instance.all(site)
    let sizing = InstanceShare.all(site, all).tenants.sizing
    decoding.examineEach(.memoryWorkers, plan.containers.instances) { t, pair in
      let service = t(pair.odoo.identity.service)
      guard let instance = all.all.first(where: { $0.names.service == service }) else { return nil }
      t.noteShares(of: site)
      let shared = sizing.all(t)
      let (needed, memory) = (t(plan.containers.capacity.memory.total), t(site.server.memory).mebibytes)
      let written = instance.settings.workers
      let path = written.origins.settings.first?.path ?? service.printed
      switch t(written) {
      case .count(let count):
        guard !shared.carriesWorkers, count > 0 else { return nil }
        return .error(
          "\(path): \(count) workers need more memory than there is: together \(needed) MiB of \(memory) MiB",
          about: written, help: "write auto, fewer workers, or 0 for one process with threads")
      case .automatic:
        // What the operator wrote for another instance is refused, which says enough.
        let isRefused = !shared.carriesWorkers && all.all.contains { t($0.settings.workers).isNumberOfProcesses }
        guard !isRefused else { return nil }
        guard shared.carriesWorkers || !instance.names.servesMany else {
          let enough = shared.memoryForWorkers.map { "give the host \($0.printed) of memory, or " } ?? ""
          return .error(
            "\(path): auto is at least \(Sizing.fewestWorkers) workers, which need \(needed) MiB with everything else, and there are \(memory) MiB",
            about: site.server.memory,
            help:
              "\(enough)write 0: one process with threads, where scheduled jobs run only for tenants that somebody opened since the start"
          )
        }
        guard shared.carriesWorkers else { return nil }
        let (actual, wanted) = (t(pair.odoo.processes.workers), t(instance.automaticWorkers.count))
        // Fewer than the processors allow are enough for the users whom the site plans for.
        if let load = t(instance.load), actual >= load.workersForUsers { return nil }
        guard actual < wanted else { return nil }
        return .warning(
          "\(path) is lowered from \(wanted) to \(actual): there is not enough memory for more",
          about: site.server.memory, help: "give the host more memory, or write the number to accept it")
      }
    }
  }
}

extension Trace {
  /// Looks first at what the operator can change at once, so that it comes first among the settings that take part.
  fileprivate func noteShares(of site: Site) {
    let (tenants, superadmin) = (site.odoo.tenants, site.odoo.superadmin)
    _ = (self(tenants.workers), self(tenants.cronThreads), self(tenants.container.tmp))
    _ = (self(superadmin.workers), self(superadmin.cronThreads), self(superadmin.container.tmp))
  }
}

extension Workers {
  /// Whether a number above 0 was written.
  fileprivate var isNumberOfProcesses: Bool {
    if case .count(let count) = self { return count > 0 }
    return false
  }
}
