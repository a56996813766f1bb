import Schema

/// What watches.
extension AlertSketch {
  static func monitoring(_ facts: AlertFacts) -> [AlertSketch] {
    [targetDown, targetMissing(facts.isLocal), logsNotRead, watchdog]
  }
  /// What watches where Prometheus and Alertmanager are on the server.
  static let prometheus = [alertsNotDelivered, configurationNotLoaded, rulesFailing]

  private static let targetDown = AlertSketch(
    "TargetDown", .monitoring, .warning, hold: 300,
    AlertWords(
      summary: "Prometheus does not reach \(.label("job"))",
      meaning: "An exporter has not answered for five minutes. What it measures is not known as long as that lasts.",
      look: ["./monitoring/install.sh --check", "systemctl --failed", "docker compose ps"],
      remedy: [
        "Start it: systemctl start and the name of its service; the exporters of PostgreSQL are services of docker compose.",
        "If it starts and ends at once, journalctl -u and its name says why.",
      ], source: "5 minutes: the node exporter's mixin."),
    Query(.up, .isNot("job", "tenants|superadmin|certificates")).min(by: "job").equals(0),
    [
      .begins("one", [target("node", 0), target("mtail", 1)], [("job", "node")]),
      .quiet("none, but a tenant's page", [target("node", 1), target("tenants", 0)]),
    ])

  private static func target(_ job: String, _ value: Int) -> TestSketch.Input { .init(.up, ["job": job], value) }

  private static func targetMissing(_ isLocal: Traced<Bool>) -> AlertSketch {
    AlertSketch(
      "TargetMissing", .monitoring, .warning, hold: 600,
      AlertWords(
        summary: "Prometheus does not know \(.label("job"))",
        meaning: "A job of prometheus.yml has no target at all. An alert on its series could never begin.",
        look: ["./monitoring/install.sh --check", "promtool check config /etc/prometheus/gen-\(.site)/prometheus.yml"],
        remedy: ["Install the configuration of this folder again: monitoring/install.sh."],
        source: "10 minutes."),
      derive("monitoring.mode") { t in
        let jobs =
          ["node", "nginx", "blackbox", "mtail", "postgres", "superadmin", "certificates"]
          + (t(isLocal) ? ["prometheus", "alertmanager"] : [])
        let queries = jobs.map { Query(.up, .job($0)).absent }
        return AlertBody(
          query: queries.dropFirst().reduce(queries[0]) { $0.or($1) },
          tests: [
            TestSketch(
              title: "none is known", step: 60, inputs: [], since: 0, alerts: jobs.map { [("job", $0)] }),
            .begins("one is missing", jobs.dropFirst().map { target($0, 1) }, [("job", jobs[0])]),
            .quiet("all are known", jobs.map { target($0, 0) }),
          ])
      })
  }

  private static let logsNotRead = AlertSketch(
    "LogsNotRead", .monitoring, .warning, hold: 300,
    AlertWords(
      summary: "mtail does not read the log of nginx",
      meaning:
        "nginx has answered requests, and mtail has counted none of them. The alerts on errors, slow tenants and logins see nothing.",
      look: [
        "systemctl status \(.site)-mtail", "journalctl -u \(.site)-mtail --since -1h", "ls -l /var/log/nginx",
      ],
      remedy: [
        "Restart it: systemctl restart, with the name of its service from above. It must be able to read the log: its user is in the group adm.",
        "After a rotation of the logs, nginx writes into the new file, which has to have the name of the old one.",
      ], source: "More than 100 requests within 15 minutes, for 5 minutes."),
    Query(.requests, .job("nginx")).events("15m").sum().isAbove(100)
      .unless(any: Query(.requests, .job("mtail")).events("15m").sum().isAbove(0)),
    [
      .begins("120 requests, and none is counted", [served("120"), read(.steady("7"))], since: 900, []),
      .begins("120 requests, and nothing is known of mtail", [served("120")], since: 900, []),
      .quiet(
        "120 requests, and one was counted", [served("120"), read(.step(from: "0", times: 20, to: "1"))], until: 900),
      .quiet("90 requests", [served("90"), read(.steady("7"))], until: 900),
    ])

  private static func served(_ count: String) -> TestSketch.Input {
    .init(.requests, ["job": "nginx"], .step(from: "0", times: 15, to: count))
  }

  private static func read(_ samples: TestSketch.Samples) -> TestSketch.Input {
    .init(.requests, ["host": "test1.shops.example.net", "job": "mtail", "status": "200"], samples)
  }

