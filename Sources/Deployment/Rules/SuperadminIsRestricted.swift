import Diagnostics
import Document
import Schema

/// Whoever logs in to the superadmin's site manages every tenant.
enum SuperadminIsRestricted: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.superadminOpen) { t in
      guard t(site.odoo.superadmin.allowFrom).isEmpty, t(site.firewall.webFrom).isEmpty else { return nil }
      return .warning(
        "the superadmin's site is open to the Internet", about: site.domains.superadmin,
        help: "write odoo.superadmin.allow_from with the addresses of its operators")
    }
  }
}
