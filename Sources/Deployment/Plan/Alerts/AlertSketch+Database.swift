import Schema

/// The database servers.
extension AlertSketch {
  static func database(_ facts: AlertFacts) -> [AlertSketch] {
    [
      databaseDown, connectionsHigh(facts.connections), connectionsExhausted(facts.connections), deadlocks,
      idleInTransaction, exporterFailed,
    ]
  }

  private static let mixin = "postgres_exporter's mixin"

  private static func server(_ metric: Metric, _ name: String, _ value: Int) -> TestSketch.Input {
    .init(metric, ["server": name], value)
  }

  private static func target(_ name: String, _ value: Int) -> TestSketch.Input {
    .init(.up, ["job": "postgres", "server": name], value)
  }

  private static let good = [
    server(.databaseUp, "tenants", 1), server(.databaseUp, "superadmin", 1), target("tenants", 1),
    target("superadmin", 1),
  ]

  private static let look: [AlertWording] = [
    "docker compose ps", "docker compose logs --tail 50 db", "docker compose logs --tail 50 db_superadmin",
  ]

  private static let databaseDown = AlertSketch(
    "DatabaseDown", .database, .critical, hold: 60,
    AlertWords(
      summary: "The database server of the \(.label("server")) does not answer",
      meaning:
        "PostgreSQL, or the exporter that asks it, has not answered for a minute. Without PostgreSQL, every page of its Odoo fails.",
      look: look + ["docker compose logs --tail 20 db_exporter", "df -h /var/lib/docker"],
      remedy: [
        "If the service is stopped or restarts, its log says why: a full disk, no memory, or a setting that it refuses.",
        "Start it: docker compose up --detach --wait. Do not remove its volume.",
        "If it is healthy, restart its exporter: docker compose restart db_exporter, or db_superadmin_exporter.",
      ],
      source:
        "1 minute: two scrapes. The exporter gives no answer at all while PostgreSQL is down, so that a missing one counts as well."
    ),
    Query(.databaseUp).max(by: "server").equals(0).or(
      Query(.up, .job("postgres")).max(by: "server").equals(0),
      Query(.databaseUp, .is("server", "tenants")).absent, Query(.databaseUp, .is("server", "superadmin")).absent),
    [
      .begins(
        "the server is down",
        [server(.databaseUp, "tenants", 0), server(.databaseUp, "superadmin", 1), target("tenants", 1)],
        [("server", "tenants")]),
      .begins(
        "the exporter has ended",
        [server(.databaseUp, "tenants", 1), server(.databaseUp, "superadmin", 1), target("superadmin", 0)],
        [("server", "superadmin")]),
      .begins("nothing is known of either", [], [("server", "superadmin")], [("server", "tenants")]),
      .quiet("both answer", good),
    ])

  private static func sum(_ server: String) -> Query {
    Query(.connections, .is("server", server)).sum(by: "server")
  }

  private static func count(_ name: String, _ count: Int) -> TestSketch.Input {
    .init(.connections, ["server": name, "state": "idle"], count)
  }

  private static func connectionWords(_ summary: AlertWording, _ meaning: String, source: String) -> AlertWords {
    AlertWords(
      summary: summary, meaning: meaning,
      look: [
        "docker compose exec -T db psql --username=postgres --command='TABLE pg_stat_activity'",
        "docker stats --no-stream",
      ],
      remedy: [
        "Look which databases have the connections, and in which state. Odoo gives them back when its workers are restarted: docker compose restart, and its name.",
        "If it comes back, an own program may keep connections, or postgres.tenants.settings or postgres.superadmin.settings in site.yaml have too small a max_connections.",
      ], source: source)
  }

  private static func connectionsHigh(_ usable: PerInstance<Traced<Int>>) -> AlertSketch {
    AlertSketch(
      "ConnectionsHigh", .database, .warning, hold: 600,
      connectionWords(
        "The database server of the \(.label("server")) has few connections left",
        "More than 80 % of the connections are taken that roles other than superusers can have.",
        source: "80 % of this site's max_connections without the reserved ones, for 10 minutes: \(mixin)."),
      derive("80 % of max_connections without the reserved ones") { t in
        let (tenants, superadmin) = (t(usable.tenants) * 80 / 100, t(usable.superadmin) * 80 / 100)
        return AlertBody(
          query: sum("tenants").isAbove(tenants).or(sum("superadmin").isAbove(superadmin)),
          tests: [
            .begins(
              "\(tenants + 1) connections of the tenants", [count("tenants", tenants + 1)], [("server", "tenants")]),
            .begins(
              "\(superadmin + 1) connections of the superadmin", [count("superadmin", superadmin + 1)],
              [("server", "superadmin")]),
            .quiet(
              "\(tenants) and \(superadmin) connections", [count("tenants", tenants), count("superadmin", superadmin)]),
          ])
      })
  }

