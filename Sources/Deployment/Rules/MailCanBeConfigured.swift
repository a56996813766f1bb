import Diagnostics
import Document
import Schema

/// odoo.conf knows STARTTLS alone.
enum MailCanBeConfigured: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.mailTls) { t in
      guard let mail = t(site.odoo.mail), t(mail.relay) == .none, t(mail.security) == .tls else { return nil }
      return .warning(
        "odoo.conf does not support implicit TLS: no SMTP options are written",
        about: mail.security,
        help: "remove `relay: none`, write starttls (port 587), or set up the mail server in each database")
    }
  }
}
