import Schema

extension InstanceNames {
  /// Those of the instance that manages tenants.
  static let superadmin = InstanceNames(owner: "superadmin", suffix: "superadmin", servesMany: false)
}

extension InstancePlaces {
  /// Those of the instance that manages tenants.
  static let superadmin = InstancePlaces(web: 1, database: 3, exporter: 6, measurements: 8, exporterPort: 9188)
}

extension Instance {
  /// The instance that manages tenants, for a few operators and with one small database.
  static func superadmin(_ site: Site) -> Instance {
    let (server, settings) = (site.server, site.odoo.superadmin)
    return Instance(
      names: .superadmin, places: .superadmin, settings: settings,
      demand: Demand(
        automaticWorkers: AutomaticWorkers(formula: "2", count: Traced(constant: 2)),
        cronThreads: settings.cronThreads, load: Traced(constant: nil)),
      server: DatabaseShare(
        "server.memory / 16, from 256MiB to 1GiB", of: server,
        written: site.postgres.written(for: site.postgres.superadmin),
        cpus: derive("server.cpu_cores, at most 2") { t in .cores(min(t(server.cpuCores), 2)) }
      ) { memory in .mebibytes(min(max(memory.mebibytes / 16, 256), 1024)) },
      databases: DatabasesPlan(one: settings.database, modules: settings.modules),
      provisioning: Provisioning(isOn: settings.provisionsTenants, host: .tenants),
      front: InstanceFront(allowFrom: settings.allowFrom, name: site.domains.superadmin))
  }
}
