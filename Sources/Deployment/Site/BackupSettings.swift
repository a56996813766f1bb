public import Schema

/// When backups are made, where to, and how long they are kept.
@dynamicMemberLookup
public struct BackupSettings: Section {
  let schedule: Traced<CronSchedule>
  let keep: KeepSettings
  let repository: Traced<ResticRepository>
  let restoreTest: Traced<CronSchedule>
  let notify: Traced<HTTPURL?>
  let copies: Traced<[Traced<ResticRepository>]>
  let appendOnly: Traced<Bool>
  private let work: BackupWorkSettings

  /// The settings under `backup`.
  public static let section = SectionTable(
    "backup", BackupSettings.init,
    Row(
      "schedule", \.schedule, default: CronSchedule(canonical: "30 2 * * *"),
      "The schedule of the backup: the five fields of a crontab, in server.timezone."
    ).example("15 3 * * *"),
    Row("keep", \.keep, record: "How many backups are kept; older ones are removed after each run."),
    Row(
      "repository", \.repository,
      "The restic repository: a path on the server, or sftp:, rest:, s3:, b2:, azure:, gs:, swift: or rclone: and a place, without credentials."
    ).example("sftp:backup@storage.example.net:/srv/restic"),
    Row(
      "restore_test", \.restoreTest, default: CronSchedule(canonical: "0 5 * * 0"),
      "The schedule for a test restore of the newest backup: the five fields of a crontab, in server.timezone."
    ).example("0 6 * * 0"),
    Row(
      "notify", \.notify,
      optional: "A further URL that is called when a backup fails, besides `alerts`."
    ).example("https://hooks.example.net/backup"),
    Row(
      "copies", \.copies,
      list:
        "Further restic repositories, to which each backup is written at the same time; each is complete without the others."
    ).example("/srv/backup/stockshop"),
    Row(
      "append_only", \.appendOnly, default: false,
      "Whether the server may only add to its repositories; backup-forget.sh then removes old backups, on another machine."
    ),
    Row(part: \.work))
}

extension BackupSettings {
  /// How backups and test restores are made.
  public subscript<Value>(dynamicMember property: KeyPath<BackupWorkSettings, Value>) -> Value {
    work[keyPath: property]
  }
}

/// How backups and test restores are made: a part of `BackupSettings`.
public struct BackupWorkSettings: Section {
  let scheduler: Traced<BackupScheduler>
  let jobs: Traced<Int>
  let restoreShare: Traced<Int>

  /// The settings under `backup` that decide how they are made.
  public static let section = SectionTable(
    "work of backup", BackupWorkSettings.init,
    Row(
      "scheduler", \.scheduler, default: .cron,
      "What starts backups and test restores: cron, or timers of systemd, which make up for a run that the server slept through."
    ).example("systemd"),
    Row(
      "jobs", \.jobs, in: 1...16, default: 1,
      "The number of databases that are saved at the same time; each takes a connection to its database server."
    ).example("2"),
    Row(
      "restore_share", \.restoreShare, in: 1...100, default: 1,
      "In how many test restores every tenant is restored once: 1 restores all each time, 4 a quarter."
    ).example("4"))
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
      "For how many days, counted from the newest backup, the last backup of each is kept."
    ).example("14"),
    Row(
      "weekly", \.weekly, in: 0...520, default: 4,
      "For how many weeks, counted from the newest backup, the last backup of each is kept."
    ).example("8"),
    Row(
      "monthly", \.monthly, in: 0...1200, default: 0,
      "For how many months, counted from the newest backup, the last backup of each is kept."
    ).example("6"))
}
