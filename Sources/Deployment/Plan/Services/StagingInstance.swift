import Schema

extension Instance {
  /// An instance on which people try what the tenants get later: it has one database, and nothing in common with the others.
  static func staging(_ site: Site) -> Instance {
    let (server, settings) = (site.server, StagingSettings())
    return Instance(
      names: InstanceNames(owner: "staging", suffix: "staging", servesMany: false), places: (web: 5, database: 6),
      settings: settings, automaticWorkers: AutomaticWorkers(formula: "2", count: Traced(constant: 2)),
      server: DatabaseShare(
        memory: derive("server.memory / 16, from 256MiB to 1GiB") { t in
          .mebibytes(min(max(t(server.memory).mebibytes / 16, 256), 1024))
        },
        cpus: derive("server.cpu_cores, at most 2") { t in .cores(min(t(server.cpuCores), 2)) }),
      databases: DatabasesPlan(
        one: Traced(constant: DatabaseName(canonical: "staging")), modules: site.odoo.tenants.modules),
      provisioning: nil, allowFrom: Traced(constant: []))
  }
}

/// What site.yaml would say about it.
private struct StagingSettings: InstanceSettings {
  let port = Traced(constant: 18071)
  let websocketPort = Traced(constant: 18074)
  let workers = Traced(constant: Workers.automatic)
  let cronThreads = Traced(constant: 1)
  let limits = LimitSettings(
    timeCPU: Traced(constant: Seconds(600)), timeReal: Traced(constant: Seconds(1200)),
    memorySoft: Traced(constant: .gibibytes(2)), memoryHard: Traced(constant: .mebibytes(2560)))
  let container = ContainerSettings(memory: Traced(constant: nil), cpus: Traced(constant: nil))
  let settings = Traced(constant: Keyed<OptionName, OptionValue>())
}
