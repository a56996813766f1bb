public import Schema

/// One database server.
public struct DatabasePlan: Tabled {
  package let service: Traced<Name>
  let volume: Traced<Name>
  package let roles: RolesPlan
  let database: Traced<DatabaseName?>
  let maxConnections: Traced<Int>
  let container: ContainerPlan
  let sharedMemory: Traced<Int>
  let settings: Traced<[DatabaseSetting]>

  /// The effective settings of a database server.
  public static let table = Table(
    "database server", DatabasePlan.init,
    Row("service", \.service, "The service in docker-compose.yml."),
    Row("volume", \.volume, "The volume of its data."),
    Row(part: \.roles),
    Row("database", \.database, "The empty database that is created for the role."),
    Row("max_connections", \.maxConnections, "Connections that the server accepts."),
    Row(part: \.container),
    Row("shm_mib", \.sharedMemory, "Shared memory of parallel queries, in MiB."),
    Row("settings", \.settings, "Settings of the server: the derived ones, overridden by the operator's."))
}

/// The roles of a database server, and where their passwords are.
public struct RolesPlan: Tabled {
  package let role: Traced<Name>
  let maintenanceRole: Traced<Name>
  package let superuserSecret: Traced<Name>
  package let roleSecret: Traced<Name>
  let mayHaveGuests: Traced<Bool>
  package let hasGuests: Traced<Bool>
  package let monitor: MonitorRolePlan

  /// The roles.
  public static let table = Table(
    "roles", RolesPlan.init,
    Row("role", \.role, "The role of its instance of Odoo."),
    Row(
      "maintenance_role", \.maintenanceRole, "The role that the scripts use in its databases, a member of that role."),
    Row("superuser_secret", \.superuserSecret, "The secret that holds the superuser's password."),
    Row("role_secret", \.roleSecret, "The secret that holds the role's password."),
    Row("may_have_guests", \.mayHaveGuests, "Whether another instance could be allowed to create databases on it."),
    Row("has_guests", \.hasGuests, "Whether another instance creates databases on it."),
    Row(part: \.monitor))
}

/// The role that measures a database server.
public struct MonitorRolePlan: Tabled {
  package let isMeasured: Traced<Bool>
  package let role: Traced<Name>
  package let secret: Traced<Name>
  let connections: Traced<Int>

  /// The role.
  public static let table = Table(
    "role that measures", MonitorRolePlan.init,
    Row("is_measured", \.isMeasured, "Whether an exporter measures it."),
    Row("monitor_role", \.role, "The role of the exporter."),
    Row("monitor_secret", \.secret, "The secret that holds its password."),
    Row("monitor_connections", \.connections, "The most connections of that role."))
}

extension MonitorRolePlan {
  init(_ names: InstanceNames, isMeasured: Traced<Bool>) {
    self.init(
      isMeasured: isMeasured, role: Traced(constant: Name(canonical: "monitor")),
      secret: Traced(constant: names.monitorSecret.name), connections: Traced(constant: Sizing.exporterConnections))
  }
}

extension RolesPlan {
  init(_ names: InstanceNames, guests: [Instance], isMeasured: Traced<Bool>) {
    self.init(
      role: Traced(constant: names.role), maintenanceRole: Traced(constant: names.maintenanceRole),
      superuserSecret: Traced(constant: names.superuserSecret.name),
      roleSecret: Traced(constant: names.roleSecret.name), mayHaveGuests: Traced(constant: !guests.isEmpty),
      hasGuests: derive("odoo.superadmin.provisions_tenants") { t in guests.contains { t($0.provisionsTenants) } },
      monitor: MonitorRolePlan(names, isMeasured: isMeasured))
  }
}

extension DatabasePlan {
  /// The server of an instance.
  ///
  /// - Parameters:
  ///   - instance: the instance.
  ///   - guests: others that may make databases on it.
  ///   - connections: the most that instances can open to it.
  ///   - isMeasured: whether an exporter measures it.
  init(
    _ instance: Instance, guests: [Instance], connections: Traced<Int>, isMeasured: Traced<Bool>, _ site: Site
  ) {
    let (names, memory, given) = (instance.names, instance.server.memory, instance.server.written)
    let maxConnections: Traced<Int> = derive { t in
      let written = t(given).value(of: OptionName(canonical: "max_connections"))
      if let count = written.flatMap({ PostgresNumber(t($0).printed, unit: nil)?.wholeNumber }) { return count }
      t.explain(
        "max_connections_used of its instance, 13 in reserve, 3 of its exporter, and each of backup.jobs above 4")
      return t(connections)
    }
    self.init(
      service: Traced(constant: names.databaseService),
      volume: Traced(constant: Name(canonical: names.databaseVolume.name)),
      roles: RolesPlan(names, guests: guests, isMeasured: isMeasured),
      database: instance.databases.database, maxConnections: maxConnections,
      container: ContainerPlan(
        memory: memory, cpus: instance.server.cpus,
        pids: derive("max_connections + 64") { t in t(maxConnections) + 64 },
        openFiles: Traced(constant: OpenFiles.standard), tmp: Traced(constant: .mebibytes(64))),
      sharedMemory: derive("memory / 16, from 64 to 1024") { t in min(max(t(memory).mebibytes / 16, 64), 1024) },
      settings: Self.settings(
        given,
        Tuning(
          version: site.postgres.version, memory: memory, maxConnections: maxConnections,
          longestRequest: instance.longestRequest)))
  }

  /// The tuned settings, with the operator's values where there are any, then the operator's others. So a setting that is overridden stays
  /// where it is, and one line changes.
  private static func settings(
    _ given: Traced<Keyed<OptionName, DatabaseOptionValue>>, _ tuning: Tuning
  ) -> Traced<[DatabaseSetting]> {
    .joined(
      tuning.settings.each { DatabaseSetting($0, overriddenBy: given) },
      derive { t in
        t(given).entries.filter { entry in
          let name = t(entry.key).printed
          return !t.contains(tuning.settings) { $0.name == name }
        }.map(DatabaseSetting.init)
      })
  }
}

extension Instance {
  /// For how long a request or a scheduled job of it may run, in seconds: `limit_time_real`, or `limit_time_real_cron`, which is the
  /// same where it is negative, and without end where it is 0 (odoo/service/server.py). Nil is without end.
  fileprivate var longestRequest: Traced<Int?> {
    let (limits, options) = (settings.limits, settings.additions.settings)
    return derive { t in
      let request = t(limits.timeReal).count
      let jobs = t(options).value(of: OptionName(canonical: "limit_time_real_cron"))
      guard let job = jobs.flatMap({ Int(t($0).printed) }), job >= 0 else { return request }
      return job == 0 ? nil : max(request, job)
    }
  }
}
