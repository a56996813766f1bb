import Diagnostics
import Document
import Schema

/// A test restore begins when the backup has ended, and reaches every tenant before long.
enum RestoreTestIsApart: Rule {
  /// The longest time, in days, in which some tenant's backup may go without a test: a quarter of a year.
  static let limit = 92

  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let backup = site.backup
    decoding.examine(.restoreTest) { t in
      let (test, schedule) = (t(backup.restoreTest), t(backup.schedule))
      guard test.begins(within: min(60, schedule.shortestGap / 2), after: schedule) else { return nil }
      return .warning(
        "backup.restore_test: a test restore at \(test.printed) begins while the backup of \(schedule.printed) may be running",
        about: backup.restoreTest, help: "write a time some hours later: it waits for the same lock")
    }
    decoding.examine(.restoreTest) { t in
      let (test, share) = (t(backup.restoreTest), t(backup.restoreShare))
      let days = test.longestGapInDays * share
      guard days > limit else { return nil }
      let help = "restore oftener, or more at a time: a backup counts when it has been restored"
      if share == 1 {
        return .warning(
          "backup.restore_test: a tenant's backup would be restored only every \(days) days", about: backup.restoreTest,
          help: help)
      }
      return .warning(
        "backup.restore_share: the backups of all tenants would be restored only every \(days) days",
        about: backup.restoreShare, help: help)
    }
  }
}
