public import Schema

/// When a worker is stopped, in the units of odoo.conf.
public struct LimitPlan: Tabled {
  let timeCPU: Traced<Seconds>
  let timeCPUSeconds: Traced<Int>
  let timeReal: Traced<Seconds>
  let timeRealSeconds: Traced<Int>
  let memorySoft: Traced<ByteCount>
  let memorySoftBytes: Traced<Int>
  let memoryHard: Traced<ByteCount>
  let memoryHardBytes: Traced<Int>

  /// The effective limits.
  public static let table = Table(
    "limits", LimitPlan.init,
    Row("time_cpu", \.timeCPU, "CPU time that one request may take."),
    Row("time_cpu_seconds", \.timeCPUSeconds, "The same in seconds."),
    Row("time_real", \.timeReal, "Real time that one request may take."),
    Row("time_real_seconds", \.timeRealSeconds, "The same in seconds."),
    Row("memory_soft", \.memorySoft, "Virtual memory above which a worker is replaced after its request."),
    Row("memory_soft_bytes", \.memorySoftBytes, "The same in bytes."),
    Row("memory_hard", \.memoryHard, "Virtual memory that a worker cannot exceed."),
    Row("memory_hard_bytes", \.memoryHardBytes, "The same in bytes."))
}

extension LimitPlan {
  init(_ limits: LimitSettings) {
    self.init(
      timeCPU: limits.timeCPU, timeCPUSeconds: derive("in seconds") { t in t(limits.timeCPU).count },
      timeReal: limits.timeReal, timeRealSeconds: derive("in seconds") { t in t(limits.timeReal).count },
      memorySoft: limits.memorySoft, memorySoftBytes: derive("in bytes") { t in t(limits.memorySoft).bytes },
      memoryHard: limits.memoryHard, memoryHardBytes: derive("in bytes") { t in t(limits.memoryHard).bytes })
  }
}
