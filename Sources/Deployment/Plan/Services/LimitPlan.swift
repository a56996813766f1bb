public import Schema

/// When a worker is stopped, in the units of odoo.conf.
public struct LimitPlan: Tabled {
  let timeCPU: Traced<Seconds>
  let timeCPUSeconds: Traced<Int>
  let timeReal: Traced<Seconds>
  let timeRealSeconds: Traced<Int>
  let worker: MemoryLimits
  let websocket: WebsocketLimits

  /// The effective limits.
  public static let table = Table(
    "limits", LimitPlan.init,
    Row("time_cpu", \.timeCPU, "CPU time that one request may take."),
    Row("time_cpu_seconds", \.timeCPUSeconds, "The same in seconds."),
    Row("time_real", \.timeReal, "Real time that one request may take."),
    Row("time_real_seconds", \.timeRealSeconds, "The same in seconds."),
    Row(part: \.worker),
    Row(part: \.websocket))
}

/// Limits on the memory of a worker, or of a process for scheduled jobs.
public struct MemoryLimits: Tabled {
  let soft: Traced<ByteCount>
  let softBytes: Traced<Int>
  let hard: Traced<ByteCount>
  let hardBytes: Traced<Int>

  /// The limits.
  public static let table = Table(
    "limits on memory", MemoryLimits.init,
    Row("memory_soft", \.soft, "Virtual memory above which a worker is replaced after its request."),
    Row("memory_soft_bytes", \.softBytes, "The same in bytes."),
    Row("memory_hard", \.hard, "Virtual memory that a worker cannot exceed."),
    Row("memory_hard_bytes", \.hardBytes, "The same in bytes."))
}

/// Limits on the memory of the process for websockets.
public struct WebsocketLimits: Tabled {
  let soft: Traced<ByteCount>
  let softBytes: Traced<Int>
  let hard: Traced<ByteCount>
  let hardBytes: Traced<Int>

  /// The limits.
  public static let table = Table(
    "limits on the memory of the websocket process", WebsocketLimits.init,
    Row("websocket_memory_soft", \.soft, "Virtual memory above which the websocket process is restarted."),
    Row("websocket_memory_soft_bytes", \.softBytes, "The same in bytes."),
    Row("websocket_memory_hard", \.hard, "Virtual memory that the websocket process cannot exceed."),
    Row("websocket_memory_hard_bytes", \.hardBytes, "The same in bytes."))
}

extension LimitPlan {
  init(_ instance: Instance, _ site: Site) {
    let limits = instance.settings.limits
    let worker = MemoryLimits(instance, site)
    self.init(
      timeCPU: limits.timeCPU, timeCPUSeconds: derive("in seconds") { t in t(limits.timeCPU).count },
      timeReal: limits.timeReal, timeRealSeconds: derive("in seconds") { t in t(limits.timeReal).count },
      worker: worker, websocket: WebsocketLimits(instance, site, worker))
  }
}

extension MemoryLimits {
  init(_ instance: Instance, _ site: Site) {
    let written = instance.settings.limits
    let soft: Traced<ByteCount> = derive { t in
      guard let load = t(instance.load) else {
        t.explain("2GiB for one database, or where odoo.capacity does not say how many there are")
        return Sizing.Load.standardLimit
      }
      let isShared = !t(site.odoo.version).hasWebsocketMemoryLimits
      let kept = isShared ? load.connected : load.active
      t.explain(
        "1GiB, and 30 MB for each of \(kept) databases that \(isShared ? "the websocket process" : "a worker") keeps, from 2GiB to server.memory"
      )
      return Sizing.Load.limit(keeping: kept, on: t(site.server.memory))
    }.overridden(by: written.memorySoft)
    let hard = derive("memory_soft × 5 / 4, at least 2560MiB") { t in t(soft).hardLimit }
      .overridden(by: written.memoryHard)
    self.init(
      soft: soft, softBytes: derive("in bytes") { t in t(soft).bytes },
      hard: hard, hardBytes: derive("in bytes") { t in t(hard).bytes })
  }
}

extension WebsocketLimits {
  /// At least those of a worker: a restart of this process closes the connections of all tenants.
  init(_ instance: Instance, _ site: Site, _ worker: MemoryLimits) {
    let soft: Traced<ByteCount> = derive { t in
      guard let load = t(instance.load) else {
        t.explain("memory_soft")
        return t(worker.soft)
      }
      t.explain("1GiB, and 30 MB for each of \(load.connected) databases with an open browser, at least memory_soft")
      return max(Sizing.Load.limit(keeping: load.connected, on: t(site.server.memory)), t(worker.soft))
    }
    let hard: Traced<ByteCount> = derive { t in
      guard t(soft) > t(worker.soft) else {
        t.explain("memory_hard")
        return t(worker.hard)
      }
      t.explain("websocket_memory_soft × 5 / 4, at least memory_hard")
      return max(t(soft).hardLimit, t(worker.hard))
    }
    self.init(
      soft: soft, softBytes: derive("in bytes") { t in t(soft).bytes },
      hard: hard, hardBytes: derive("in bytes") { t in t(hard).bytes })
  }
}

extension ByteCount {
  /// The limit that fails a request, above one that replaces its worker: Odoo's own are 2048 and 2560 MiB (odoo/tools/config.py).
  fileprivate var hardLimit: ByteCount { .mebibytes(max(mebibytes * 5 / 4, 2560)) }
}
