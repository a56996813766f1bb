import Diagnostics
import Testing

/// Settings that the operator may not choose, or should think about; with the whole text.
@Suite struct SettingRuleTests {
  private func findings(_ more: String, image: String = #"odoo: {image: "odoo:18.0-20260105"}"#) -> [String] {
    let text = Read.minimal.replacing(#"odoo: {image: "odoo:18.0-20260105"}"#, with: image).replacing(
      "tls:", with: more + "\ntls:")
    return Read(text: text).findings.map {
      "\($0.place?.span.start.line ?? 0):\($0.place?.span.start.column ?? 0) \($0.severity.rawValue): \($0.message) [\($0.id)]; "
        + ($0.help ?? "-")
    }
  }

  @Test(arguments: [
    (
      "runs a program on the database server, as its superuser", "remove it; backup.sh makes the backups",
      [
        "archive_command", "archive_cleanup_command", "restore_command", "recovery_end_command",
        "ssl_passphrase_command",
      ]
    ),
    (
      "is set by docker-compose.yml: the containers and scripts expect the server there", "remove it",
      [
        "listen_addresses", "port", "hba_file", "ident_file", "config_file", "data_directory", "external_pid_file",
        "unix_socket_directories",
      ]
    ),
    (
      "loads code into the database server",
      "remove it; shared_preload_libraries accepts auth_delay, auto_explain, passwordcheck, pg_prewarm, pg_stat_statements",
      [
        "archive_library", "session_preload_libraries", "local_preload_libraries", "dynamic_library_path",
        "jit_provider",
        "plperl.on_init",
      ]
    ),
    (
      "can silently lose or damage data", "remove it",
      ["fsync", "full_page_writes", "zero_damaged_pages", "ignore_system_indexes", "allow_system_table_mods"]
    ),
    (
      "keeps or fetches the log of another server, which this site does not use: the disk would fill up",
      "remove it; backup.sh makes the backups", ["archive_mode", "primary_conninfo"]
    ),
    (
      "diverts the log from Docker, which keeps and rotates it", "remove it; docker compose logs db",
      ["log_directory", "logging_collector", "log_destination"]
    ),
    (
      "changes permissions or quoting rules that Odoo relies on", "remove it",
      ["standard_conforming_strings", "row_security"]
    ),
  ])
  func refusesSettingsOfTheDatabaseServer(_ reason: String, _ help: String, _ names: [String]) {
    for name in names {
      #expect(
        findings("postgres: {settings: {\(name): \"x\"}}")
          == ["7:\(25 + name.utf8.count) error: \(name) \(reason) [postgres-option]; \(help)"])
    }
  }

  /// PostgreSQL folds the case of a name, and takes a hyphen for an underscore behind `-c`.
  @Test(arguments: ["Archive_Command", "ARCHIVE_COMMAND", "archive-command", "Archive-command"])
  func knowsOneSpellingOfAName(_ name: String) {
    #expect(
      findings("postgres: {settings: {\(name): \"rm -rf /\"}}")
        == [
          "7:23 error: postgres.settings: \"\(name)\" is not the name of an option [option-format]; write archive_command"
        ])
  }

  @Test(arguments: [
    "shared_buffers: 1GB", "log_min_duration_statement: 250ms", "custom.a: b", "plpgsql.extra_warnings: all",
    "shared_preload_libraries: \"pg_stat_statements, auto_explain\"", "pg_stat_statements.max: \"1000\"",
    "password_encryption: scram-sha-256", "log_statement: none", "port_forward.x: \"1\"",
  ])
  func leavesTheRestToTheOperator(_ setting: String) {
    #expect(findings("postgres: {settings: {\(setting)}}") == [])
  }

  @Test func looksAtValues() {
    #expect(
      findings("postgres: {settings: {shared_preload_libraries: \"pg_prewarm, /tmp/x.so\"}}") == [
        "7:49 error: shared_preload_libraries loads \"/tmp/x.so\", which is not a module that comes with PostgreSQL [postgres-option]; "
          + "write some of auth_delay, auto_explain, passwordcheck, pg_prewarm, pg_stat_statements"
      ])
    #expect(
      findings("postgres: {settings: {password_encryption: md5}}") == [
        "7:44 error: password_encryption is \"md5\", which stores passwords in a broken form [postgres-option]; "
          + "remove it; the default is scram-sha-256"
      ])
    #expect(
      findings("postgres: {settings: {log_statement: ddl}}") == [
        "7:38 warning: log_statement: ddl logs the statements that set passwords [postgres-option]; "
          + "leave it out; log_min_duration_statement logs slow statements"
      ])
  }

  @Test(arguments: [
    ("dev_mode", "is for a developer's machine: an error shows visitors the code, and lets them run their own"),
    ("test_enable", "runs tests in the tenants' databases"),
  ])
  func refusesOptionsOfDevelopers(_ name: String, _ reason: String) {
    let image = "odoo: {image: odoo:18.0-20260105, tenants: {settings: {\(name): \"1\"}}}"
    #expect(
      findings("", image: image) == ["6:\(58 + name.utf8.count) error: \(name) \(reason) [odoo-option]; remove it"])
  }

  @Test(arguments: ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/2", "8.0.0.0/7", "\"::/0\"", "\"2000::/3\"", "\"2400::/15\""])
  func warnsOfProxiesThatAreEveryone(_ range: String) {
    let plain = range.replacing("\"", with: "")
    #expect(
      findings("firewall: {web_from: [192.0.2.0/24]}\nnginx: {trusted_proxies: [192.0.2.0/24, \(range)]}") == [
        "8:41 warning: nginx.trusted_proxies: \(plain) is more than any provider's proxies: everyone in it chooses the address "
          + "that allow_from and the limits on logins see [proxy-everyone]; write only the ranges that your provider publishes"
      ])
  }

  @Test(arguments: [
    "10.0.0.0/8", "104.16.0.0/13", "\"2a06:98c0::/29\"", "\"2600::/16\"", "\"fc00::/7\"", "\"fe80::/10\"",
    "\"fd00::/8\"",
  ])
  func acceptsRangesOfProviders(_ range: String) {
    #expect(findings("firewall: {web_from: [\(range)]}\nnginx: {trusted_proxies: [\(range)]}") == [])
  }

  @Test(arguments: ["0.0.0.0/0", "::/0", "0.0.0.0/1"]) func warnsOfListsThatKeepNobodyOut(_ range: String) {
    let help = "write the ranges that you mean, or leave the list out to allow everyone explicitly"
    #expect(
      findings("firewall: {web_from: [192.0.2.0/24, \"\(range)\"], allow: [{port: 99, from: \"\(range)\"}]}") == [
        "7:37 warning: firewall.web_from: \(range) hardly excludes anybody [allow-everyone]; \(help)",
        "7:\(67 + range.utf8.count) warning: firewall.allow: \(range) hardly excludes anybody from port 99 [allow-everyone]; "
          + "write the range that you mean, or leave `from` out to allow everyone explicitly",
      ])
    let image = "odoo: {image: odoo:18.0-20260105, superadmin: {allow_from: [\"\(range)\"]}}"
    #expect(
      findings("", image: image) == [
        "6:61 warning: odoo.superadmin.allow_from: \(range) hardly excludes anybody [allow-everyone]; \(help)"
      ])
    let text = Read.minimal.replacing("memory: 16GiB", with: "memory: 16GiB, ssh: {allow_from: [\"\(range)\"]}")
    #expect(
      Read(text: text).lines == ["4:78 server.ssh.allow_from: \(range) hardly excludes anybody [allow-everyone]"])
  }
}
