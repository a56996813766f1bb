import Schema

/// A secret that a service may read, and whether it does.
struct SecretUse: Sendable {
  let file: SecretFile
  let isRead: Traced<Bool>

  private init(_ file: SecretFile, _ isRead: Traced<Bool> = Traced(constant: true)) {
    self.file = file
    self.isRead = isRead
  }
}

extension SecretUse {
  /// Those of a database server: its own, and the one of an instance that makes databases on it.
  static func of(_ server: DatabasePlan, _ names: InstanceNames) -> [SecretUse] {
    [
      SecretUse(names.superuserSecret), SecretUse(names.roleSecret),
      SecretUse(names.monitorSecret, server.roles.monitor.isMeasured),
      SecretUse(.provisioning, server.roles.hasGuests),
    ]
  }

  /// Those of an instance: its own, the mail password where no relay has it, and the one for making tenants.
  static func of(_ instance: Instance, _ site: Site) -> [SecretUse] {
    [
      SecretUse(instance.names.roleSecret), SecretUse(instance.names.masterSecret),
      SecretUse(.smtp, derive { t in t(site.odoo.mail)?.passwordKeeper(t) == .instances }),
      SecretUse(.provisioning, instance.provisionsTenants),
    ]
  }

  /// That of an exporter.
  static func ofExporter(_ names: InstanceNames, _ isOn: Traced<Bool>) -> [SecretUse] {
    [SecretUse(names.monitorSecret, isOn)]
  }
}

extension [SecretUse] {
  /// The names of those that are read, as a service has them.
  var names: Traced<[Traced<Name>]> {
    Traced(constant: self).only { t, use in t(use.isRead) }.each { Traced(constant: $0.file.name) }
  }
}

/// A service, and the secrets that it may read.
struct SecretReader: Sendable {
  let service: Traced<Name>
  let uses: [SecretUse]

  /// All services, in the order of docker-compose.yml.
  static func all(
    _ instances: PerInstance<Instance>, _ pairs: PerInstance<InstancePair>, _ monitoring: MonitoringPlan, _ site: Site
  ) -> [SecretReader] {
    let all = instances.paired(with: pairs).all
    return all.map { SecretReader(service: $1.postgres.service, uses: SecretUse.of($1.postgres, $0.names)) }
      + all.map { SecretReader(service: $1.odoo.identity.service, uses: SecretUse.of($0, site)) }
      + instances.all.map(\.names).map {
        SecretReader(
          service: Traced(constant: $0.exporterService), uses: SecretUse.ofExporter($0, monitoring.place.isOn))
      }
  }

  /// Whether it reads a secret. Nothing follows from what decides on the others.
  func reads(_ secret: SecretFile, _ t: Trace) -> Bool {
    uses.contains { $0.file.name == secret.name && t($0.isRead) }
  }
}
