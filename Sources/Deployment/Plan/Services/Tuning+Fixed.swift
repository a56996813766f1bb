import Schema

/// What is the same for each server; the facts are those of PostgreSQL's manual, chapter "Server Configuration".
extension Tuning {
  /// A restore writes gigabytes at once: with the default of 1GB, a checkpoint follows another within seconds, and each page that
  /// changes after one is logged whole.
  var writing: [Setting] {
    [
      Setting(
        "max_wal_size", "4GB",
        "So that a restore does not force one checkpoint after another; takes the space only then."),
      Setting("checkpoint_timeout", "15min", "Fewer checkpoints: after each, every page that changes is logged whole."),
    ]
  }

  /// The default of random_page_cost is that of a spinning disk, and keeps the planner from indexes. Odoo's queries are short, and
  /// compiling one takes longer than running it (Tecnativa/doodba-copier-template#636).
  var planning: [Setting] {
    [
      Setting("random_page_cost", "1.1", "For SSDs, where reading in any order costs about the same."),
      Setting("jit", "off", "Compiling a query takes longer than most of Odoo's queries run."),
    ]
  }

  /// The modules that are loaded where the operator does not decide.
  static let libraries = "pg_stat_statements"

  /// What tells which tenant is slow, and why.
  var logging: [Setting] {
    [
      Setting(
        "shared_preload_libraries", Self.libraries,
        "Counts and times queries: see monitoring.pg_stat_statements in the database postgres."),
      Setting(
        "log_line_prefix", "%m [%p] %q%u@%d ",
        "Each line of the log names its role and its database, and so its tenant."),
      Setting("log_min_duration_statement", "1s", "Slow statements are logged."),
      Setting("log_lock_waits", "on", "So is who waits for a lock for more than deadlock_timeout."),
      Setting("log_temp_files", "10MB", "So is what a query writes to disk because work_mem does not hold it."),
      Setting("log_autovacuum_min_duration", "10s", "So is autovacuum where it takes long."),
    ]
  }

  /// Odoo stores times in UTC without a zone. initdb writes the zone of its environment into postgresql.conf, where it would stay.
  var times: [Setting] {
    [
      Setting("timezone", "UTC", "Odoo stores times in UTC, without a zone."),
      Setting("log_timezone", "UTC", "The log, too."),
    ]
  }

  /// Every version compresses, each as well as it can (release notes of 15).
  var compression: Setting {
    Setting(
      name: "wal_compression", formula: "lz4 came with PostgreSQL 15",
      value: derive { t in t(version) >= 15 ? "lz4" : "on" }, notes: ["Fewer bytes for pages that are logged whole."])
  }

  /// The setting that depends on the version (release notes of 14).
  func dated(_ version: Int) -> Setting {
    func setting(_ name: String, _ value: String, _ fact: String, _ reason: String) -> Setting {
      Setting(name: name, formula: fact, value: Traced(constant: value), notes: [reason], isDated: true)
    }
    return version >= 14
      ? setting(
        "client_connection_check_interval", "10s", "client_connection_check_interval came with PostgreSQL 14",
        "Stops the query of a worker that Odoo has stopped.")
      : setting(
        "checkpoint_completion_target", "0.9", "0.9 is the default since PostgreSQL 14",
        "Spreads a checkpoint over time.")
  }
}
