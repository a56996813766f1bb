import Diagnostics
import Document
import Schema

/// A backup is still there when the server is not, whether its disk failed or somebody who had taken it over has deleted what he could.
enum BackupsOutliveTheServer: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let backup = site.backup
    let repositories: @Sendable (Trace) -> [Traced<ResticRepository>] = { t in [backup.repository] + t(backup.copies) }
    decoding.examine(.backupHere) { t in
      guard repositories(t).allSatisfy({ t($0).isLocal }) else { return nil }
      return .warning(
        "all backups are on the server's own disk: \(t(backup.repository).printed)", about: backup.repository,
        help: "write a repository on another server, or one more in backup.copies")
    }
    decoding.examine(.backupDeletable) { t in
      guard !t(backup.appendOnly), repositories(t).contains(where: { !t($0).isLocal }) else { return nil }
      return .warning(
        "whoever takes the server over can delete its backups", about: backup.repository,
        help: "write backup.append_only: true, for a storage that lets the server only add")
    }
    decoding.examineEach(.backupTwice, backup.copies) { t, copy in
      t(copy) == t(backup.repository) ? twice(t(copy), about: copy) : nil
    }
    decoding.examinePairs(.backupTwice, backup.copies) { t, first, second in
      t(first) == t(second) ? twice(t(second), about: second) : nil
    }
  }

  private static func twice(_ repository: ResticRepository, about copy: Traced<ResticRepository>) -> Verdict {
    .error(
      "backup.copies: \(repository.printed) is a repository of this site already", about: copy,
      help: "write another one")
  }
}

extension ResticRepository {
  /// Whether it is a folder of the server.
  var isLocal: Bool { printed.begins(with: "/") }
}
