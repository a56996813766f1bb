/// The server itself while it works.
extension AlertSketch {
  static let host = [memory, oomKill, processor, clock, clockAlone, hostDown]

  private static let mixin = "the node exporter's mixin"
  private static let collection = "awesome-prometheus-alerts"

  private static func node(_ metric: Metric, _ samples: TestSketch.Samples) -> TestSketch.Input {
    .init(metric, ["instance": "127.0.0.1:9100"], samples)
  }

  private static let instance: [AlertSketch.Label] = [("instance", "127.0.0.1:9100")]

  private static let memory = AlertSketch(
    "MemoryLow", .host, .warning, hold: 120,
    AlertWords(
      summary: "The server has little memory left",
      meaning:
        "Less than 10 % of the memory is available. Before it ends, the kernel stops a process, often a database server.",
      look: ["free -m", "docker stats --no-stream", "ps -eo rss,comm --sort=-rss"],
      remedy: [
        "If one container takes more than its share, restart it: docker compose restart, and its name.",
        "If it happens again, raise server.memory with a larger server, or lower odoo.tenants.workers in site.yaml.",
      ], source: "10 % for 2 minutes: \(collection)."),
    Query(.memoryAvailable).divided(by: Query(.memory)).times(100).isBelow(10),
    [
      .begins(
        "9.5 % are available", [node(.memoryAvailable, .steady("95")), node(.memory, .steady("1000"))], instance),
      .quiet("10.5 % are available", [node(.memoryAvailable, .steady("105")), node(.memory, .steady("1000"))]),
    ])

  private static let oomKill = AlertSketch(
    "OutOfMemoryKill", .host, .critical, hold: 0,
    AlertWords(
      summary: "The kernel has stopped a process for want of memory",
      meaning:
        "Within the last ten minutes the kernel has killed a process, because the server or a container had no memory left.",
      look: ["journalctl --dmesg --since -1h --grep oom-kill", "docker compose ps", "docker stats --no-stream"],
      remedy: [
        "The journal names the process and the container. Docker starts a container again by itself; check that all are healthy.",
        "A worker of Odoo that takes too much: look which request it was, and see the limits under Capacity.",
      ], source: "Any within 10 minutes: \(collection)."),
    Query(.oomKills).events("10m").isAbove(0),
    [
      .begins("one process", [node(.oomKills, .step(from: "3", times: 20, to: "4"))], since: 600, step: 30, instance),
      .quiet("none", [node(.oomKills, .steady("3"))], until: 600, step: 30),
    ])

  private static let processor = AlertSketch(
    "ProcessorBusy", .host, .warning, hold: 600,
    AlertWords(
      summary: "The server's processors are busy",
      meaning: "All processors together have been busy for more than 80 % of the time. Requests become slow.",
      look: ["uptime", "docker stats --no-stream", "ps -eo pcpu,comm --sort=-pcpu"],
      remedy: [
        "Look which container it is. A database server: look for a long query. Odoo: look for a tenant with very many requests.",
        "If it is so each day at the same time, order more cores, and write them into server.cpu_cores.",
      ], source: "80 % for 10 minutes: \(collection)."),
    Query(.processors, .is("mode", "idle")).rate("5m").sum(by: "instance")
      .divided(by: Query(.processors).rate("5m").sum(by: "instance")).complement.times(100).isAbove(80),
    [
      .begins("81 % of the time", idle(19), since: 120, step: 100, instance),
      .quiet("79 % of the time", idle(21), until: 120, step: 100),
    ])

  /// A processor that is idle for so many of a hundred seconds.
  private static func idle(_ seconds: Int) -> [TestSketch.Input] {
    [("idle", seconds), ("user", 100 - seconds)].map { mode, seconds in
      .init(
        .processors, ["cpu": "0", "instance": "127.0.0.1:9100", "mode": mode], .line(from: 0, by: seconds))
    }
  }

  private static let clockWords = (
    look: ["timedatectl", "chronyc tracking"] as [AlertWording],
    remedy: [
      "Restart the service that keeps the time, and look whether its servers can be reached: NTP is port 123 of UDP.",
      "A virtual machine that was paused may need a restart of that service.",
    ]
  )

  private static let clock = AlertSketch(
    "ClockSkew", .host, .warning, hold: 600,
    AlertWords(
      summary: "The server's clock is wrong",
      meaning:
        "The clock differs from that of its time servers by more than 0.05 s. Sessions, one-time passwords and certificates depend on it.",
      look: clockWords.look, remedy: clockWords.remedy, source: "0.05 s for 10 minutes: \(mixin)."),
    Query(.clockOffset).magnitude.isAbove(decimal: "0.05"),
    [
      .begins("0.06 s behind", [node(.clockOffset, .steady("-0.06"))], instance),
      .quiet("0.045 s ahead", [node(.clockOffset, .steady("0.045"))]),
    ])

  private static let clockAlone = AlertSketch(
    "ClockNotSynchronized", .host, .warning, hold: 600,
    AlertWords(
      summary: "The server's clock is not compared with others",
      meaning: "No time server has been heard for a while, so that the clock drifts.",
      look: clockWords.look, remedy: clockWords.remedy, source: "10 minutes: \(mixin)."),
    Query(.clockSynchronized).equals(0),
    [
      .begins("no time server", [node(.clockSynchronized, .steady("0"))], instance),
      .quiet("a time server", [node(.clockSynchronized, .steady("1"))]),
    ])

  private static let hostDown = AlertSketch(
    "HostDown", .host, .critical, hold: 180,
    AlertWords(
      summary: "Nothing on the server answers Prometheus",
      meaning:
        "None of the exporters can be reached. Either the server is down or cut off, or all of them are stopped. Other alerts are silent as long as this one lasts.",
      look: ["systemctl --failed", "ss -ltnp", "journalctl --since -15min --priority err"],
      remedy: [
        "If the server does not answer to SSH either, look at it in the console of its provider.",
        "If it does, monitoring/install.sh says which services are down, with --check, and starts them without it.",
      ], source: "3 minutes: six scrapes."),
    Query(.up, exporters).max().equals(0).or(Query(.up, exporters).absent),
    [
      .begins("both exporters are down", [target("node", 0), target("nginx", 0)], []),
      .begins("nothing is known of any", [], []),
      .quiet("one answers", [target("node", 0), target("nginx", 1)]),
    ])

  private static let exporters = Matcher.matches("job", "node|nginx|blackbox|mtail|postgres")

  private static func target(_ job: String, _ value: Int) -> TestSketch.Input { .init(.up, ["job": job], value) }
}
