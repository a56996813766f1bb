import Diagnostics
import Document
import Schema

/// The scripts run as root in this folder, and set the modes of what is in it.
enum ServerDirectoryIsOurs: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.serverDirectory) { t in
      let place = ServerPath(t(plan.host.server.directory))
      if let fault = SystemFolders.fault(of: place) {
        return .error(
          "server.directory: \(place.printed) \(fault)", about: plan.host.server.directory,
          help: "write a folder that only the site uses, such as /opt/\(t(site.name).printed)")
      }
      guard SystemFolders.isInHome(place) else { return nil }
      return .warning(
        "server.directory: \(place.printed) is in a home folder, whose user can replace scripts that root runs",
        about: plan.host.server.directory,
        help: "write a folder that belongs to root, such as /opt/\(t(site.name).printed)")
    }
  }
}
