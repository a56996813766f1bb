import Diagnostics
import Document
import Model
import Schema

/// Memory must carry the workers: a number that the operator wrote is refused where it does not, an automatic one is
/// lowered, which is reported.
enum WorkersFitMemory: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let instances = Instance.all(site).all
    decoding.examineEach(.memoryWorkers, plan.containers.instances) { t, pair in
      let service = t(pair.odoo.identity.service)
      guard let instance = instances.first(where: { $0.names.service == service }) else { return nil }
      let (needed, memory) = (t(plan.containers.capacity.total), t(site.server.memory).mebibytes)
      let written = instance.settings.workers
      let path = written.origins.settings.first?.path ?? service.printed
      switch t(written) {
      case .count(let count):
        guard needed > memory, count > 0 else { return nil }
        return .error(
          "\(path): \(count) workers need more memory than there is: together \(needed) MiB of \(memory) MiB",
          about: written, help: "write auto, fewer workers, or 0 for one process with threads")
      case .automatic:
        // What the operator wrote for another instance is refused, which says enough.
        let isRefused = needed > memory && instances.contains { t($0.settings.workers).isNumberOfProcesses }
        guard !isRefused else { return nil }
        let (actual, wanted) = (t(pair.odoo.processes.workers), t(instance.automaticWorkers.count))
        guard actual < wanted || (needed > memory && actual == 0) else { return nil }
        let fits = needed <= memory ? "" : ", and even that needs \(needed) MiB of \(memory) MiB"
        return .warning(
          "\(path) is lowered from \(wanted) to \(actual): there is not enough memory for more\(fits)",
          about: site.server.memory, help: "give the host more memory, or write the number to accept it")
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
