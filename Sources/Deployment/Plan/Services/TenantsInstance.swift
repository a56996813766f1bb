import Schema

extension InstanceNames {
  /// Those of the instance that serves the tenants.
  static let tenants = InstanceNames(owner: "tenants", suffix: nil, servesMany: true)
}

extension Instance {
  /// The instance that serves the tenants, each with a database of its own.
  static func tenants(_ site: Site) -> Instance {
    let (server, settings) = (site.server, site.odoo.tenants)
    let rule = "2 × server.cpu_cores + 1"
    return Instance(
      names: .tenants, places: (web: 0, database: 2), settings: settings,
      automaticWorkers: AutomaticWorkers(
        formula: rule, count: derive(rule) { t in 2 * t(server.cpuCores) + 1 }),
      server: DatabaseShare(
        memory: derive("server.memory / 4") { t in .mebibytes(t(server.memory).mebibytes / 4) },
        cpus: derive("server.cpu_cores") { t in .cores(t(server.cpuCores)) }),
      databases: DatabasesPlan(
        dbfilter: Traced(constant: Pattern(canonical: "^%d_db$")), database: Traced(constant: nil),
        modules: settings.modules, language: derive { t in t(settings.language) }, country: settings.country),
      provisioning: nil, allowFrom: Traced(constant: []), ownName: nil)
  }
}
