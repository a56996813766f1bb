import Diagnostics
import Document
import Model
import Schema

/// Nothing restores a backup by itself yet, so a schedule for it would promise what nobody does.
enum RestoreTestIsMade: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    guard site.backup.restoreTest.origins.settings.contains(where: { $0.place != nil }) else { return }
    decoding.examine(.restoreTest) { t in
      .warning(
        "backup.restore_test: nothing restores a backup on the schedule \(t(site.backup.restoreTest).printed)",
        about: site.backup.restoreTest, help: "remove it, and restore a backup by hand, as RUNBOOK.md says")
    }
  }
}
