public import Schema

/// When backups and test restores are made: a part of `BackupPlan`.
public struct BackupTimes: Tabled {
  let schedule: Traced<CronSchedule>
  let restoreTest: Traced<CronSchedule>
  let scheduler: Traced<BackupScheduler>
  let hasTimers: Traced<Bool>
  let calendar: Traced<[Traced<CalendarEvent>]>
  let restoreTestCalendar: Traced<[Traced<CalendarEvent>]>
  let wait: Traced<Int>
  let days: Traced<Int>

  /// The times.
  public static let table = Table(
    "times of backup", BackupTimes.init,
    Row("schedule", \.schedule, "When a backup is made."),
    Row("restore_test", \.restoreTest, "When a backup is restored to see that it can be."),
    Row("scheduler", \.scheduler, "What starts them."),
    Row("has_timers", \.hasTimers, "Whether timers of systemd start them."),
    Row("calendar", \.calendar, "The schedule of the backup for systemd; any of them."),
    Row("restore_test_calendar", \.restoreTestCalendar, "The schedule of the test restore for systemd; any of them."),
    Row(
      "wait_seconds", \.wait,
      "How long a backup waits for another script to end: until the next one would begin, in seconds."),
    Row("schedule_days", \.days, "The longest time between two backups, in days."))
}

extension BackupTimes {
  init(_ backup: BackupSettings) {
    self.init(
      schedule: backup.schedule, restoreTest: backup.restoreTest, scheduler: backup.scheduler,
      hasTimers: derive("backup.scheduler is systemd") { t in t(backup.scheduler) == .systemd },
      calendar: Self.calendar(backup.schedule, "backup.schedule"),
      restoreTestCalendar: Self.calendar(backup.restoreTest, "backup.restore_test"),
      wait: derive("the shortest time between two runs of backup.schedule") { t in t(backup.schedule).shortestGap * 60
      },
      days: derive("the longest time between two runs of backup.schedule") { t in t(backup.schedule).longestGapInDays }
    )
  }

  private static func calendar(
    _ schedule: Traced<CronSchedule>, _ name: StaticString
  ) -> Traced<[Traced<CalendarEvent>]> {
    derive("\(name) as systemd writes it") { t in t(schedule).calendarEvents.map { Traced(constant: $0) } }
  }
}
