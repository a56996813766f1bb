public import Schema

/// When backups are made, where to, and how long they are kept.
public struct BackupSettings: Tabled {
  let schedule: Traced<CronSchedule>
  let keep: KeepSettings
  let repository: Traced<ResticRepository>
  let restoreTest: Traced<CronSchedule>
  let notify: Traced<HTTPURL?>

  /// The settings under `backup`.
  public static let table = Table(
    "backup", BackupSettings.init,
    Row("schedule", \.schedule, default: CronSchedule(canonical: "30 2 * * *"), "When a backup is made."),
    Row("keep", \.keep, record: "How many backups are kept."),
    Row("repository", \.repository, "The restic repository."),
    Row(
      "restore_test", \.restoreTest, default: CronSchedule(canonical: "0 5 * * 0"),
      "When a backup is restored to see that it can be."),
    Row("notify", \.notify, optional: "An address that is called when a backup fails; mail goes to `alerts` always."))
}

/// How many backups are kept.
public struct KeepSettings: Tabled {
  let daily: Traced<Int>
  let weekly: Traced<Int>
  let monthly: Traced<Int>

  /// The settings under `backup.keep`.
  public static let table = Table(
    "keep", KeepSettings.init,
    Row("daily", \.daily, in: 1...366, default: 7, "For how many days one backup each is kept."),
    Row("weekly", \.weekly, in: 0...520, default: 4, "For how many weeks one backup each is kept."),
    Row("monthly", \.monthly, in: 0...1200, default: 0, "For how many months one backup each is kept."))
}
