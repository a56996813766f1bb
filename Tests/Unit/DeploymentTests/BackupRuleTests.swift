import Diagnostics
import Testing

@testable import Deployment

/// The rules about where backups are, and when they are tried.
@Suite struct BackupRuleTests {
  private static let elsewhere = "sftp:b@nas.example:/b"

  private func findings(_ backup: String) -> [String] {
    Read(text: Read.minimal.replacing("{repository: /srv/backup}", with: "{\(backup)}")).all
      .filter { [.backupHere, .backupDeletable, .backupTwice, .restoreTest].contains($0.id) }
      .map { "\($0.severity.rawValue): \($0.message) [\($0.id)]; \($0.help ?? "")" }
  }

  @Test(
    arguments: [
      ("repository: /srv/a", ["backup-here"]), ("repository: /srv/a, copies: [/srv/b]", ["backup-here"]),
      ("repository: /srv/a, append_only: true", ["backup-here"]),
      ("repository: \"sftp:b@nas.example:/b\"", ["backup-deletable"]),
      ("repository: /srv/a, copies: [\"sftp:b@nas.example:/b\"]", ["backup-deletable"]),
      ("repository: \"sftp:b@nas.example:/b\", append_only: true", []),
      ("repository: /srv/a, copies: [\"sftp:b@nas.example:/b\"], append_only: true", []),
      ("repository: /srv/a, copies: [/srv/b, /srv/a]", ["backup-here", "backup-twice"]),
      ("repository: /srv/a, copies: [/srv/b, /srv/b]", ["backup-here", "backup-twice"]),
    ] as [(String, [String])])
  func asksWhereBackupsAreWhenTheServerIsNot(_ backup: String, _ ids: [String]) {
    #expect(findings(backup).map { String($0.split(separator: "[")[1].split(separator: "]")[0]) }.sorted() == ids)
  }

  @Test func saysWhatToDo() {
    #expect(
      findings("repository: /srv/a, copies: [/srv/a]") == [
        "warning: all backups are on the server's own disk: /srv/a [backup-here]; "
          + "write a repository on another server, or one more in backup.copies",
        "error: backup.copies: /srv/a is a repository of this site already [backup-twice]; write another one",
      ])
    #expect(
      findings("repository: \"\(Self.elsewhere)\"") == [
        "warning: whoever takes the server over can delete its backups [backup-deletable]; "
          + "write backup.append_only: true, for a storage that lets the server only add"
      ])
  }

  /// Schedules of the backup and of the test restore, the share of it, and what is said.
  @Test(
    arguments: [
      ("30 2 * * *", "0 5 * * 0", 1, nil), ("30 2 * * *", "0 5 * * 0", 13, nil),
      ("30 2 * * *", "30 2 * * 0", 1, "begins"), ("30 2 * * *", "29 3 * * 0", 1, "begins"),
      ("30 2 * * *", "30 3 * * 0", 1, nil), ("30 2 * * *", "29 2 * * 0", 1, nil),
      ("30 2 * * mon-fri", "30 2 * * 0", 1, nil), ("30 23 * * 6", "10 0 * * 0", 1, "begins"),
      ("30 23 * * 5", "10 0 * * 0", 1, nil), ("0 * * * *", "29 5 * * 0", 1, "begins"),
      ("0 * * * *", "31 5 * * 0", 1, nil), ("30 2 * * *", "0 5 * * 0", 14, "every 98 days"),
      ("30 2 * * *", "0 5 1 1 *", 1, "every 366 days"), ("30 2 * * *", "0 5 29 2 *", 1, "every 1461 days"),
      ("30 2 * * *", "0 5 1 */3 *", 1, nil), ("30 2 * * *", "0 5 1 * *", 3, "every 93 days"),
    ] as [(String, String, Int, String?)])
  func asksWhenBackupsAreTried(_ schedule: String, _ test: String, _ share: Int, _ said: String?) {
    let found = findings(
      "repository: /srv/a, schedule: \"\(schedule)\", restore_test: \"\(test)\", restore_share: \(share)"
    ).filter { $0.contains("[restore-test]") }
    #expect(found.count == (said == nil ? 0 : 1), "\(found)")
    if let said { #expect(found.allSatisfy { $0.contains(said) }, "\(found)") }
  }

  /// Every dump that is made at the same time takes a connection.
  @Test func countsTheConnectionsOfDumps() {
    let counted = { (jobs: Int) in
      look(Read(("/srv/backup}", "/srv/backup, jobs: \(jobs)}")).plan.containers.postgres.tenants.maxConnections)
    }
    #expect(counted(4) == counted(1))
    #expect(counted(16) == counted(1) + 12)
  }
}
