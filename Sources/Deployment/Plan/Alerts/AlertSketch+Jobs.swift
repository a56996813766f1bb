/// Scheduled jobs and mail.
extension AlertSketch {
  static let jobs = [jobsStuck, jobsDeactivated, mailStuck]

  private static let database: [AlertSketch.Label] = [("database", "test1_db"), ("server", "tenants")]

  private static func of(_ metric: Metric, _ count: Int) -> TestSketch.Input {
    .init(metric, ["database": "test1_db", "server": "tenants"], count)
  }

  private static func ofServer(_ count: Int) -> TestSketch.Input { .init(.jobsActive, ["server": "tenants"], count) }

  private static let jobsStuck = AlertSketch(
    "JobsStuck", .jobs, .critical, hold: 900,
    AlertWords(
      summary: "Scheduled jobs of \(.label("database")) do not run",
      meaning:
        "A job is overdue by more than ten minutes, none has been done in that time, and no process is at work on one. Odoo's scheduler can end without a word.",
      look: ["docker compose ps", "docker compose logs --since 1h odoo", "docker stats --no-stream"],
      remedy: [
        "Restart the instance: docker compose restart odoo, or odoo_superadmin. The jobs run then.",
        "If one job hangs each time, deactivate it in Odoo under Settings, Technical, Scheduled Actions, and look at its code.",
      ], source: "10 minutes, and 15 minutes: three runs of metrics.sh."),
    Query(.jobsOverdue).max(by: "database", "server").isAbove(0)
      .and(Query(.jobsDone).equals(0), on: ["database", "server"]).and(Query(.jobsActive).equals(0), on: ["server"]),
    [
      .begins("one is overdue", [of(.jobsOverdue, 1), of(.jobsDone, 0), ofServer(0)], database),
      .quiet("none is overdue", [of(.jobsOverdue, 0), of(.jobsDone, 0), ofServer(0)]),
      .quiet("one was done", [of(.jobsOverdue, 1), of(.jobsDone, 1), ofServer(0)]),
      .quiet("one is at work", [of(.jobsOverdue, 1), of(.jobsDone, 0), ofServer(1)]),
    ])

  private static let jobsDeactivated = AlertSketch(
    "JobsDeactivated", .jobs, .warning, hold: 600,
    AlertWords(
      summary: "Odoo has deactivated a scheduled job of \(.label("database"))",
      meaning:
        "A job that has failed five times within a week is deactivated, and never runs again by itself (Odoo 18.0 and later).",
      look: ["docker compose logs --since 24h odoo"],
      remedy: [
        "Look in the log why it failed, and repair that.",
        "Activate it again in Odoo under Settings, Technical, Scheduled Actions, with the filter Archived.",
      ], source: "Any for 10 minutes: two runs of metrics.sh."),
    Query(.jobsDeactivated).max(by: "database", "server").isAbove(0),
    [.begins("one", [of(.jobsDeactivated, 1)], database), .quiet("none", [of(.jobsDeactivated, 0)])])

  private static let mailStuck = AlertSketch(
    "MailStuck", .jobs, .warning, hold: 900,
    AlertWords(
      summary: "Mail of \(.label("database")) is not sent",
      meaning: "Messages have waited in Odoo for more than an hour.",
      look: ["postqueue -p", "journalctl --since -1h -u 'postfix*'", "docker compose logs --since 1h odoo"],
      remedy: [
        "If the relay of this server has them, postqueue says why: the account, the address, the rate.",
        "If Odoo has them, its scheduled job for mail does not run, or the relay refuses the sender: the message in Odoo has the reason.",
      ], source: "An hour, and 15 minutes: three runs of metrics.sh."),
    Query(.mailStuck).max(by: "database", "server").isAbove(0),
    [.begins("one message", [of(.mailStuck, 1)], database), .quiet("none", [of(.mailStuck, 0)])])
}
