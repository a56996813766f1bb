import Diagnostics
import Document
import Schema

/// Postfix reads the account as `user:password`, and takes no blanks at its beginning (SASL_README).
enum MailAccountFitsRelay: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.mailAccount) { t in
      guard let mail = t(site.odoo.mail), t(mail.relay) == .host, let user = t(mail.user),
        user.printed.utf8.contains(UInt8(ascii: ":")) || user.printed.utf8.first == 0x20
      else { return nil }
      return .error(
        "the relay cannot log in with an account that contains `:` or begins with a blank", about: mail.user,
        help: "use another account")
    }
  }
}
