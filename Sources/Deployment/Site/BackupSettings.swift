public import Schema

/// When backups are made, where to, and how long they are kept.
public struct BackupSettings: Section {
  let schedule: Traced<CronSchedule>
  let keep: KeepSettings
  let repository: Traced<ResticRepository>
  let restoreTest: Traced<CronSchedule>
  let notify: Traced<HTTPURL?>

  /// The settings under `backup`.
  public static let section = SectionTable(
    "backup", BackupSettings.init,
    Row(
      "schedule", \.schedule, default: CronSchedule(canonical: "30 2 * * *"),
      "When a backup is made: the five fields of a crontab, in server.timezone."),
    Row("keep", \.keep, record: "How many backups are kept; older ones are forgotten after each run."),
    Row(
      "repository", \.repository,
      "The restic repository: a path on the server, or sftp:, rest:, s3:, b2:, azure:, gs:, swift: or rclone: and where it is, without credentials."
    ),
    Row(
      "restore_test", \.restoreTest, default: CronSchedule(canonical: "0 5 * * 0"),
      "When the newest backup is restored to see that it can be: five fields of a crontab, in server.timezone."
    ),
    Row(
      "notify", \.notify,
      optional: "An address that is called when a backup fails; mail goes to `alerts` always."))
}

/// How many backups are kept.
public struct KeepSettings: Section {
  let daily: Traced<Int>
  let weekly: Traced<Int>
  let monthly: Traced<Int>

  /// The settings under `backup.keep`.
  public static let section = SectionTable(
    "keep", KeepSettings.init,
    Row(
      "daily", \.daily, in: 1...366, default: 7,
      "Days, back from the newest backup, of which the last backup each is kept."),
    Row(
      "weekly", \.weekly, in: 0...520, default: 4,
      "Weeks, back from the newest backup, of which the last backup each is kept."),
    Row(
      "monthly", \.monthly, in: 0...1200, default: 0,
      "Months, back from the newest backup, of which the last backup each is kept."))
}
