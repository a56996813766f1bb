import Diagnostics
import Document
import Schema

/// A repository in a folder lies apart from what is saved into it, and from what the system may empty.
enum BackupsKeepApart: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.folderOverlap) { t in verdict("backup.repository", site.backup.repository, site, plan, t) }
    decoding.examineEach(.folderOverlap, site.backup.copies) { t, copy in
      verdict("backup.copies", copy, site, plan, t)
    }
  }

  private static func verdict(
    _ name: String, _ repository: Traced<ResticRepository>, _ site: Site, _ plan: Deployment, _ t: Trace
  ) -> Verdict? {
    guard let path = try? AbsolutePath(parsing: t(repository).printed) else { return nil }
    let place = ServerPath(path)
    let base = ServerPath(t(plan.host.server.directory))
    let backups = ServerPath(absolute: "/var/backups")
    let overlap = place.overlaps(base) ? place.relation(to: base, "server.directory, which is backed up") : nil
    guard let fault = overlap ?? SystemFolders.fault(of: place, granted: [backups]) else { return nil }
    return .error(
      "\(name): \(place.printed) \(fault)", about: repository,
      help: "write a separate folder, such as /srv/backup/\(t(site.name).printed), or better one on another server")
  }
}