  private static let watchdog = AlertSketch(
    "Watchdog", .monitoring, .warning, hold: 0,
    AlertWords(
      summary: "The monitoring works",
      meaning:
        "This alert is always there, and goes to alerts.heartbeat alone. If it stops arriving there, Prometheus, Alertmanager, the server or its network is down.",
      look: ["systemctl status prometheus prometheus-alertmanager"],
      remedy: [
        "Nothing, as long as it arrives. If the service at alerts.heartbeat tells you that it does not, look at the server."
      ], source: "Always."),
    .always(1), [.begins("always", [], [])])
}

/// Prometheus and Alertmanager.
extension AlertSketch {
  private static let alertsNotDelivered = AlertSketch(
    "AlertsNotDelivered", .monitoring, .critical, hold: 0,
    AlertWords(
      summary: "Alertmanager could not deliver alerts by \(.label("integration"))",
      meaning:
        "A mail server or an address of the settings under alerts refused a message, or did not answer. If there is another way, this message came by it.",
      look: [
        "journalctl -u prometheus-alertmanager --since -1h",
        "amtool check-config /etc/prometheus/gen-\(.site)/alertmanager.yml",
      ],
      remedy: [
        "The journal has the answer of the other side: a password that is wrong, a sender that is refused, a name that is not found.",
        "Correct alerts in site.yaml or its secret, build, run monitoring/install.sh, and try it: notify.sh has --test.",
      ], source: "Any within 15 minutes."),
    Query(.notificationsFailed).events("15m").sum(by: "integration").isAbove(0),
    [
      .begins("one", [failures("1")], since: 900, step: 30, [("integration", "email")]),
      .quiet("none", [failures("0")], until: 900, step: 30),
    ])

  private static func failures(_ count: String) -> TestSketch.Input {
    .init(.notificationsFailed, ["integration": "email"], .step(from: "0", times: 30, to: count))
  }

  private static let configurationNotLoaded = AlertSketch(
    "ConfigurationNotLoaded", .monitoring, .warning, hold: 300,
    AlertWords(
      summary: "\(.label("job")) has refused its configuration",
      meaning: "It runs on with the former one.",
      look: [
        "promtool check config /etc/prometheus/gen-\(.site)/prometheus.yml",
        "amtool check-config /etc/prometheus/gen-\(.site)/alertmanager.yml",
        "journalctl -u prometheus -u prometheus-alertmanager --since -1h",
      ],
      remedy: [
        "Somebody has changed its file, or a package was updated: monitoring/install.sh puts the file of this folder there again."
      ],
      source: "5 minutes."),
    Query(.configurationLoaded).min(by: "job").equals(0)
      .or(Query(.alertmanagerConfigurationLoaded).min(by: "job").equals(0)),
    [
      .begins("Prometheus", loaded(prometheus: 0, alertmanager: 1), [("job", "prometheus")]),
      .begins("Alertmanager", loaded(prometheus: 1, alertmanager: 0), [("job", "alertmanager")]),
      .quiet("both have loaded it", loaded(prometheus: 1, alertmanager: 1)),
    ])

  private static func loaded(prometheus: Int, alertmanager: Int) -> [TestSketch.Input] {
    [
      .init(.configurationLoaded, ["job": "prometheus"], prometheus),
      .init(.alertmanagerConfigurationLoaded, ["job": "alertmanager"], alertmanager),
    ]
  }

  private static let rulesFailing = AlertSketch(
    "RulesFailing", .monitoring, .critical, hold: 0,
    AlertWords(
      summary: "Prometheus could not evaluate some alerts",
      meaning: "A rule failed, so that its alert cannot begin.",
      look: ["journalctl -u prometheus --since -1h", "promtool check rules /etc/prometheus/gen-\(.site)/rules.yml"],
      remedy: [
        "The journal names the rule and the reason: often two series with the same labels, from a job that is there twice."
      ], source: "Any within 15 minutes."),
    Query(.ruleFailures).events("15m").sum().isAbove(0),
    [
      .begins("one", [ruleFailures("1")], since: 900, step: 30, []),
      .quiet("none", [ruleFailures("0")], until: 900, step: 30),
    ])

  private static func ruleFailures(_ count: String) -> TestSketch.Input {
    .init(.ruleFailures, ["job": "prometheus"], .step(from: "0", times: 30, to: count))
  }
}
