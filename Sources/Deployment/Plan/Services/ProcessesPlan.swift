public import Schema

/// The processes of an instance of Odoo.
public struct ProcessesPlan: Tabled {
  let workers: Traced<Int>
  let cronThreads: Traced<Int>
  let processes: Traced<Int>
  let isThreaded: Traced<Bool>
  let hasQueueJob: Traced<Bool>

  /// The effective numbers.
  public static let table = Table(
    "processes", ProcessesPlan.init,
    Row("workers", \.workers, "Worker processes; 0 is one process with threads."),
    Row("cron_threads", \.cronThreads, "Processes for scheduled jobs."),
    Row("processes", \.processes, "All processes: workers, scheduled jobs and websockets."),
    Row("is_threaded", \.isThreaded, "Whether it is one process with threads."),
    Row("has_queue_job", \.hasQueueJob, "Whether the module queue_job runs jobs, from a process of its own."))
}

extension ProcessesPlan {
  init(_ instance: Instance, _ share: InstanceShare, hasQueueJob: Traced<Bool>) {
    let workers: Traced<Int> = derive { t in
      let own = t(share.fitted)
      t.explain(own.explanation(of: instance.automaticWorkers.formula))
      return own.workers
    }.overridden(by: derive { t in t(instance.settings.workers).count })
    let cronThreads = instance.cronThreads
    self.init(
      workers: workers, cronThreads: cronThreads,
      processes: derive { t in
        let queue = t(hasQueueJob) ? ", 1 for queue_job" : ""
        t.explain("workers + cron_threads + 1 for websockets\(queue); 1 without workers")
        return t(workers) == 0 ? 1 : t(workers) + t(cronThreads) + 1 + (t(hasQueueJob) ? 1 : 0)
      },
      isThreaded: derive("workers is 0") { t in t.settled(workers, within: instance.possibleWorkers) { $0 == 0 } },
      hasQueueJob: hasQueueJob)
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
