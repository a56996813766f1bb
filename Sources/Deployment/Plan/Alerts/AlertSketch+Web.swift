import Schema

/// What visitors get.
extension AlertSketch {
  static func web(_ facts: AlertFacts) -> [AlertSketch] {
    [
      nginxDown, tenantUnreachable, tenantsNotProbed, superadminUnreachable, tenantSlow(facts.thresholds.slowSeconds),
      serverErrors(facts.thresholds.errors), loginAttack(facts.logins), tooManyTenants(facts.registries),
    ]
  }

  private static let nginxDown = AlertSketch(
    "NginxDown", .tenants, .critical, hold: 60,
    AlertWords(
      summary: "nginx does not answer",
      meaning:
        "nginx, or the exporter that asks it, has not answered for a minute. Without nginx nobody reaches any tenant.",
      look: ["systemctl status nginx prometheus-nginx-exporter", "nginx -t", "tail /var/log/nginx/error.log"],
      remedy: [
        "If nginx -t names a mistake: nginx/install.sh puts the files of this folder there again, and checks them first.",
        "Start it: systemctl start nginx. If another program has taken port 443, ss -ltnp names it.",
      ], source: "1 minute: two scrapes."),
    Query(.nginxUp).max().equals(0).or(Query(.nginxUp).absent),
    [
      .begins("it is stopped", [.init(.nginxUp, [:], 0)], []), .begins("nothing is known of it", [], []),
      .quiet("it answers", [.init(.nginxUp, [:], 1)]),
    ])

  private static func probe(_ name: String, _ value: Int) -> TestSketch.Input {
    .init(.probeSuccess, ["host": "\(name).shops.example.net", "job": "tenants", "tenant": name], value)
  }

  private static let tenantUnreachable = AlertSketch(
    "TenantUnreachable", .tenants, .critical, hold: 180,
    AlertWords(
      summary: "The login page of tenant \(.label("tenant")) does not come",
      meaning:
        "nginx on this server was asked for /web/login at the name of the tenant, and there was no page. This loads the tenant's database, so it fails where that cannot be opened.",
      look: ["./tenants.sh list", "docker compose ps", "./logs.sh --tenant TENANT --since 1h"],
      remedy: [
        "If all tenants are told, look at Odoo and its database server first.",
        "If it is one: it is being updated or restored, its database is damaged, or a module of its own fails when it is loaded. Its log has the error.",
      ], source: "3 minutes. A probe is made every minute; with many tenants, less often."),
    Query(.probeSuccess, .job("tenants")).max(by: "host", "tenant").equals(0),
    [
      .begins(
        "one of two", [probe("test1", 0), probe("test2", 1)],
        [("host", "test1.shops.example.net"), ("tenant", "test1")]),
      .quiet("both have a page", [probe("test1", 1), probe("test2", 1)]),
    ])

  private static let tenantsNotProbed = AlertSketch(
    "TenantsNotProbed", .tenants, .warning, hold: 900,
    AlertWords(
      summary: "There are tenants, and none of them is probed",
      meaning: "Prometheus has no list of tenants, so nobody would be told if their pages do not come.",
      look: ["ls -l /var/lib/\(.site)-monitoring", "./tenants.sh list", "journalctl -t \(.site)-metrics --since -1h"],
      remedy: ["metrics.sh writes the list of tenants for Prometheus: run it, and read what it says."],
      source: "15 minutes: three runs of metrics.sh."),
    Query(.probeSuccess, .job("tenants")).absent.and(Query(.tenants).max().isAbove(0), on: []),
    [
      .begins("one tenant", [.init(.tenants, [:], 1)], [("job", "tenants")]),
      .quiet("no tenant", [.init(.tenants, [:], 0)]),
      .quiet("one tenant, which is probed", [.init(.tenants, [:], 1), probe("test1", 1)]),
    ])

  private static let superadminUnreachable = AlertSketch(
    "SuperadminUnreachable", .tenants, .critical, hold: 180,
    AlertWords(
      summary: "The superadmin's login page does not come",
      meaning: "nginx on this server was asked for /web/login at the superadmin's name, and there was no page.",
      look: ["docker compose ps", "docker compose logs --tail 50 odoo_superadmin", "tail /var/log/nginx/error.log"],
      remedy: [
        "Look at the superadmin's Odoo and its database server. The tenants do not need them, unless tenants are being created."
      ], source: "3 minutes: three probes."),
    Query(.probeSuccess, .job("superadmin")).max(by: "job").equals(0)
      .or(Query(.probeSuccess, .job("superadmin")).absent),
    [
      .begins("no page", [.init(.probeSuccess, ["job": "superadmin"], 0)], [("job", "superadmin")]),
      .begins("it is not probed", [], [("job", "superadmin")]),
      .quiet("a page", [.init(.probeSuccess, ["job": "superadmin"], 1)]),
    ])
}

/// How visitors are served.
extension AlertSketch {
  private static let shop = "test1.shops.example.net"

