import Diagnostics
import Document
import Schema

/// A repository in a folder lies apart from what is saved into it, and from what the system may empty.
enum BackupsKeepApart: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.folderOverlap) { t in
      guard let path = try? AbsolutePath(parsing: t(site.backup.repository).printed) else { return nil }
      let place = ServerPath(path)
      let base = ServerPath(t(plan.host.server.directory))
      let backups = ServerPath(absolute: "/var/backups")
      let staging = backups.appending(t(site.name).printed)
      let taken = [
        (base, "server.directory, which is backed up"), (staging, "the folder in which backup.sh prepares the backup"),
      ]
      let overlap = taken.first { place.overlaps($0.0) }.map { place.relation(to: $0.0, $0.1) }
      guard let fault = overlap ?? SystemFolders.fault(of: place, granted: [backups]) else { return nil }
      return .error(
        "backup.repository: \(place.printed) \(fault)", about: site.backup.repository,
        help: "write a separate folder, such as /srv/backup/\(t(site.name).printed), or better one on another server")
    }
  }
}
