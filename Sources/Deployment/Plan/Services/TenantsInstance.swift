import Schema

extension InstanceNames {
  /// Those of the instance that serves the tenants.
  static let tenants = InstanceNames(owner: "tenants", suffix: nil, servesMany: true)
}

extension InstancePlaces {
  /// Those of the instance that serves the tenants.
  static let tenants = InstancePlaces(web: 0, database: 2, exporter: 5, measurements: 7, exporterPort: 9187)
}

extension Instance {
  /// The instance that serves the tenants, each with a database of its own.
  static func tenants(_ site: Site) -> Instance {
    let (server, settings) = (site.server, site.odoo.tenants)
    let rule = "2 × server.cpu_cores + 1"
    let load: Traced<Sizing.Load?> = derive { t in
      // A number that stands in for one which is missing or refused is 0.
      t(site.odoo.capacity).map { Sizing.Load(tenants: max(t($0.tenants), 1), users: max(t($0.users), 1)) }
    }
    return Instance(
      names: .tenants, places: .tenants, settings: settings,
      demand: Demand(
        automaticWorkers: AutomaticWorkers(
          formula: rule, count: derive(rule) { t in 2 * t(server.cpuCores) + 1 }),
        cronThreads: cronThreads(settings.cronThreads, load, server), load: load),
      server: DatabaseShare(
        "server.memory / 4", of: server, written: site.postgres.written(for: site.postgres.tenants),
        cpus: derive("server.cpu_cores") { t in .cores(t(server.cpuCores)) }
      ) { memory in .mebibytes(memory.mebibytes / 4) },
      databases: DatabasesPlan(
        dbfilter: Traced(constant: Pattern(canonical: "^%d_db$")), database: Traced(constant: nil),
        modules: settings.modules, language: derive { t in t(settings.language) }, country: settings.country),
      provisioning: nil, front: InstanceFront(allowFrom: Traced(constant: []), name: nil))
  }

  /// Each of these processes asks one database after the other for jobs that are due, while it runs no job
  /// (odoo/service/server.py, WorkerCron): many databases need more of them, as far as there are processors for it.
  private static func cronThreads(
    _ written: Traced<Int?>, _ load: Traced<Sizing.Load?>, _ server: ServerSettings
  ) -> Traced<Int> {
    derive { t in
      guard let tenants = t(load)?.tenants, tenants > 200 else {
        t.explain("2 for up to 200 tenants")
        return 2
      }
      t.explain("1 for each 100 of odoo.capacity.tenants, at most server.cpu_cores, and 1 for 4GiB of server.memory")
      let each = Sizing.Load.tenantsOfCore
      return max(min((tenants + each - 1) / each, t(server.cpuCores), t(server.memory).mebibytes >> 12, 64), 2)
    }.overridden(by: written)
  }
}
