public import Schema

/// A number that the host's size decides, and how it came about.
public struct FigurePlan: Tabled {
  let subject: Traced<Explanation>
  let value: Traced<Explanation>
  let reason: Traced<Explanation>

  /// One number.
  public static let table = Table(
    "figure", FigurePlan.init,
    Row("subject", \.subject, "What it is the number of."),
    Row("value", \.value, "The number, with its unit."),
    Row("reason", \.reason, "How it came about, as gen show says it."))
}

extension FigurePlan {
  /// Explains a value by its own origins.
  ///
  /// - Parameters:
  ///   - subject: what it is.
  ///   - value: the value.
  ///   - unit: what is written behind it.
  ///   - print: how it is written.
  init<Value>(
    _ subject: String, _ value: Traced<Value>, unit: String = "", print: @escaping @Sendable (Value) -> String
  ) {
    self.init(
      subject: Traced(constant: Explanation(canonical: subject)),
      value: derive { t in
        let printed = print(t(value))
        return Explanation(canonical: unit.isEmpty ? printed : "\(printed) \(unit)")
      },
      reason: derive { t in
        _ = t(value)
        return Explanation(canonical: value.origins.explanation)
      })
  }

  /// Explains a whole number.
  init(_ subject: String, _ value: Traced<Int>, unit: String = "") {
    self.init(subject, value, unit: unit) { String($0) }
  }
}

extension Origins {
  /// In words: the formula, or the setting that was written or was left at its default.
  fileprivate var explanation: String {
    if !formula.isEmpty { return formula }
    guard let setting = settings.first else { return "fixed" }
    return setting.span == nil ? "default of \(setting.path)" : "written in \(setting.path)"
  }
}

extension FigurePlan {
  /// What a run book explains: the host's memory, then each service in the order of docker-compose.yml.
  static func all(_ memory: MemoryShares, _ instances: [InstancePair]) -> Traced<[FigurePlan]> {
    derive { t in
      [
        FigurePlan("Memory: both Odoos", memory.odoo, unit: "MiB"),
        FigurePlan("Memory: both database servers", memory.postgres, unit: "MiB"),
        FigurePlan("Memory: the system, Docker and nginx", memory.system, unit: "MiB"),
        FigurePlan("Memory: all of these", memory.total, unit: "MiB"),
      ] + instances.flatMap { figures($0.postgres, t) } + instances.flatMap { figures($0.odoo, t) }
    }
  }

  private static func figures(_ server: DatabasePlan, _ t: Trace) -> [FigurePlan] {
    let name = t(server.service).printed
    let settings = t(server.settings).entries.map { entry in
      FigurePlan("\(name): \(t(entry.key).printed)", entry.value) { $0.printed.isEmpty ? "''" : $0.printed }
    }
    return [
      FigurePlan("\(name): memory of the container", server.container.memory, unit: "MiB") { String($0.mebibytes) },
      FigurePlan("\(name): processors of the container", server.container.cpus) { $0.printed },
      FigurePlan("\(name): processes of the container", server.container.pids),
      FigurePlan("\(name): shared memory of parallel queries", server.sharedMemory, unit: "MiB"),
    ] + settings
  }

  private static func figures(_ instance: InstancePlan, _ t: Trace) -> [FigurePlan] {
    let name = t(instance.identity.service).printed
    return [
      FigurePlan("\(name): workers", instance.processes.workers),
      FigurePlan("\(name): processes for scheduled jobs", instance.processes.cronThreads),
      FigurePlan("\(name): processes of Odoo", instance.processes.processes),
      FigurePlan("\(name): memory of the container", instance.container.memory, unit: "MiB") { String($0.mebibytes) },
      FigurePlan("\(name): processors of the container", instance.container.cpus) { $0.printed },
      FigurePlan("\(name): processes and threads of the container", instance.container.pids),
      FigurePlan("\(name): connections of one process", instance.connections.connections),
      FigurePlan("\(name): connections of all processes", instance.connections.bound),
    ]
  }
}
