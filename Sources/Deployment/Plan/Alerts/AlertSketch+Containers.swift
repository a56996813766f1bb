import Schema

/// The containers, and the processes in them.
extension AlertSketch {
  static func containers(_ facts: AlertFacts) -> [AlertSketch] {
    [containerDown, containerRestarts, containerKilled, workersRecycled(facts.thresholds.recycled)]
  }

  private static let services = ["odoo", "odoo_superadmin", "db", "db_superadmin"]

  private static func container(_ metric: Metric, _ name: String, _ value: Int) -> TestSketch.Input {
    .init(metric, ["service": name], value)
  }

  private static let look: [AlertWording] = [
    "docker compose ps", "docker compose logs --tail 50", "docker stats --no-stream",
  ]

  private static let containerDown = AlertSketch(
    "ContainerDown", .tenants, .critical, hold: 600,
    AlertWords(
      summary: "The container of \(.label("service")) does not run",
      meaning: "A service of docker-compose.yml was not running in two looks, or is unknown to Docker.",
      look: look,
      remedy: [
        "If somebody stopped it: docker compose up --detach --wait.",
        "If it ends at once, its log says why: a secret that is missing, a setting that is refused, a full disk.",
      ], source: "10 minutes: two runs of metrics.sh."),
    services.reduce(Query(.containerRunning).max(by: "service").equals(0)) {
      $0.or(Query(.containerRunning, .is("service", $1)).absent)
    },
    [
      .begins(
        "one is stopped", services.map { container(.containerRunning, $0, $0 == "db" ? 0 : 1) }, [("service", "db")]),
      TestSketch(
        title: "nothing is known of any", step: 60, inputs: [], since: 0, alerts: services.map { [("service", $0)] }),
      .quiet("all run", services.map { container(.containerRunning, $0, 1) }),
    ])

  private static let containerRestarts = AlertSketch(
    "ContainerRestarts", .tenants, .warning, hold: 0,
    AlertWords(
      summary: "The container of \(.label("service")) restarts again and again",
      meaning: "Docker has restarted a service more than twice within an hour, because its program ended by itself.",
      look: look,
      remedy: [
        "The log has the last lines before the end. 137 is a lack of memory: see Capacity. 78 is a setting that odoo-start refuses."
      ], source: "More than 2 within an hour."),
    Query(.containerRestarts).events("1h").sum(by: "service").isAbove(2),
    [
      .begins("three times", [restarts("3")], since: 3600, [("service", "odoo")]),
      .quiet("twice", [restarts("2")], until: 3600),
    ])

  private static func restarts(_ count: String) -> TestSketch.Input {
    .init(.containerRestarts, ["service": "odoo"], .step(from: "0", times: 60, to: count))
  }

  private static let containerKilled = AlertSketch(
    "ContainerOutOfMemory", .tenants, .critical, hold: 0,
    AlertWords(
      summary: "The container of \(.label("service")) was stopped for want of memory",
      meaning: "The kernel has killed a process of the container, which had reached its limit.",
      look: look + ["journalctl --dmesg --since -1h --grep oom-kill"],
      remedy: [
        "Docker starts it again by itself; the alert ends with the next deployment or restart.",
        "A database server: raise its memory with a larger server. An Odoo: see odoo.tenants.container.memory and the limits of a worker under Capacity.",
      ], source: "Any."),
    Query(.containerKilled).max(by: "service").isAbove(0),
    [
      .begins("one", [container(.containerKilled, "odoo", 1)], [("service", "odoo")]),
      .quiet("none", [container(.containerKilled, "odoo", 0)]),
    ])

  private static func workersRecycled(_ recycled: Traced<Int>) -> AlertSketch {
    AlertSketch(
      "WorkersRecycled", .tenants, .warning, hold: 0,
      AlertWords(
        summary: "\(.label("service")) stops workers that take too much \(.label("reason"))",
        meaning:
          "Odoo has stopped more workers within 15 minutes than monitoring.thresholds.recycled allows, as their requests took too long or too much memory. Each was somebody's request that failed, or waited.",
        look: [
          "docker compose logs --since 30m odoo", "docker compose logs --since 30m odoo_superadmin",
          "docker stats --no-stream",
        ],
        remedy: [
          "The log names the limit, and the request before it: often a report over all records, or an import.",
          "Split what is asked, run it at night, or raise the limits of odoo.tenants in site.yaml.",
        ], source: "monitoring.thresholds.recycled, within 15 minutes."),
      derive("monitoring.thresholds.recycled") { t in
        let recycled = t(recycled)
        return AlertBody(
          query: Query(.workersRecycled, .matches("reason", "time|memory")).events("15m").sum(by: "reason", "service")
            .isAbove(recycled),
          tests: [
            .begins(
              "\(recycled + 1) for time", [stopped("time", recycled + 1)], since: 900, step: 30,
              [("reason", "time"), ("service", "odoo")]),
            .quiet("\(recycled) for memory", [stopped("memory", recycled)], until: 900, step: 30),
            .quiet(
              "\(recycled * 2) after their last request", [stopped("requests", recycled * 2)], until: 900, step: 30),
          ])
      })
  }

  private static func stopped(_ reason: String, _ count: Int) -> TestSketch.Input {
    .init(
      .workersRecycled, ["job": "mtail", "reason": reason, "service": "odoo"],
      .step(from: "0", times: 30, to: "\(count)"))
  }
}
