import Schema

/// Docker refuses a container more processors than the host has; memory that is promised twice is nobody's.
enum ContainersFitHost: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    for container in [site.odoo.tenants.container, site.odoo.superadmin.container] {
      decoding.examine("container-cpus") { t in
        guard let cpus = t(container.cpus), cpus > .cores(t(site.server.cpuCores)) else { return nil }
        return .error(
          "\(cpus.printed) processors are more than the host's \(t(site.server.cpuCores))", about: container.cpus,
          help: "write at most \(t(site.server.cpuCores))")
      }
    }
    decoding.examine("container-memory") { t in
      let written = [site.odoo.tenants.container.memory, site.odoo.superadmin.container.memory]
      guard written.contains(where: { t($0) != nil }) else { return nil }
      let memory = t(site.server.memory)
      let all = [
        plan.odoo.tenants.container.memory, plan.odoo.superadmin.container.memory, plan.postgres.tenants.memory,
        plan.postgres.superadmin.memory,
      ]
      let promised = all.reduce(Sizing.systemReserve.mebibytes) { $0 + t($1).mebibytes }
      guard promised > memory.mebibytes else { return nil }
      return .error(
        "the containers and the system may use \(promised) MiB together, and the host has \(memory.mebibytes) MiB",
        about: t(written[0]) == nil ? written[1] : written[0],
        help: "write less, or leave container.memory out: it is derived")
    }
  }
}
