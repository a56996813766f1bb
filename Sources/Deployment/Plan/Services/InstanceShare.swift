import Schema

/// What one instance has of the host.
struct InstanceShare: Sendable {
  /// How everything is shared.
  let sizing: Sharing
  /// The instance's number among all.
  let number: Int
  /// The instance's part, as far as its workers go.
  let fitted: Traced<Sizing.Instance>
}

/// How the host is shared between the instances, with each combination of what may run beside them: most of that is too small to change
/// anything, and then no value follows from it.
struct Sharing: Sendable {
  fileprivate let possible: Traced<[Sizing.Watched]>
  fileprivate let companions: AllCompanions

  /// What follows from how the host is shared.
  func callAsFunction<Result: Equatable>(_ t: Trace, _ result: (Sizing) -> Result) -> Result {
    let possible = t(possible)
    return t.decide(by: companions.all.map(\.runs)) { result(possible[companions.index($0)].sizing) }
  }

  /// Whether memory carries what watches the site, for a rule that says so.
  func carriesMonitoring(_ t: Trace) -> Bool {
    t(possible)[companions.index(companions.all.map { t($0.runs) })].isCarried
  }

  /// How the host is shared, for a rule that says so.
  func all(_ t: Trace) -> Sizing { t(possible)[companions.index(companions.all.map { t($0.runs) })].sizing }
}

extension InstanceShare {
  /// Shares the host between the instances.
  static func all(_ site: Site, _ instances: PerInstance<Instance>) -> PerInstance<InstanceShare> {
    let companions = AllCompanions(site, instances)
    let mode = MonitoringPlace.mode(site)
    let formula = "automatic workers, as many as fit into server.memory with everything else"
    let possible: Traced<[Sizing.Watched]> = derive(formula, named: "the processes of all instances") { t in
      companions.possible.map { shared(site, instances, $0, t).watched(t(mode)) }
    }
    let sizing = Sharing(possible: possible, companions: companions)
    return instances.numbered.map { number in
      InstanceShare(
        sizing: sizing, number: number,
        fitted: derive { t in
          t(possible)[0].sizing.instances.all[number].with(workers: sizing(t) { $0.instances.all[number].workers })
        })
    }
  }

  /// How a site's host is shared, with companions for each instance.
  private static func shared(
    _ site: Site, _ instances: PerInstance<Instance>, _ companions: [Sizing.Companions], _ t: Trace
  ) -> Sizing {
    let asked = instances.numbered.map { number in
      let instance = instances.all[number]
      let temporary = t(instance.settings.container.tmp).map(Sizing.Temporary.written)
      return Sizing.Instance(
        t(instance.settings.workers), automatic: t(instance.automaticWorkers.count),
        cronThreads: t(instance.cronThreads), database: instance.server.share, companions: companions[number],
        temporary: temporary ?? .derived(upload: t(site.nginx.clientMaxBodySize)),
        servesMany: instance.names.servesMany, load: t(instance.load))
    }
    return Sizing(cores: t(site.server.cpuCores), memory: t(site.server.memory), asked)
  }
}

/// What may run beside the processes of the instances.
fileprivate struct AllCompanions: Sendable {
  /// One kind of process beside one instance.
  struct Companion: Sendable {
    let instance: Int
    let isQueue: Bool
    let runs: Traced<Bool>
  }

  let all: [Companion]
  private let instances: Int

  init(_ site: Site, _ instances: PerInstance<Instance>) {
    self.instances = instances.all.count
    all = instances.all.enumerated().flatMap { number, instance in
      [Companion(instance: number, isQueue: true, runs: instance.hasQueueJob(site))]
        + (instance.provisioning.map { [Companion(instance: number, isQueue: false, runs: $0.isOn)] } ?? [])
    }
  }

  /// All that may run beside each instance, in every combination.
  var possible: [[Sizing.Companions]] {
    (0..<1 << all.count).map { combination in
      var companions = Array(repeating: Sizing.Companions(), count: instances)
      for (bit, companion) in all.enumerated() {
        let runs = combination >> bit & 1 == 1
        if companion.isQueue {
          companions[companion.instance].hasQueueJob = runs
        } else {
          companions[companion.instance].provisionsTenants = runs
        }
      }
      return companions
    }
  }

  /// The index of the combination in which these run.
  func index(_ runs: [Bool]) -> Int {
    runs.enumerated().reduce(0) { index, runs in index | (runs.element ? 1 << runs.offset : 0) }
  }
}
