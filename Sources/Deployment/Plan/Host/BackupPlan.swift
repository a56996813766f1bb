public import Schema

/// The backups.
public struct BackupPlan: Tabled {
  let schedule: Traced<CronSchedule>
  let keep: KeepSettings
  let repository: Traced<ResticRepository>
  let storage: Traced<Name>
  let restoreTest: Traced<CronSchedule>
  let notify: Traced<HTTPURL?>
  package let passwordSecret: Traced<Name>

  /// The effective settings of backups.
  public static let table = Table(
    "backup", BackupPlan.init,
    Row("schedule", \.schedule, "When a backup is made."),
    Row("keep", \.keep, "How many backups are kept."),
    Row("repository", \.repository, "The restic repository."),
    Row("storage", \.storage, "Its kind of storage: local, or the word before the first colon, such as sftp."),
    Row("restore_test", \.restoreTest, "When a backup is restored to see that it can be."),
    Row("notify", \.notify, "An address that is called when a backup fails."),
    Row("password_secret", \.passwordSecret, "The secret that holds the repository's password."))
}

extension BackupPlan {
  init(_ site: Site) {
    let backup = site.backup
    self.init(
      schedule: backup.schedule, keep: backup.keep, repository: backup.repository,
      storage: derive("the beginning of backup.repository") { t in
        let text = t(backup.repository).printed
        return Name(canonical: text.begins(with: "/") ? "local" : text.pieces(":")[0])
      }, restoreTest: backup.restoreTest,
      notify: backup.notify, passwordSecret: Traced(constant: SecretFile.restic.name))
  }
}
