public import Schema

/// The backups.
public struct BackupPlan: Tabled {
  let times: BackupTimes
  let keep: KeepSettings
  let repository: Traced<ResticRepository>
  let storage: Traced<Name>
  let copies: Traced<[Traced<ResticRepository>]>
  let appendOnly: Traced<Bool>
  let work: BackupWork
  let promise: RestorePromise
  let notify: Traced<HTTPURL?>
  package let passwordSecret: Traced<Name>

  /// The effective settings of backups.
  public static let table = Table(
    "backup", BackupPlan.init,
    Row(part: \.times),
    Row("keep", \.keep, "How many backups are kept."),
    Row("repository", \.repository, "The restic repository."),
    Row("storage", \.storage, "Its kind of storage: local, or the word before the first colon, such as sftp."),
    Row("copies", \.copies, "Further repositories, to which each backup is written too."),
    Row("append_only", \.appendOnly, "Whether the server may only add to its repositories."),
    Row(part: \.work),
    Row(part: \.promise),
    Row("notify", \.notify, "An address that is called when a backup fails."),
    Row("password_secret", \.passwordSecret, "The secret that holds the repositories' password."))
}

extension BackupPlan {
  init(_ site: Site) {
    let backup = site.backup
    self.init(
      times: BackupTimes(backup), keep: backup.keep, repository: backup.repository,
      storage: derive("the beginning of backup.repository") { t in t(backup.repository).storage },
      copies: backup.copies, appendOnly: backup.appendOnly, work: BackupWork(site),
      promise: RestorePromise(site), notify: backup.notify, passwordSecret: Traced(constant: SecretFile.restic.name))
  }
}

extension ResticRepository {
  /// The kind of storage: local, or the word before the first colon.
  var storage: Name {
    Name(canonical: isLocal ? "local" : printed.pieces(":")[0])
  }
}
