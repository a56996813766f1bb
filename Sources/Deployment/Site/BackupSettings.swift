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
      "The schedule of the backup: the five fields of a crontab, in server.timezone."),
    Row("keep", \.keep, record: "How many backups are kept; older ones are removed after each run."),
    Row(
      "repository", \.repository,
      "The restic repository: a path on the server, or sftp:, rest:, s3:, b2:, azure:, gs:, swift: or rclone: and a place, without credentials."
    ),
    Row(
      "restore_test", \.restoreTest, default: CronSchedule(canonical: "0 5 * * 0"),
      "The schedule for a test restore of the newest backup: the five fields of a crontab, in server.timezone."
    ),
    Row(
      "notify", \.notify,
      optional: "A URL that is called when a backup fails; mail is always sent to `alerts`."))
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
      "For how many days, counted from the newest backup, the last backup of each is kept."),
    Row(
      "weekly", \.weekly, in: 0...520, default: 4,
      "For how many weeks, counted from the newest backup, the last backup of each is kept."),
    Row(
      "monthly", \.monthly, in: 0...1200, default: 0,
      "For how many months, counted from the newest backup, the last backup of each is kept."))
}
