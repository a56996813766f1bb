import Diagnostics
import Document
import Schema

/// The relay sends nothing to a server that it cannot tell from another one: a certificate has to name the host.
enum MailServerIsProved: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.mailCertificate) { t in
      guard let mail = t(site.odoo.mail), t(mail.relay) == .host, t(mail.security) != .none,
        (try? IPv4Address(parsing: t(mail.host).printed)) != nil
      else { return nil }
      return .error(
        "a certificate is compared with a name, and this is an address: the relay would send nothing", about: mail.host,
        help: "write the name in the server's certificate")
    }
    decoding.examine(.mailPlain) { t in
      guard let mail = t(site.odoo.mail), t(mail.user) != nil, t(mail.security) == .none else { return nil }
      return .warning(
        "anyone on the network path to the mail server can read the account's password", about: mail.security,
        help: "write starttls or tls")
    }
  }
}
