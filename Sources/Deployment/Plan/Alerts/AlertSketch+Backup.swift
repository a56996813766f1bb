import Schema

/// Backups, restore tests, and what will have to be saved.
extension AlertSketch {
  static func backups(_ facts: AlertFacts) -> [AlertSketch] {
    [
      backupOld(facts.backupAge), backupMissing, backupIncomplete, databaseNotSaved(facts.backupAge),
      restoreTestOld(facts.restoreTestAge), restoreTestMissing, tenantFilesGrow,
    ]
  }

  private static let look: [AlertWording] = [
    "journalctl --since -3d -t \(.site)-backup", "./backup.sh --restic snapshots --tag record --latest 3",
    "./backup.sh --restic list locks --no-lock", "./schedule.sh --check",
  ]
  private static let remedy = [
    "The journal says which step failed: the repository, its password, room on the disk, or one database.",
    "If the repository is already locked, old backups are being removed: repeat the backup when that has ended. What killed runs have left locked, a backup unlocks when it begins.",
    "Repair that, and make a backup at once: backup.sh.",
  ]
  private static let scheduled = "The longest time between two runs of backup.schedule, and 2 hours."

  private static func backupOld(_ age: Traced<Int>) -> AlertSketch {
    AlertSketch(
      "BackupOld", .backup, .critical, hold: 0,
      AlertWords(
        summary: "The last good backup is too old",
        meaning: "A backup should have ended well since. If the server is lost now, more is lost than was planned.",
        look: look, remedy: remedy, source: scheduled),
      derive("the age at which a backup is too old") { t in
        let age = t(age)
        return AlertBody(
          query: Query.now.minus(Query(.backupTime).max()).isAbove(age),
          tests: [
            .begins("\(age + 60) s", [.init(.backupTime, [:], -age - 60)], []),
            .quiet("\(age - 600) s", [.init(.backupTime, [:], 600 - age)]),
          ])
      })
  }

  private static let backupMissing = AlertSketch(
    "BackupMissing", .backup, .critical, hold: 3600,
    AlertWords(
      summary: "Nothing is known of any backup",
      meaning: "No backup has ever ended well on this server, or the file with its metrics is gone.",
      look: look + ["ls -l /var/lib/prometheus/node-exporter"],
      remedy: remedy + ["On a new server: the run book's section on backups, under A new server."], source: "1 hour."),
    Query(.backupTime).absent,
    [.begins("no backup", [], []), .quiet("a backup", [.init(.backupTime, [:], 0)])])

  private static let backupIncomplete = AlertSketch(
    "BackupIncomplete", .backup, .warning, hold: 0,
    AlertWords(
      summary: "The last backup failed, or is incomplete",
      meaning: "Something could not be saved. What could be is in a snapshot with the tag incomplete.",
      look: look + ["cat /var/lib/\(.site)/backup/status.json"], remedy: remedy, source: "Any."),
    Query(.backupSucceeded).max().equals(0),
    [
      .begins("it failed", [.init(.backupSucceeded, [:], 0)], []),
      .quiet("it succeeded", [.init(.backupSucceeded, [:], 1)]),
    ])

  private static func databaseNotSaved(_ age: Traced<Int>) -> AlertSketch {
    AlertSketch(
      "DatabaseNotSaved", .backup, .critical, hold: 0,
      AlertWords(
        summary: "The last backup of the database \(.label("database")) is too old",
        meaning: "Other databases may have been saved since; this one was not, in at least one repository.",
        look: look + ["./tenants.sh list"], remedy: remedy, source: scheduled),
      derive("the age at which a backup is too old") { t in
        let age = t(age)
        return AlertBody(
          query: Query.now.minus(Query(.databaseBackupTime).max(by: "database", "server")).isAbove(age),
          tests: [
            .begins(
              "one of two", [saved("test1_db", -age - 60), saved("test2_db", -60)],
              [("database", "test1_db"), ("server", "tenants")]),
            .quiet("both are new enough", [saved("test1_db", 600 - age), saved("test2_db", -60)]),
          ])
      })
  }

  private static func saved(_ database: String, _ time: Int) -> TestSketch.Input {
    .init(.databaseBackupTime, ["database": database, "server": "tenants"], time)
  }

  private static let drillLook: [AlertWording] = [
    "./restore-test.sh --report", "journalctl --since -10d -t \(.site)-restore-test", "./schedule.sh --check",
  ]

  private static func restoreTestOld(_ age: Traced<Int>) -> AlertSketch {
    AlertSketch(
      "RestoreTestOld", .backup, .warning, hold: 0,
      AlertWords(
        summary: "No restore test has succeeded for too long",
        meaning:
          "Backups are made, but for longer than the schedule of restore tests says, none was shown to be of use.",
        look: drillLook,
        remedy: [
          "If tests fail, the report says what cannot be restored: repair it, and make a new backup.",
          "If none ran, schedule.sh installs their schedule. restore-test.sh makes one now.",
        ], source: "The longest time between two runs of backup.restore_test, and a day."),
      derive("the age at which a restore test is too old") { t in
        let age = t(age)
        return AlertBody(
          query: Query.now.minus(Query(.restoreTestTime).max()).isAbove(age),
          tests: [
            .begins("\(age + 60) s", [.init(.restoreTestTime, [:], -age - 60)], []),
            .quiet("\(age - 600) s", [.init(.restoreTestTime, [:], 600 - age)]),
          ])
      })
  }

  private static let restoreTestMissing = AlertSketch(
    "RestoreTestMissing", .backup, .warning, hold: 7200,
    AlertWords(
      summary: "Nothing is known of any restore test",
      meaning: "No backup of this server has ever been restored, or the file with the metrics is gone.",
      look: drillLook,
      remedy: ["Make one now: restore-test.sh. It runs in containers of its own, and changes nothing."],
      source: "2 hours, so that a new server has time for its first one."),
    Query(.restoreTestTime).absent,
    [
      .begins("no test", [], []), .quiet("a test", [.init(.restoreTestTime, [:], 0)]),
    ])

  private static let tenantFilesGrow = AlertSketch(
    "TenantFilesGrow", .backup, .warning, hold: 3600,
    AlertWords(
      summary: "The files of \(.label("database")) will fill the disk",
      meaning:
        "If the files of this database grow for two weeks as they did in the last day, they take more than what is free on the disk.",
      look: ["./tenants.sh list", "df -h /var/lib/docker", "docker system df"],
      remedy: [
        "Ask the tenant whether so many attachments are meant: an import, or mail with large files.",
        "Order a larger disk in time; backups grow as well.",
      ], source: "14 days, at the speed of one day, for an hour."),
    Query(.filestoreBytes).slope("1d").sum(by: "database", "service").times(1_209_600)
      .isAbove(single: Query(.diskAvailable, .matches("mountpoint", "/|/var|/var/lib|/var/lib/docker")).min()),
    [
      .begins(
        "4032 in 14 days, and 4000 are free", files(free: 4000), since: 300, step: 300,
        [
          ("database", "test1_db"), ("service", "odoo"),
        ]), .quiet("4032 in 14 days, and 4100 are free", files(free: 4100), until: 300, step: 300),
    ])

  /// Files that grow by one byte in five minutes.
  private static func files(free: Int) -> [TestSketch.Input] {
    [
      .init(.filestoreBytes, ["database": "test1_db", "service": "odoo"], .line(from: 1000, by: 1)),
      .init(.diskAvailable, ["mountpoint": "/"], free),
    ]
  }
}
