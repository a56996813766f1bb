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
    }.overridden(by: derive { t in t(instance.settings.workers).count })
    let cronThreads = instance.settings.cronThreads
    self.init(
      workers: workers, cronThreads: cronThreads,
      processes: derive("workers + cron_threads + 1 for websockets; 1 without workers") { t in
        Sizing.processes(workers: t(workers), cronThreads: t(cronThreads))
      },
      isThreaded: derive("workers is 0") { t in t(workers) == 0 })
  }
}

extension Sizing.Instance {
  /// How its number of workers came about, where nobody wrote it.
  fileprivate func explanation(of rule: String) -> String {
    workers == ceiling ? rule : "\(rule) = \(ceiling), lowered to fit into server.memory"
  }
}

extension Workers {
  /// The number, where one is written.
  fileprivate var count: Int? {
    if case .count(let count) = self { return count }
    return nil
  }
}
