import Diagnostics
import Document
import Schema

/// The soft limit is reached before the hard one, and not by the databases that a worker has to keep.
enum LimitsAgree: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    for instance in Instance.all(site).all {
      let (limits, memory) = (instance.settings.limits, MemoryLimits(instance, site))
      decoding.examine(.limitsOrder) { t in
        guard t(memory.soft) > t(memory.hard) else { return nil }
        return .error(
          "memory_soft (\(t(memory.soft).printed)) is above memory_hard (\(t(memory.hard).printed))",
          about: t(limits.memorySoft) == nil ? memory.hard : memory.soft,
          help: "write a soft limit below the hard one")
      }
      decoding.examine(.limitsOrder) { t in
        guard t(limits.timeCPU) > t(limits.timeReal) else { return nil }
        return .warning(
          "time_cpu (\(t(limits.timeCPU).printed)) is above time_real (\(t(limits.timeReal).printed)), so it can never be reached",
          about: limits.timeCPU,
          help: "write a shorter time_cpu")
      }
      decoding.examine(.limitsHost) { t in
        let host = t(site.server.memory)
        guard t(memory.soft) >= host else { return nil }
        return .warning(
          "memory_soft (\(t(memory.soft).printed)) is not below the host's memory (\(host.printed)): the kernel ends a process before that",
          about: memory.soft, help: "write what one process may have, such as 2GiB, or leave it out: gen derives it")
      }
      decoding.examine(.limitsDatabases) { t in
        guard let load = t(instance.load), let written = t(limits.memorySoft) else { return nil }
        let wanted = Sizing.Load.limit(keeping: load.active, on: t(site.server.memory))
        guard written < wanted, load.active > 1 else { return nil }
        return .warning(
          "memory_soft (\(written.printed)) is too low for \(load.active) databases that are in use at the same time: workers would be replaced again and again",
          about: memory.soft, help: "write \(wanted.printed) or more, or leave it out: gen derives it")
      }
    }
  }
}
