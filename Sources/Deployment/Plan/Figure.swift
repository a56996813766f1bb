public import Schema

/// A number that the host's size decides, and how it came about: a line of the run book's table.
public struct Figure: Tabled {
  let subject: Traced<Explanation>
  let value: Traced<Explanation>
  let reason: Traced<Explanation>

  /// One number.
  public static let table = Table(
    "figure", Figure.init,
    Row("subject", \.subject, "Its name."),
    Row("value", \.value, "The value, with its unit."),
    Row("reason", \.reason, "Its derivation, as in gen show."))
}

extension Figure {
  /// Explains a value of the model by the step that made it.
  init<Value: Scalar>(_ subject: String, _ value: Traced<Value>, unit: String = "") {
    self.init(Traced(constant: Explanation(canonical: subject)), value, unit: unit)
  }

  /// Does the same with a subject that follows from something too.
  init<Value: Scalar>(_ subject: Traced<Explanation>, _ value: Traced<Value>, unit: String = "") {
    self.init(
      subject: subject,
      value: derive { t in
        let printed = t(value).printed
        return Explanation(canonical: printed.isEmpty ? "''" : unit.isEmpty ? printed : "\(printed) \(unit)")
      },
      reason: value.reason(Explanation.init(canonical:)))
  }

  /// What a run book explains: the host's memory, then each service in the order of docker-compose.yml.
  static func all(_ memory: MemoryShares, _ nginx: NginxCapacity, _ instances: [InstancePair]) -> Traced<[Figure]> {
    .joined(
      [Traced(constant: memory.figures + [Figure("nginx: connections of each worker process", nginx.connections)])]
        + instances.map(\.postgres.figures) + instances.map(\.odoo.figures))
  }
}

extension MemoryShares {
  fileprivate var figures: [Figure] {
    [
      Figure("Memory: \(bothOrAll) Odoos", memory.odoo, unit: "MiB"),
      Figure("Memory: \(bothOrAll) database servers", memory.postgres, unit: "MiB"),
      Figure("Memory: \(bothOrAll) folders /tmp", memory.temporary, unit: "MiB"),
      Figure("Memory: the system, Docker and nginx", memory.system, unit: "MiB"),
      Figure("Memory: the monitoring", memory.monitoring, unit: "MiB"),
      Figure("Memory: all of these", memory.total, unit: "MiB"),
      Figure("Tenants that the host carries", tenantsCarried),
    ]
  }
}

extension DatabasePlan {
  fileprivate var figures: Traced<[Figure]> {
    .joined(
      derive { t in
        let name = t(service).printed
        return [
          Figure("\(name): memory of the container", container.memory.mebibytes, unit: "MiB"),
          Figure("\(name): processors of the container", container.cpus),
          Figure("\(name): processes of the container", container.pids),
          Figure("\(name): shared memory of parallel queries", sharedMemory, unit: "MiB"),
        ]
      },
      settings.only { t, setting in Tuning.sizedNames.contains(t(setting.key).printed) }.each { setting in
        Figure(
          derive { t in Explanation(canonical: "\(t(service).printed): \(t(setting.key).printed)") }, setting.value)
      })
  }
}

extension InstancePlan {
  fileprivate var figures: Traced<[Figure]> {
    derive { t in figures(t(identity.service).printed) }
  }

  private func figures(_ name: String) -> [Figure] {
    [
      Figure("\(name): workers", processes.workers),
      Figure("\(name): processes for scheduled jobs", processes.cronThreads),
      Figure("\(name): processes of Odoo", processes.processes),
      Figure("\(name): memory of the container", container.memory.mebibytes, unit: "MiB"),
      Figure("\(name): processors of the container", container.cpus),
      Figure("\(name): processes and threads of the container", container.pids),
      Figure("\(name): open files of each process", container.openFiles),
      Figure("\(name): /tmp", container.tmp),
      Figure("\(name): memory_soft of a worker", limits.worker.soft),
      Figure("\(name): memory_soft of the websocket process", limits.websocket.soft),
      Figure("\(name): connections of one process", connections.connections),
      Figure("\(name): connections of all processes", connections.bound),
    ]
  }
}

extension Traced<ByteCount> {
  /// The same in MiB, which came about in the same way.
  fileprivate var mebibytes: Traced<Int> { derive { t in t(self).mebibytes } }
}