  private static func tenantSlow(_ slow: Traced<Int>) -> AlertSketch {
    AlertSketch(
      "TenantSlow", .tenants, .warning, hold: 600,
      AlertWords(
        summary: "\(.label("host")) answers slowly",
        meaning:
          "More than 5 of 100 requests have taken longer than monitoring.thresholds.slow, as nginx measures them.",
        look: [
          "./logs.sh --tenant TENANT --since 1h", "docker stats --no-stream",
          "docker compose exec -T db psql --username=postgres --command='TABLE pg_stat_activity'",
        ],
        remedy: [
          "If all hosts are slow, it is the server or the database server: look at processors, memory and long queries.",
          "If it is one host, its reports or its own modules ask too much at once; its log has the requests and their seconds.",
        ], source: "monitoring.thresholds.slow, for 10 minutes."),
      derive("monitoring.thresholds.slow") { t in
        let seconds = t(slow)
        return AlertBody(
          query: Query(.requestBuckets).rate("10m").sum(by: "host", "le").quantile("0.95").isAbove(seconds),
          tests: [
            .begins(
              "95 of 100 take up to 1.2 times as long", buckets(seconds, [(10, 90), (14, 100)]), since: 60,
              [("host", shop)]),
            .quiet("95 of 100 take up to 0.85 times as long", buckets(seconds, [(7, 90), (10, 100)]), until: 60),
          ])
      })
  }

  /// Of 100 requests in each minute, so many within tenths of the threshold.
  private static func buckets(_ seconds: Int, _ counts: [(tenths: Int, count: Int)]) -> [TestSketch.Input] {
    let limits = counts.map { ("\(seconds * $0.tenths / 10).\(seconds * $0.tenths % 10)", $0.count) } + [("+Inf", 100)]
    return limits.map { .init(.requestBuckets, ["host": shop, "le": $0.0], .line(from: 0, by: $0.1)) }
  }

  private static func serverErrors(_ percent: Traced<Int>) -> AlertSketch {
    AlertSketch(
      "ServerErrors", .tenants, .warning, hold: 300,
      AlertWords(
        summary: "Requests to \(.label("host")) end in errors of the server",
        meaning: "More requests than monitoring.thresholds.errors allows were answered with a status from 500 on.",
        look: ["docker compose ps", "./logs.sh --tenant TENANT --since 1h", "tail /var/log/nginx/error.log"],
        remedy: [
          "502 is an Odoo that is not running, 504 one that takes too long, 500 an error in a module: its log has the traceback.",
          "After an update: update.sh has --undo.",
        ], source: "monitoring.thresholds.errors, for 5 minutes."),
      derive("monitoring.thresholds.errors") { t in
        let percent = t(percent)
        let failed = Query(.requests, .job("mtail"), .matches("status", "5..")).rate("5m").sum(by: "host")
        let all = Query(.requests, .job("mtail")).rate("5m").sum(by: "host")
        return AlertBody(
          query: failed.divided(by: all).times(100).isAbove(percent),
          tests: [
            .begins("\(percent).5 %", answers(failed: 10 * percent + 5), since: 60, [("host", shop)]),
            .quiet("\(percent - 1).7 %", answers(failed: 10 * percent - 3), until: 60),
          ])
      })
  }

  /// Of 1000 requests in each minute, so many that failed.
  private static func answers(failed: Int) -> [TestSketch.Input] {
    [("200", 1000 - failed), ("502", failed)].map { status, count in
      .init(.requests, ["host": shop, "job": "mtail", "status": status], .line(from: 0, by: count))
    }
  }

  private static func loginAttack(_ attempts: Traced<Int>) -> AlertSketch {
    AlertSketch(
      "LoginAttack", .tenants, .warning, hold: 0,
      AlertWords(
        summary: "Somebody tries passwords at \(.label("host"))",
        meaning:
          "nginx has refused more logins within ten minutes, as too many, than one address may try in that time.",
        look: ["tail /var/log/nginx/error.log", "fail2ban-client status"],
        remedy: [
          "nginx goes on refusing them; nothing has to be done at once. The access log has the addresses.",
          "If they come from one network, refuse it in the firewall. Ask the tenant to use two-factor authentication.",
        ], source: "Ten minutes of nginx.login_rate, within 10 minutes."),
      derive("ten minutes of nginx.login_rate") { t in
        let attempts = t(attempts)
        return AlertBody(
          query: Query(.logins, .job("mtail"), .is("status", "429")).events("10m").sum(by: "host").isAbove(attempts),
          tests: [
            .begins(
              "\(attempts + 2) are refused", [refused("429", attempts + 2)], since: 600, step: 30, [("host", shop)]),
            .quiet("\(attempts) are refused", [refused("429", attempts)], until: 600, step: 30),
            .quiet("\(attempts * 2) are let through", [refused("303", attempts * 2)], until: 600, step: 30),
          ])
      })
  }

  private static func refused(_ status: String, _ count: Int) -> TestSketch.Input {
    .init(.logins, ["host": shop, "job": "mtail", "status": status], .step(from: "0", times: 20, to: "\(count)"))
  }

  private static func tooManyTenants(_ registries: Traced<Int>) -> AlertSketch {
    AlertSketch(
      "TooManyTenants", .tenants, .warning, hold: 1800,
      AlertWords(
        summary: "There are more tenants than a process of Odoo can keep open",
        meaning:
          "A process of Odoo keeps limit_memory_soft / 15 MiB databases open. Beyond that, it closes one to open another, which takes seconds each time.",
        look: ["./tenants.sh list", "docker stats --no-stream"],
        remedy: [
          "Raise odoo.tenants.limits.memory_soft, or write odoo.capacity into site.yaml, which raises it as needed; gen says whether the server has the memory."
        ], source: "limit_memory_soft of this site / 15 MiB (odoo/modules/registry.py)."),
      derive("memory_soft of odoo.tenants / 15 MiB") { t in
        let registries = t(registries)
        return AlertBody(
          query: Query(.tenants).max().isAbove(registries),
          tests: [
            .begins("\(registries + 1) tenants", [.init(.tenants, [:], registries + 1)], []),
            .quiet("\(registries) tenants", [.init(.tenants, [:], registries)]),
          ])
      })
  }
}
