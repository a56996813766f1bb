import Diagnostics
import Document
import Schema

/// Port 465 begins with TLS, and 587 and 25 begin in plain text (RFC 8314, section 3): the other way round, both sides wait for each other.
enum MailPortFitsSecurity: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.mailPort) { t in
      guard let mail = t(site.odoo.mail) else { return nil }
      let (port, security) = (t(mail.port), t(mail.security))
      switch (port, security) {
      case (465, .starttls), (465, .none):
        return .warning(
          "mail servers speak TLS from the first byte on port 465, and \(security.rawValue) waits for a greeting in plain text",
          about: mail.security, help: "write security: tls, or port: 587")
      case (587, .tls), (25, .tls):
        return .warning(
          "mail servers greet in plain text on port \(port), and tls begins with a handshake", about: mail.security,
          help: "write security: starttls, or port: 465")
      default: return nil
      }
    }
  }
}
