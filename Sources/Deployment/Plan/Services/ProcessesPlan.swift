public import Schema

/// The processes of an instance of Odoo.
public struct ProcessesPlan: Tabled {
  let workers: Traced<Int>
  let cronThreads: Traced<Int>
  let processes: Traced<Int>
  let isThreaded: Traced<Bool>

  /// The effective numbers.
  public static let table = Table(
    "processes", ProcessesPlan.init,
    Row("workers", \.workers, "Worker processes; 0 is one process with threads."),
    Row("cron_threads", \.cronThreads, "Processes for scheduled jobs."),
    Row("processes", \.processes, "All processes: workers, scheduled jobs and websockets."),
    Row("is_threaded", \.isThreaded, "Whether it is one process with threads."))
}

extension ProcessesPlan {
  init(_ instance: Instance, _ share: InstanceShare) {
    let workers: Traced<Int> = derive { t in
      let own = t(share.own)
      t.explain(own.explanation(of: instance.automaticWorkers.formula))
      return own.workers
    }
    self.init(
      workers: workers, cronThreads: instance.settings.cronThreads,
      processes: derive("workers + cron_threads + 1 for websockets; 1 without workers") { t in t(share.own).processes },
      isThreaded: derive("workers is 0") { t in t(workers) == 0 })
  }
}

extension Sizing.Instance {
  /// How its number of workers came about; nothing for one that was written.
  fileprivate func explanation(of rule: String) -> String {
    if isWritten { return "" }
    return workers == ceiling ? rule : "\(rule) = \(ceiling), lowered to what server.memory carries"
  }
}