  private static func connectionsExhausted(_ usable: PerInstance<Traced<Int>>) -> AlertSketch {
    AlertSketch(
      "ConnectionsExhausted", .database, .critical, hold: 60,
      connectionWords(
        "The database server of the \(.label("server")) has no connection left",
        "All connections are taken that roles other than superusers can have: Odoo gets errors.",
        source: "All of this site's max_connections without the reserved ones, for 1 minute: \(mixin)."),
      derive("max_connections without the reserved ones") { t in
        let (tenants, superadmin) = (t(usable.tenants), t(usable.superadmin))
        return AlertBody(
          query: sum("tenants").isAtLeast(tenants).or(sum("superadmin").isAtLeast(superadmin)),
          tests: [
            .begins("\(tenants) connections of the tenants", [count("tenants", tenants)], [("server", "tenants")]),
            .begins(
              "\(superadmin) connections of the superadmin", [count("superadmin", superadmin)],
              [("server", "superadmin")]),
            .quiet(
              "one less of each", [count("tenants", tenants - 1), count("superadmin", superadmin - 1)]),
          ])
      })
  }

  private static let deadlocks = AlertSketch(
    "Deadlocks", .database, .warning, hold: 0,
    AlertWords(
      summary: "Transactions of \(.label("datname")) wait for each other",
      meaning:
        "PostgreSQL has ended more than five transactions within ten minutes, because each waited for a lock of another. Odoo repeats most of them; a few are errors for users.",
      look: ["docker compose logs --since 30m db", "docker compose logs --since 30m odoo"],
      remedy: [
        "The log of the database server shows both statements. Often two scheduled jobs, or a job and an import, change the same records.",
        "Let them run at different times; a module of your own should lock records in one order.",
      ], source: "More than 5: \(collected), within 10 minutes instead of one, as scrapes are 30 s apart."),
    Query(.deadlocks).events("10m").sum(by: "server", "datname").isAbove(5),
    [
      .begins("six", [locked("6")], since: 600, step: 30, [("datname", "test1_db"), ("server", "tenants")]),
      .quiet("five", [locked("5")], until: 600, step: 30),
    ])

  private static let collected = "awesome-prometheus-alerts"

  private static func locked(_ count: String) -> TestSketch.Input {
    .init(.deadlocks, ["datname": "test1_db", "server": "tenants"], .step(from: "0", times: 20, to: count))
  }

  private static let idleInTransaction = AlertSketch(
    "IdleInTransaction", .database, .warning, hold: 60,
    AlertWords(
      summary: "A transaction of \(.label("datname")) is open and does nothing",
      meaning:
        "A connection began a transaction more than 15 minutes ago and waits for its program. It keeps its locks, and no table can be cleaned up meanwhile.",
      look: [
        "docker compose exec -T db psql --username=postgres --command='TABLE pg_stat_activity'", "docker compose ps",
      ],
      remedy: [
        "The table names the program and the last query. End it with SELECT pg_terminate_backend and the number in the column pid.",
        "If it is a worker of Odoo, look in its log what it waits for: often a slow program outside.",
      ], source: "15 minutes: longer than the longest request that Odoo allows by default."),
    Query(.longestTransaction, .matches("state", "idle in transaction.*")).max(by: "server", "datname").isAbove(900),
    [
      .begins(
        "950 s", [transaction("idle in transaction", 950)], [("datname", "test1_db"), ("server", "tenants")]),
      .quiet("850 s", [transaction("idle in transaction", 850)]),
      .quiet("a query that takes an hour", [transaction("active", 3600)]),
    ])

  private static func transaction(_ state: String, _ seconds: Int) -> TestSketch.Input {
    .init(.longestTransaction, ["datname": "test1_db", "server": "tenants", "state": state], seconds)
  }

  private static let exporterFailed = AlertSketch(
    "DatabaseExporterFailed", .database, .warning, hold: 300,
    AlertWords(
      summary: "The exporter of the \(.label("server")) cannot ask its database server everything",
      meaning: "One of the exporter's queries fails, so that some numbers are missing while the server itself answers.",
      look: ["docker compose logs --tail 50 db_exporter", "docker compose logs --tail 50 db_superadmin_exporter"],
      remedy: [
        "The log has the query and its error: a password that is no longer right, a right that was taken away, or a newer PostgreSQL that needs another monitoring.exporter_image."
      ], source: "Any for 5 minutes."),
    Query(.exporterError).max(by: "server").isAbove(0),
    [
      .begins("an error", [server(.exporterError, "tenants", 1)], [("server", "tenants")]),
      .quiet("none", [server(.exporterError, "tenants", 0)]),
    ])
}
