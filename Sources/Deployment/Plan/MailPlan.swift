public import Schema

/// The server for outgoing mail, and the way there.
public struct MailPlan: Tabled {
  let host: Traced<HostName>
  let port: Traced<Int>
  let security: Traced<MailSecurity>
  let user: Traced<MailAccount?>
  let from: Traced<EmailAddress>
  let hasRelay: Traced<Bool>
  let tenantRate: Traced<MailRate>
  let tenantRateCount: Traced<Int>
  let tenantRateSeconds: Traced<Int>
  let smtpSSL: Traced<Bool>
  let isConfigured: Traced<Bool>
  let secret: Traced<Name?>

  /// The effective settings of outgoing mail.
  public static let table = Table(
    "mail", MailPlan.init,
    Row("host", \.host, "The mail server."),
    Row("port", \.port, "Its port."),
    Row("security", \.security, "How the connection is protected."),
    Row("user", \.user, "The account."),
    Row("from", \.from, "The sender of mail that names none."),
    Row("has_relay", \.hasRelay, "Whether a relay on the host takes the mail of both instances."),
    Row("tenant_rate", \.tenantRate, "To how many recipients each database may send through the relay."),
    Row("tenant_rate_count", \.tenantRateCount, "The number of recipients of that rate."),
    Row("tenant_rate_seconds", \.tenantRateSeconds, "The time of that rate in seconds."),
    Row("smtp_ssl", \.smtpSSL, "Odoo's name for STARTTLS, where it has no relay."),
    Row(
      "is_configured", \.isConfigured,
      "Whether odoo.conf can say it: without a relay it cannot, as it knows no TLS from the first byte."),
    Row("secret", \.secret, "The secret that holds the account's password."))
}

extension MailPlan {
  init(_ mail: MailSettings) {
    let hasRelay: Traced<Bool> = derive("odoo.mail.relay is host") { t in t(mail.relay) == .host }
    self.init(
      host: mail.host, port: mail.port, security: mail.security, user: mail.user, from: mail.from, hasRelay: hasRelay,
      tenantRate: mail.tenantRate,
      tenantRateCount: derive("odoo.mail.tenant_rate") { t in t(mail.tenantRate).count },
      tenantRateSeconds: derive("odoo.mail.tenant_rate") { t in t(mail.tenantRate).seconds },
      smtpSSL: derive("odoo.mail.security is starttls") { t in t(mail.security) == .starttls },
      isConfigured: derive("odoo.mail.relay is host, or odoo.mail.security is not tls") { t in
        t(hasRelay) || t(mail.security) != .tls
      },
      secret: derive("the password of odoo.mail.user") { t in mail.passwordReaders(t).isEmpty ? nil : SecretName.smtp })
  }
}

extension MailSettings {
  /// Who reads the account's password: the relay's script, or else both instances; nobody where there is no account, or
  /// where odoo.conf cannot name the server anyway.
  func passwordReaders(_ t: Trace) -> [String] {
    guard t(user) != nil else { return [] }
    if t(relay) == .host { return ["mail/install.sh"] }
    return t(security) == .tls ? [] : ["odoo", "odoo_superadmin"]
  }
}
