import Testing

@testable import Deployment

/// What each database server is told: the derived settings, and the operator's.
@Suite struct DatabaseSettingTests {
  private func settings(_ server: DatabasePlan) -> [String] {
    look(server.settings).map { "\(look($0.key).printed)=\(look($0.value).printed)" }
  }

  @Test func tellsAServerWhatItsMemoryAndOdooNeed() {
    let plan = Read().plan
    #expect(
      settings(plan.containers.postgres.tenants) == [
        "max_connections=221", "shared_buffers=1024MB", "effective_cache_size=3072MB", "maintenance_work_mem=256MB",
        "work_mem=4MB", "idle_in_transaction_session_timeout=3600s", "max_wal_size=4GB", "checkpoint_timeout=15min",
        "random_page_cost=1.1", "jit=off", "shared_preload_libraries=pg_stat_statements",
        "log_line_prefix=%m [%p] %q%u@%d ", "log_min_duration_statement=1s", "log_lock_waits=on", "log_temp_files=10MB",
        "log_autovacuum_min_duration=10s", "timezone=UTC", "log_timezone=UTC", "wal_compression=lz4",
        "client_connection_check_interval=10s",
      ])
    let superadmin = settings(plan.containers.postgres.superadmin)
    #expect(superadmin.contains("shared_buffers=256MB") && superadmin.contains("max_connections=93"))
  }

  @Test(arguments: [
    (13, ["wal_compression=on", "checkpoint_completion_target=0.9"]),
    (14, ["wal_compression=on", "client_connection_check_interval=10s"]),
    (15, ["wal_compression=lz4", "client_connection_check_interval=10s"]),
    (18, ["wal_compression=lz4", "client_connection_check_interval=10s"]),
  ])
  func knowsTheVersion(_ version: Int, _ last: [String]) {
    let plan = Read(("tls:", "postgres: {version: \(version)}\ntls:")).plan
    #expect(settings(plan.containers.postgres.tenants).suffix(2) == last)
  }

  /// A setting that some version does not have must not be derived for it: the server would not start.
  @Test(arguments: 13...18) func derivesWhatTheVersionTakes(_ version: Int) {
    for server in ["tenants", "superadmin"] {
      let plan = Read(("tls:", "postgres: {version: \(version)}\ntls:")).plan.containers.postgres
      for setting in look(server == "tenants" ? plan.tenants.settings : plan.superadmin.settings) {
        let entry = PostgresCatalogue.entry(look(setting.key).printed, in: version)
        #expect(entry?.versions.contains(version) == true, "\(look(setting.key).printed)")
        #expect(entry?.kind.fault(in: look(setting.value).printed) == nil, "\(look(setting.key).printed)")
      }
    }
  }

  @Test(arguments: [
    ("limits: {time_real: 3h}", "21600s"), ("limits: {time_real: 1m, time_cpu: 1m}", "3600s"),
    ("settings: {limit_time_real_cron: 9000}", "18000s"), ("settings: {limit_time_real_cron: -1}", "3600s"),
    ("settings: {limit_time_real_cron: 0}", "0"),
  ])
  func leavesARequestTheTimeThatOdooLeavesIt(_ setting: String, _ timeout: String) {
    let plan = Read(("odoo: {", "odoo: {tenants: {\(setting)}, ")).plan
    #expect(
      settings(plan.containers.postgres.tenants).contains("idle_in_transaction_session_timeout=\(timeout)"))
    #expect(settings(plan.containers.postgres.superadmin).contains("idle_in_transaction_session_timeout=3600s"))
  }

  private static func name(_ setting: String) -> Substring { setting.prefix { $0 != "=" } }

  /// What overrides stays where it is, so that one line changes; what is added comes last.
  @Test func takesTheOperatorsSettingsInTheirOrder() {
    let written =
      "postgres: {settings: {jit: on, geqo: off, work_mem: 9MB, deadlock_timeout: 2s}, "
      + "tenants: {settings: {work_mem: 33MB}}, "
      + "superadmin: {settings: {max_connections: 0x80, log_line_prefix: '%m '}}}\ntls:"
    let read = Read(("tls:", written))
    #expect(read.findings == [])
    let (tenants, superadmin) = (
      settings(read.plan.containers.postgres.tenants), settings(read.plan.containers.postgres.superadmin)
    )
    let derived = settings(Read(("tls:", "tls:")).plan.containers.postgres.tenants)
    #expect(tenants.suffix(2) == ["geqo=off", "deadlock_timeout=2s"])
    #expect(superadmin.suffix(2) == ["geqo=off", "deadlock_timeout=2s"])
    #expect(tenants.dropLast(2).map(Self.name) == derived.map(Self.name))
    #expect(Set(tenants).subtracting(derived) == ["jit=on", "work_mem=33MB", "geqo=off", "deadlock_timeout=2s"])
    #expect(
      Set(superadmin).isSuperset(of: ["jit=on", "work_mem=9MB", "max_connections=0x80", "log_line_prefix=%m "]))
    #expect(Set(tenants.map(Self.name)).count == tenants.count)
    #expect(look(read.plan.containers.postgres.superadmin.maxConnections) == 128)
  }

  /// Whatever the server's zone: Odoo stores times in UTC, without a zone.
  @Test func runsTheServersInUTC() {
    let plan = Read(("16GiB", "16GiB, timezone: Europe/Oslo")).plan
    let zones = look(plan.containers.services).map { service in
      look(service.environment).first { look($0.name).printed == "TZ" }.map { look($0.value).printed }
    }
    #expect(zones == ["Etc/UTC", "Etc/UTC", "Europe/Oslo", "Europe/Oslo"])
  }
}
