import Diagnostics
import Document
import Schema

/// What watches the site must not take the memory that the site works with.
enum MonitoringFitsMemory: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let sizing = InstanceShare.all(site, Instance.all(site)).tenants.sizing
    decoding.examine(.monitoringMemory) { t in
      guard !sizing.carriesMonitoring(t) else { return nil }
      let mode = t(plan.containers.monitoring.place.mode)
      let enough = sizing.all(t).with(monitoring: mode.memory).memoryForLoad
      let more = enough.map { "give the host \($0.printed) of memory, or " } ?? ""
      let less = mode == .local ? "remote, which takes \(MonitoringMode.remote.memory.mebibytes) MiB, or none" : "none"
      return .warning(
        "monitoring.mode: \(mode.rawValue) takes \(mode.memory.mebibytes) MiB, which \(t(site.server.memory).printed) does not carry beside everything else",
        about: site.monitoring.mode, help: "\(more)write monitoring.mode: \(less)")
    }
  }
}
