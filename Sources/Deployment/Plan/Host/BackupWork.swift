public import Schema

/// How much is saved, and with what force: a part of `BackupPlan`.
public struct BackupWork: Tabled {
  let jobs: Traced<Int>
  let restoreShare: Traced<Int>
  let tenants: Traced<Int?>
  let databaseBytes: Traced<Int?>
  let filestoreBytes: Traced<Int?>

  /// The numbers.
  public static let table = Table(
    "work of backup", BackupWork.init,
    Row("jobs", \.jobs, "The number of databases that are saved at the same time."),
    Row("restore_share", \.restoreShare, "In how many test restores every tenant is restored once."),
    Row("tenants", \.tenants, "The planned number of tenants."),
    Row("database_bytes", \.databaseBytes, "The planned size of a tenant's database, in bytes."),
    Row("filestore_bytes", \.filestoreBytes, "The planned size of a tenant's files, in bytes."))
}

extension BackupWork {
  init(_ site: Site) {
    let capacity = site.odoo.capacity
    self.init(
      jobs: site.backup.jobs, restoreShare: site.backup.restoreShare,
      tenants: derive("odoo.capacity.tenants") { t in t(capacity).map { t($0.tenants) } },
      databaseBytes: derive("odoo.capacity.database_size in bytes") { t in
        t(capacity).flatMap { t($0.databaseSize)?.bytes }
      },
      filestoreBytes: derive("odoo.capacity.filestore_size in bytes") { t in
        t(capacity).flatMap { t($0.filestoreSize)?.bytes }
      })
  }
}
