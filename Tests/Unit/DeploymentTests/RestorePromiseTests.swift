import Model
import Schema
import Testing

@testable import Deployment

/// What the run book promises of a restore.
@Suite struct RestorePromiseTests {
  private func promise(_ capacity: String, _ backup: String = "") -> RestorePromise {
    Read(
      ("odoo: {", "odoo: {capacity: {\(capacity)}, "),
      ("{repository: /srv/backup}", "{repository: /srv/backup\(backup)}")
    ).plan.host.backup.promise
  }

  @Test(
    arguments: [
      ("tenants: 50, users: 60", nil),
      // 50 × (14 s + 30 s + 2 × 20 s).
      ("tenants: 50, users: 60, database_size: 1000000000B, filestore_size: 2000000000B", 70),
      ("tenants: 50, users: 60, filestore_size: 2000000000B", 45),
      ("tenants: 1, users: 1, database_size: 1B", 1),
    ] as [(String, Int?)])
  func addsUpWhatIsPlanned(_ capacity: String, _ minutes: Int?) {
    #expect(look(promise(capacity).minutes) == minutes)
  }

  @Test func neverTraps() {
    #expect(look(promise("tenants: 100000, users: 1, database_size: 1024TiB, filestore_size: 1024TiB").minutes) != nil)
  }

  @Test(
    arguments: [
      ("", 7), (", restore_share: 4", 28), (", restore_test: \"0 5 * * *\", restore_share: 7", 7),
      (", restore_test: \"0 5 1 * *\"", 31),
    ])
  func saysWithinHowManyDays(_ backup: String, _ days: Int) {
    #expect(look(promise("tenants: 1, users: 1", backup).days) == days)
  }

  @Test func namesItsSettings() {
    let minutes = promise("tenants: 50, users: 60, database_size: 1GiB").minutes
    #expect(minutes.origins.settings.map(\.path).contains("odoo.capacity"))
  }
}
