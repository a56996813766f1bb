/// The settings of PostgreSQL 12 to 18 that are not the operator's to choose here (its manual, chapter "Server
/// Configuration"). All others are.
enum PostgresOptions {
  /// Modules that the image brings and that only watch, or keep passwords from being guessed.
  static let libraries = ["auth_delay", "auto_explain", "passwordcheck", "pg_prewarm", "pg_stat_statements"]

  /// Why a setting is refused; nil where it is not.
  static func danger(of name: String) -> OptionRefusal? {
    dangers.first { $0.names.contains(name) }?.danger
  }

  /// The names in a list of libraries, such as `pg_prewarm, auto_explain`.
  static func libraries(in list: String) -> [String] {
    list.pieces(",").map { $0.pieces(" ").joined() }.filter { !$0.isEmpty }
  }

  private static let dangers: [(danger: OptionRefusal, names: Set<String>)] = [
    (
      OptionRefusal(
        "is set by docker-compose.yml: the containers and scripts expect the server there",
        remedy: "remove it"),
      [
        "config_file", "data_directory", "external_pid_file", "hba_file", "ident_file", "listen_addresses", "port",
        "unix_socket_directories", "unix_socket_group", "unix_socket_permissions",
      ]
    ),
    (
      OptionRefusal(
        "runs a program on the database server, as its superuser",
        remedy: "remove it; backup.sh makes the backups"),
      [
        "archive_cleanup_command", "archive_command", "recovery_end_command", "restore_command",
        "ssl_passphrase_command",
      ]
    ),
    (
      OptionRefusal(
        "loads code into the database server",
        remedy: "remove it; shared_preload_libraries accepts \(libraries.joined(separator: ", "))"),
      [
        "archive_library", "dynamic_library_path", "extension_control_path", "jit_provider", "local_preload_libraries",
        "oauth_validator_libraries", "plperl.on_init", "plperl.on_plperl_init", "plperl.on_plperlu_init",
        "pltcl.start_proc", "pltclu.start_proc", "session_preload_libraries",
      ]
    ),
    (
      OptionRefusal("can silently lose or damage data", remedy: "remove it"),
      [
        "allow_system_table_mods", "data_sync_retry", "fsync", "full_page_writes", "ignore_checksum_failure",
        "ignore_invalid_pages", "ignore_system_indexes", "session_replication_role",
        "zero_damaged_pages",
      ]
    ),
    (
      OptionRefusal(
        "keeps or fetches the log of another server, which this site does not use: the disk would fill up",
        remedy: "remove it; backup.sh makes the backups"),
      ["archive_mode", "primary_conninfo", "primary_slot_name", "promote_trigger_file"]
    ),
    (
      OptionRefusal(
        "diverts the log from Docker, which keeps and rotates it",
        remedy: "remove it; docker compose logs db"),
      ["log_destination", "log_directory", "log_file_mode", "log_filename", "logging_collector"]
    ),
    (
      OptionRefusal(
        "changes permissions or quoting rules that Odoo relies on", remedy: "remove it"),
      [
        "backslash_quote", "db_user_namespace", "lo_compat_privileges", "row_security", "standard_conforming_strings",
      ]
    ),
    (
      OptionRefusal(
        "is always UTC: Odoo stores times in UTC without a zone, and another zone would shift them",
        remedy: "remove it; log_timezone decides the times in the log"),
      ["timezone"]
    ),
    (
      OptionRefusal("makes every database read-only, and Odoo must write", remedy: "remove it"),
      ["default_transaction_read_only", "transaction_read_only"]
    ),
    (
      OptionRefusal("belongs to one session or one transaction, not to a server", remedy: "remove it"),
      ["seed", "transaction_deferrable", "transaction_isolation"]
    ),
  ]
}
