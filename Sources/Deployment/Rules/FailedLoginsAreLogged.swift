import Diagnostics
import Document
import Schema

/// Odoo tells of failed logins at the level info.
enum FailedLoginsAreLogged: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.logLevel) { t in
      let level = t(site.odoo.logLevel)
      guard level == .warn || level == .error else { return nil }
      return .warning(
        "failed logins are not logged at level \(level.printed)", about: site.odoo.logLevel, help: "write info")
    }
  }
}
