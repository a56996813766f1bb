public import Schema

/// PostgreSQL, of which each instance has a server of its own.
public struct PostgresSettings: Section {
  let version: Traced<Int>
  let image: Traced<ImageReference?>
  let settings: Traced<Keyed<OptionName, OptionValue>>

  /// The settings under `postgres`.
  public static let section = SectionTable(
    "postgres", PostgresSettings.init, reserved: ["mode"],
    Row(
      "version", \.version, in: PostgreSQLFacts.versions, default: PostgreSQLFacts.recommended,
      "The major version of PostgreSQL. Data of another version has to be dumped and restored."),
    Row(
      "image", \.image, derived: "postgres: and the value of postgres.version", "The image of every database server."),
    Row("settings", \.settings, map: "Further settings of postgresql.conf; they override the derived ones."))
}
