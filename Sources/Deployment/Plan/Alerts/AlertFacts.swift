import Schema

/// What decides thresholds of alerts on a site.
struct AlertFacts: Sendable {
  let thresholds: ThresholdPlan
  /// The age at which a backup is too old, in seconds.
  let backupAge: Traced<Int>
  /// The age at which the last restore test is too old, in seconds.
  let restoreTestAge: Traced<Int>
  /// How many databases a process of the tenants' Odoo can have open.
  let registries: Traced<Int>
  /// The connections that roles other than superusers can have to each database server.
  let connections: PerInstance<Traced<Int>>
  /// How many logins one address may try in ten minutes.
  let logins: Traced<Int>
  /// Whether Prometheus and Alertmanager are on the server.
  let isLocal: Traced<Bool>
  /// Whether they are elsewhere, and may watch other sites as well.
  let isRemote: Traced<Bool>
}

extension AlertFacts {
  /// What a process of Odoo counts for each registry (odoo/modules/registry.py).
  private static let registryBytes = 15 << 20

  init(_ monitoring: MonitoringPlan, _ backup: BackupPlan, _ containers: ContainersPlan, logins: Traced<Rate>) {
    let soft = containers.odoo.tenants.limits.worker.softBytes
    self.init(
      thresholds: monitoring.thresholds,
      backupAge: derive("the longest time between two runs of backup.schedule, and 2 hours") { t in
        t(backup.times.schedule).longestGap * 60 + 7200
      },
      restoreTestAge: derive("the longest time between two runs of backup.restore_test, and a day") { t in
        t(backup.times.restoreTest).longestGap * 60 + 86400
      },
      registries: derive("memory_soft of odoo.tenants / 15 MiB") { t in max(t(soft) / Self.registryBytes, 1) },
      connections: PerInstance(
        tenants: .usable(containers.postgres.tenants), superadmin: .usable(containers.postgres.superadmin)),
      logins: derive("ten minutes of nginx.login_rate") { t in
        let rate = t(logins)
        return rate.count * (rate.unit == "s" ? 600 : 10)
      },
      isLocal: monitoring.place.isLocal, isRemote: monitoring.place.isRemote)
  }
}

extension Traced<Int> {
  /// The connections of a server without those that it keeps for superusers and for roles with a reserve (PostgreSQL 16).
  fileprivate static func usable(_ server: DatabasePlan) -> Traced<Int> {
    derive("max_connections without superuser_reserved_connections and reserved_connections") { t in
      let reserved = ["superuser_reserved_connections": 3, "reserved_connections": 0].reduce(0) { sum, setting in
        var count = setting.value
        if t.contains(server.settings, where: { t($0.key).printed == setting.key }),
          let written = t(server.settings).first(where: { t($0.key).printed == setting.key }),
          let number = PostgresNumber(t(written.value).printed, unit: nil)?.wholeNumber
        {
          count = number
        }
        return sum + count
      }
      // A server whose connections are all reserved serves nobody; the expressions stay expressions.
      return Swift.max(t(server.maxConnections) - reserved, 3)
    }
  }
}
