public import Schema

/// How long restoring takes, and how long a database may wait for its test: a part of `BackupPlan`.
public struct RestorePromise: Tabled {
  let days: Traced<Int>
  let secondsOfDatabase: Traced<Int>
  let secondsOfGigabyte: Traced<Int>
  let secondsOfFiles: Traced<Int>
  let minutes: Traced<Int?>

  /// The promise.
  public static let table = Table(
    "promise of a restore", RestorePromise.init,
    Row("restore_test_days", \.days, "Within how many days every database is restored in a test."),
    Row("restore_database_seconds", \.secondsOfDatabase, "What each database takes, however small it is, in seconds."),
    Row("restore_gigabyte_seconds", \.secondsOfGigabyte, "What a GB of databases takes, in seconds."),
    Row("restore_files_seconds", \.secondsOfFiles, "What a GB of files takes, in seconds."),
    Row("restore_minutes", \.minutes, "How long all tenants take that odoo.capacity plans, in minutes."))
}

extension RestorePromise {
  /// Twice what Benchmarks/backup.py measured on two cores of a virtual machine (7 s, 15 s and 10 s), because containers are between on a server. The
  /// network to the repository may take longer.
  static let (database, gigabyte, files) = (14, 30, 20)

  init(_ site: Site) {
    let (backup, capacity) = (site.backup, site.odoo.capacity)
    self.init(
      days: derive("the longest time between two runs of backup.restore_test × backup.restore_share") { t in
        t(backup.restoreTest).longestGapInDays * t(backup.restoreShare)
      },
      secondsOfDatabase: Traced(constant: Self.database), secondsOfGigabyte: Traced(constant: Self.gigabyte),
      secondsOfFiles: Traced(constant: Self.files),
      minutes: derive { t in
        t.explain(
          "tenants × (\(Self.database) s + \(Self.gigabyte) s for each GB of database_size + \(Self.files) s for each GB of filestore_size)"
        )
        guard let planned = t(capacity) else { return nil }
        let (tables, files) = (t(planned.databaseSize), t(planned.filestoreSize))
        guard tables != nil || files != nil else { return nil }
        let milliseconds = [(tables, Self.gigabyte), (files, Self.files)].reduce(Self.database * 1000) {
          $0 + $1.0.megabytes * $1.1
        }
        return (t(planned.tenants) * milliseconds + 59_999) / 60_000
      })
  }
}

extension ByteCount? {
  /// In MB: the largest size has 1.1 × 10⁹, so that nothing that is made of it overflows.
  fileprivate var megabytes: Int { (self?.bytes ?? 0) / 1_000_000 }
}
