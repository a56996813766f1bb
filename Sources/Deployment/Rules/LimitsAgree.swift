import Diagnostics
import Document
import Schema

/// The soft limit is reached before the hard one.
enum LimitsAgree: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    for limits in Instance.all(site).all.map(\.settings.limits) {
      decoding.examine(.limitsOrder) { t in
        guard t(limits.memorySoft) > t(limits.memoryHard) else { return nil }
        return .error(
          "memory_soft (\(t(limits.memorySoft).printed)) is above memory_hard (\(t(limits.memoryHard).printed))",
          about: limits.memorySoft,
          help: "write a soft limit below the hard one")
      }
      decoding.examine(.limitsOrder) { t in
        guard t(limits.timeCPU) > t(limits.timeReal) else { return nil }
        return .warning(
          "time_cpu (\(t(limits.timeCPU).printed)) is above time_real (\(t(limits.timeReal).printed)), so it can never be reached",
          about: limits.timeCPU,
          help: "write a shorter time_cpu")
      }
    }
  }
}
