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
    (
      "is always UTC: Odoo stores times in UTC without a zone, and another zone would shift them",
      "remove it; log_timezone decides the times in the log", ["timezone"]
    ),
    (
      "makes every database read-only, and Odoo must write", "remove it",
      ["default_transaction_read_only", "transaction_read_only"]
    ),
    (
      "belongs to one session or one transaction, not to a server", "remove it",
      ["seed", "transaction_deferrable", "transaction_isolation"]
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
    "shared_buffers: 1GB", "log_min_duration_statement: 250ms", "plpgsql.extra_warnings: all",
    "shared_preload_libraries: \"pg_stat_statements, auto_explain\"", "pg_stat_statements.max: \"1000\"",
    "password_encryption: scram-sha-256", "log_statement: none", "log_line_prefix: \"%m [%p] %q%u@%d \"",
    "shared_preload_libraries: auto_explain, auto_explain.log_min_duration: 1s", "huge_pages: try", "jit: t",
    "wal_compression: \"on\"", "seq_page_cost: 1e0", "datestyle: \"ISO, DMY\"", "shared_preload_libraries: \"\"",
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

  /// Names and values, as PostgreSQL itself would refuse them.
  @Test(arguments: [
    ("shared_bufers: 1GB", 38, "shared_bufers is not a setting of PostgreSQL 16", "write shared_buffers"),
    (
      "nothing_like_it: 1", 40, "nothing_like_it is not a setting of PostgreSQL 16",
      "remove it; `SHOW ALL` in psql lists all settings"
    ),
    ("summarize_wal: on", 38, "summarize_wal is a setting of PostgreSQL 17 to 18, not of 16", "remove it"),
    ("io_method: worker", 34, "io_method is a setting of PostgreSQL 18, not of 16", "remove it"),
    ("server_version: 9", 39, "server_version is reported by the server, and cannot be set", "remove it"),
    ("jit: maybe", 28, "jit is \"maybe\", not on or off", "write on or off"),
    (
      "log_min_messages: errror", 41,
      "log_min_messages is \"errror\", not one of debug5, debug4, debug3, debug2, debug1, info, notice, warning, error, log, "
        + "fatal, panic", "write error"
    ),
    (
      "wal_level: most", 34, "wal_level is \"most\", not one of minimal, replica, logical",
      "write one of minimal, replica, logical"
    ),
    (
      "shared_buffers: 1 gig", 39, "shared_buffers is \"1 gig\", not an amount of memory",
      "write a number with B, kB, MB, GB or TB, such as 64MB"
    ),
    (
      "deadlock_timeout: 1w", 41, "deadlock_timeout is \"1w\", not a time",
      "write a number with us, ms, s, min, h or d, such as 30s"
    ),
    ("max_connections: lots", 40, "max_connections is \"lots\", not a whole number", "write a whole number"),
    ("random_page_cost: cheap", 41, "random_page_cost is \"cheap\", not a number", "write a number"),
    ("work_mem: 12", 33, "work_mem is 12, which is less than 64kB", "write 64kB or more"),
    ("checkpoint_timeout: 2d", 43, "checkpoint_timeout is 2d, which is more than 1d", "write 1d or less"),
    ("seq_page_cost: -1", 38, "seq_page_cost is -1, which is less than 0", "write 0 or more"),
    (
      "custom.a: b", 33, "custom.a belongs to no module that can be loaded: the server would ignore it",
      "remove it; the modules are auth_delay, auto_explain, passwordcheck, pg_prewarm, pg_stat_statements"
    ),
    (
      "pg_stat_statements.tracks: all", 50, "pg_stat_statements.tracks is not a setting of PostgreSQL 16",
      "write pg_stat_statements.track"
    ),
    ("pg_stat_statements.max: 9", 47, "pg_stat_statements.max is 9, which is less than 100", "write 100 or more"),
    (
      "auto_explain.log_min_duration: 1s", 54,
      "auto_explain.log_min_duration is ignored, because the module auto_explain is not loaded",
      "write shared_preload_libraries: \"pg_stat_statements, auto_explain\" too"
    ),
  ])
  func refusesWhatPostgresWouldRefuse(_ setting: String, _ column: Int, _ message: String, _ help: String) {
    #expect(
      findings("postgres: {settings: {\(setting)}}") == ["7:\(column) error: \(message) [postgres-option]; \(help)"])
  }

  @Test(
    arguments: [
      (
        18, "postgres:17.2-bookworm",
        "error: postgres.image: postgres:17.2-bookworm has PostgreSQL 17, and postgres.version is 18 [image-version]; "
          + "write an image whose tag begins with 18, or postgres.version: 17"
      ),
      (
        16, "example.com/timescale:2.19.1-pg17-20260105",
        "error: postgres.image: example.com/timescale:2.19.1-pg17-20260105 has PostgreSQL 17, and postgres.version is 16 [image-version]; "
          + "write an image whose tag begins with 16, or postgres.version: 17"
      ),
      (
        16, "postgres@sha256:" + String(repeating: "0", count: 64),
        "warning: postgres.image: postgres@sha256:" + String(repeating: "0", count: 64)
          + " does not say which PostgreSQL it has, and everything here is made for 16 [image-version]; "
          + "write a tag that begins with 16, and make sure that the image has it"
      ),
      (
        16, "postgres:16-alpine",
        "warning: postgres.image: postgres:16-alpine does not name a single release: another server can get another PostgreSQL "
          + "[image-unpinned]; write a minor version or a digest, such as postgres:16@sha256:…"
      ),
      (16, "postgres:16.4-bookworm", nil), (16, "postgres:16@sha256:" + String(repeating: "0", count: 64), nil),
      (17, "example.com/vector:pg17-20260105", nil),
    ] as [(Int, String, String?)])
  func comparesTheImageOfPostgresWithItsVersion(_ version: Int, _ image: String, _ finding: String?) {
    let text = "postgres: {version: \(version), image: \"\(image)\"}"
    let column = 32 + "\(version)".utf8.count - 2
    #expect(findings(text) == (finding.map { ["7:\(column) \($0)"] } ?? []))
  }

  @Test(
    arguments: [
      (
        "odoo:17.0-20260105",
        "error: odoo.image: odoo:17.0-20260105 has Odoo 17.0, and odoo.version is 18.0 [image-version]; "
          + "write an image whose tag begins with 18.0, or odoo.version: 17.0"
      ),
      (
        "example.com/erp:1.4.2-20260105",
        "warning: odoo.image: example.com/erp:1.4.2-20260105 does not say which Odoo it has, and everything here is made for "
          + "18.0 [image-version]; write a tag that begins with 18.0, and make sure that the image has it"
      ),
      ("example.com/erp:v18-20260105", nil), ("odoo:18.0@sha256:" + String(repeating: "0", count: 64), nil),
    ] as [(String, String?)])
  func comparesTheImageOfOdooWithItsVersion(_ image: String, _ finding: String?) {
    #expect(
      findings("", image: "odoo: {image: \"\(image)\"}") == (finding.map { ["6:15 \($0)"] } ?? []))
  }

  /// What is written for one server is judged as what is written for all; a module is loaded by one server or by the other.
  @Test func looksAtTheSettingsOfOneServer() {
    for server in ["tenants", "superadmin"] {
      let column = 32 + server.utf8.count
      #expect(
        findings("postgres: {\(server): {settings: {port: 5433}}}") == [
          "7:\(column) error: port is set by docker-compose.yml: the containers and scripts expect the server there "
            + "[postgres-option]; remove it"
        ])
    }
    #expect(
      findings(
        "postgres: {settings: {pg_stat_statements.max: 900}, superadmin: {settings: {shared_preload_libraries: \"\"}}}")
        == [
          "7:47 error: pg_stat_statements.max is ignored, because the module pg_stat_statements is not loaded "
            + "[postgres-option]; write shared_preload_libraries: \"pg_stat_statements\" too"
        ])
    #expect(
      findings("postgres: {settings: {max_connections: 500}, superadmin: {settings: {max_connections: 50}}}") == [
        "7:87 error: max_connections is 50, and odoo_superadmin can open 93, including the reserve [connections]; "
          + "write at least 93, or leave it out: gen derives it"
      ])
  }

  @Test(arguments: [
    ("dev_mode", "is for a developer's machine: an error shows visitors the code, and lets them run their own"),
    ("test_enable", "runs tests in the tenants' databases"),
    ("list_db", "shows visitors every tenant and the database manager"),
    ("db_host", "leads each instance to its own database server, the only one that it can reach"),
    ("db_replica_host", "names a replica, and the database servers have none"),
    ("db_template", "would not be used: the scripts make every database, from template_odoo"),
    ("proxy_mode", "is on because nginx is in front of Odoo: otherwise every visitor would have nginx's address"),
    ("http_interface", "decides whether nginx reaches Odoo in its container"),
    (
      "x_sendfile",
      "has nginx send the files itself, and it cannot read the volume that they are in: every attachment would be 404"
    ),
    ("data_dir", "is the folder where the volume is mounted: files elsewhere are lost with the container"),
    (
      "pidfile", "writes a file where the container is read-only, so that Odoo would not start; Docker needs none"
    ),
    ("stop_after_init", "stops Odoo as soon as it has started, and Docker starts it again, for ever"),
    ("update", "is for one run of Odoo in a terminal, not for a server"),
    ("with_demo", "puts demonstration data into tenants' databases, with a user whose password everybody knows"),
  ])
  func refusesOptionsThatBreakTheArrangement(_ name: String, _ reason: String) {
    let image = "odoo: {image: odoo:18.0-20260105, tenants: {settings: {\(name): \"1\"}}}"
    #expect(
      findings("", image: image) == ["6:\(58 + name.utf8.count) error: \(name) \(reason) [odoo-option]; remove it"])
  }

  @Test(arguments: [
    (
      "logfile", "/var/log/odoo.log", "logfile diverts the log from Docker, which keeps and rotates it",
      "remove it; docker compose logs odoo"
    ),
    (
      "db_maxconn", "64", "db_maxconn follows from the number of workers, and PostgreSQL's max_connections from it",
      "remove it; fewer workers need fewer connections"
    ),
    (
      "limit_request", "100", "limit_request is written by gen: it replaces a worker from time to time",
      "remove it; limits.memory_soft replaces one that has grown"
    ),
    ("workers", "3", "workers is an option that gen writes itself", "write odoo.tenants.workers instead"),
    (
      "db_sslmode", "require",
      "db_sslmode: require asks for TLS, which the database servers do not speak: Odoo could not connect",
      "remove it; Odoo and its database server are alone in a network of their own"
    ),
    (
      "unaccent", "on", "unaccent is \"on\", which Odoo does not read as True or False",
      "write \"True\" or \"False\""
    ),
    (
      "limit_time_real_cron", "1h", "limit_time_real_cron is \"1h\", not a whole number", "write a whole number"
    ),
    ("transient_age_limit", "1 h", "transient_age_limit is \"1 h\", not a number", "write a number, such as 1.5"),
  ])
  func saysWhatAnOptionOfOdooWouldDo(_ name: String, _ value: String, _ message: String, _ help: String) {
    let image = "odoo: {image: odoo:18.0-20260105, tenants: {settings: {\(name): \"\(value)\"}}}"
    #expect(
      findings("", image: image) == ["6:\(58 + name.utf8.count) error: \(message) [odoo-option]; \(help)"])
  }

  @Test(arguments: [
    "unaccent: \"False\"", "limit_time_real_cron: -1", "transient_age_limit: 1.5", "db_sslmode: prefer",
    "import_file_timeout: 10", "log_handler: \"odoo.sql_db:DEBUG\"",
  ])
  func leavesOptionsOfOdooToTheOperator(_ option: String) {
    #expect(findings("", image: "odoo: {image: odoo:18.0-20260105, tenants: {settings: {\(option)}}}") == [])
  }

  @Test(arguments: ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/2", "8.0.0.0/7", "\"::/0\"", "\"2000::/3\"", "\"2400::/15\""])
  func warnsOfProxiesThatAreEveryone(_ range: String) {
    let plain = range.replacing("\"", with: "")
    #expect(
      findings("firewall: {web_from: [192.0.2.0/24]}\nnginx: {trusted_proxies: [192.0.2.0/24, \(range)]}") == [
        "8:41 warning: nginx.trusted_proxies: \(plain) is more than any provider's proxies: everyone in it can choose the "
          + "address that allow_from and the login limits see [proxy-everyone]; write only the ranges that your provider publishes"
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
