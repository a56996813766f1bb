import Diagnostics
import Document
import Schema

/// Docker refuses a container more processors than the host has; memory that is promised twice is nobody's.
enum ContainersFitHost: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let services = plan.containers.services
    decoding.examineEach(.containerCpus, services) { t, service in
      let (cpus, cores) = (t(service.caps.container.cpus), t(site.server.cpuCores))
      guard cpus > .cores(cores) else { return nil }
      return .error(
        "\(cpus.printed) processors are more than the host's \(cores)", about: service.caps.container.cpus,
        help: "write at most \(cores)")
    }
    decoding.examine(.containerMemory) { t in
      let written = Instance.all(site).all.map(\.settings.container.memory).first { t($0) != nil }
      guard let written else { return nil }
      let memory = t(site.server.memory)
      // Exporters are among what is kept for the monitoring.
      let kept = Sizing.systemReserve.mebibytes + t(plan.containers.capacity.memory.monitoring)
      let exporters = Instance.all(site).all.map(\.names.exporterService)
      let promised = t(services).reduce(kept) { sum, service in
        exporters.contains(t(service.name)) ? sum : sum + t(service.caps.container.memoryMebibytes)
      }
      guard promised > memory.mebibytes else { return nil }
      return .error(
        "the containers and the system may use \(promised) MiB together, but the host has \(memory.mebibytes) MiB",
        about: written, help: "write less, or leave container.memory out: gen derives it")
    }
  }
}
