import Diagnostics
import Document
import Schema

/// Odoo gives the account of its mail server to everybody who may call `ir.mail_server.send_email`, which is every user
/// (odoo/addons/base/models/ir_mail_server.py: user and password of odoo.conf stand in for those that the caller leaves out).
enum MailPasswordIsOutOfReach: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.mailPassword) { t in
      guard let mail = t(site.odoo.mail), t(mail.relay) == .none, t(mail.user) != nil else { return nil }
      return .warning(
        "without a relay every user of every tenant, portal customers included, can get the account of the mail server: ir.mail_server.send_email logs in with it to any host that the caller names",
        about: mail.relay, help: "remove `relay: none`: then only a relay on the host has the password")
    }
  }
}
