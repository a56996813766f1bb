/// What measures, on the server.
extension AlertSketch {
  static let metrics = [textfile, metricsOld, metricsIncomplete, dailyCheck]

  private static let textfile = AlertSketch(
    "TextfileBroken", .monitoring, .warning, hold: 300,
    AlertWords(
      summary: "The node exporter cannot read a file of metrics",
      meaning:
        "A file in /var/lib/prometheus/node-exporter is not in Prometheus' format, so that all that is in it is missing.",
      look: ["ls -l /var/lib/prometheus/node-exporter", "journalctl -u prometheus-node-exporter --since -1h"],
      remedy: [
        "The journal names the file and the line. Remove the file; the script that writes it makes it again.",
        "If it comes back broken, the disk may be full, or two scripts write the same file.",
      ], source: "Any for 5 minutes."),
    Query(.textfileError).max().isAbove(0),
    [
      .begins("one file", [.init(.textfileError, [:], 1)], []), .quiet("none", [.init(.textfileError, [:], 0)]),
    ])

  private static let metricsWords = (
    look: [
      "./metrics.sh --print", "journalctl -t \(.site)-metrics --since -1h", "./schedule.sh --check",
    ] as [AlertWording],
    remedy: [
      "Read what the script says when it is run by hand. If it works then, its timer is missing: schedule.sh installs it.",
      "If a database server does not answer, repair that first.",
    ]
  )

  private static let metricsOld = AlertSketch(
    "MetricsOld", .monitoring, .warning, hold: 300,
    AlertWords(
      summary: "The numbers of tenants, jobs, mail and containers are old",
      meaning:
        "metrics.sh, which a timer starts every five minutes, has not ended well for 15 minutes. The alerts on jobs, mail, containers and tenants' files see old numbers.",
      look: metricsWords.look, remedy: metricsWords.remedy, source: "15 minutes: three runs of the timer."),
    Query.now.minus(Query(.metricsTime).max()).isAbove(900).or(Query(.metricsTime).absent),
    [
      .begins("901 s", [.init(.metricsTime, [:], -901)], []), .begins("never", [], []),
      .quiet("a run each 5 minutes", [.init(.metricsTime, [:], .line(from: -800, by: 60))]),
    ])

  private static let metricsIncomplete = AlertSketch(
    "MetricsIncomplete", .monitoring, .warning, hold: 900,
    AlertWords(
      summary: "Some databases could not be asked for their numbers",
      meaning: "metrics.sh could not read a database in three runs. Nothing is known of its jobs and its mail.",
      look: metricsWords.look + ["./tenants.sh list"],
      remedy: ["A tenant that is damaged in the list: see Troubleshooting."] + metricsWords.remedy,
      source: "Any for 15 minutes: three runs of the timer."),
    Query(.databasesFailed).max().isAbove(0),
    [
      .begins("one database", [.init(.databasesFailed, [:], 1)], []),
      .quiet("none", [.init(.databasesFailed, [:], 0)]),
    ])

  private static let dailyCheck = AlertSketch(
    "DailyCheckOld", .monitoring, .warning, hold: 3600,
    AlertWords(
      summary: "The daily check has not ended for a day",
      meaning:
        "daily-check.sh compares the firewall, the certificates and the files once a day. Its results are older than 26 hours, or there are none.",
      look: ["./daily-check.sh", "./schedule.sh --check", "journalctl --since -3d --grep daily-check"],
      remedy: [
        "Run it by hand. If that works, its timer or crontab is missing: schedule.sh installs it."
      ], source: "A day and 2 hours."),
    Query.now.minus(Query(.dailyCheckTime).max()).isAbove(93600).or(Query(.dailyCheckTime).absent),
    [
      .begins("26 hours and a second", [.init(.dailyCheckTime, [:], -93601)], []), .begins("never", [], []),
      .quiet("23 hours", [.init(.dailyCheckTime, [:], -82800)]),
    ])
}
