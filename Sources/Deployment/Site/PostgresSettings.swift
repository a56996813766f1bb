public import Schema

/// PostgreSQL, of which each instance has a server of its own.
public struct PostgresSettings: Section {
  let version: Traced<Int>
  let image: Traced<ImageReference?>
  let settings: Traced<Keyed<OptionName, DatabaseOptionValue>>
  let tenants: DatabaseServerSettings
  let superadmin: DatabaseServerSettings

  /// The settings under `postgres`.
  public static let section = SectionTable(
    "postgres", PostgresSettings.init, reserved: ["mode": ""],
    Row(
      "version", \.version, in: PostgreSQLFacts.versions, default: PostgreSQLFacts.recommended,
      "The major version of PostgreSQL. Data of another version has to be dumped and restored."
    ).example("16"),
    Row(
      "image", \.image, derived: "postgres: and the value of postgres.version", "The image of every database server."
    ).example("postgres:16.4"),
    Row(
      "settings", \.settings,
      map: "Settings of postgresql.conf for every database server; they override the derived ones."
    ).example("log_min_duration_statement: 250ms"),
    Row("tenants", \.tenants, record: "The server of the tenants' databases."),
    Row("superadmin", \.superadmin, record: "The server of the superadmin's database."))
}

/// One database server.
public struct DatabaseServerSettings: Section {
  let settings: Traced<Keyed<OptionName, DatabaseOptionValue>>

  /// The settings under `postgres.tenants` and `postgres.superadmin`.
  public static let section = SectionTable(
    "database server", DatabaseServerSettings.init,
    Row(
      "settings", \.settings,
      map: "Settings of postgresql.conf for this server alone; they override those of postgres.settings."
    ).example("max_wal_size: 8GB"))
}

extension PostgresSettings {
  /// What the operator wrote for one server: its own settings, and those of every server that it does not override.
  func written(for server: DatabaseServerSettings) -> Traced<Keyed<OptionName, DatabaseOptionValue>> {
    derive { t in t(settings).overridden(by: t(server.settings)) }
  }
}
