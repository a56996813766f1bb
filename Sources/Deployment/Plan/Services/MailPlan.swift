public import Schema

/// The server for outgoing mail, and the way there.
public struct MailPlan: Tabled {
  let server: MailServerPlan
  let from: Traced<EmailAddress>
  let relay: MailRelayPlan
  let isConfigured: Traced<Bool>
  let secret: Traced<Name?>

  /// The effective settings of outgoing mail.
  public static let table = Table(
    "mail", MailPlan.init,
    Row(part: \.server),
    Row("from", \.from, "The sender of mail that does not name one."),
    Row(part: \.relay),
    Row(
      "is_configured", \.isConfigured,
      "Whether odoo.conf can configure it: without a relay it cannot, if the server requires implicit TLS."),
    Row("secret", \.secret, "The secret that holds the account's password."))
}

/// The mail server.
public struct MailServerPlan: Tabled {
  let host: Traced<HostName>
  let port: Traced<Int>
  let security: Traced<MailSecurity>
  let smtpSSL: Traced<Bool>
  let user: Traced<MailAccount?>

  /// The effective settings.
  public static let table = Table(
    "mail server", MailServerPlan.init,
    Row("host", \.host, "The mail server."),
    Row("port", \.port, "Its port."),
    Row("security", \.security, "How the connection is encrypted."),
    Row("smtp_ssl", \.smtpSSL, "Odoo's option for STARTTLS, used without a relay."),
    Row("user", \.user, "The account."))
}

/// The relay on the host.
public struct MailRelayPlan: Tabled {
  let hasRelay: Traced<Bool>
  let tenantRate: Traced<MailRate>
  let tenantRateCount: Traced<Int>
  let tenantRateSeconds: Traced<Int>

  /// The effective settings.
  public static let table = Table(
    "mail relay", MailRelayPlan.init,
    Row("has_relay", \.hasRelay, "Whether a relay on the host accepts the mail of all instances."),
    Row("tenant_rate", \.tenantRate, "The number of recipients to which each database may send through the relay."),
    Row("tenant_rate_count", \.tenantRateCount, "The number of recipients of that rate."),
    Row("tenant_rate_seconds", \.tenantRateSeconds, "The period of that rate in seconds."))
}

extension MailPlan {
  init(_ mail: MailSettings) {
    let hasRelay: Traced<Bool> = derive("odoo.mail.relay is host") { t in t(mail.relay) == .host }
    self.init(
      server: MailServerPlan(
        host: mail.host, port: mail.port, security: mail.security,
        smtpSSL: derive("odoo.mail.security is starttls") { t in t(mail.security) == .starttls }, user: mail.user),
      from: mail.from,
      relay: MailRelayPlan(
        hasRelay: hasRelay, tenantRate: mail.tenantRate,
        tenantRateCount: derive("odoo.mail.tenant_rate") { t in t(mail.tenantRate).count },
        tenantRateSeconds: derive("odoo.mail.tenant_rate") { t in t(mail.tenantRate).seconds }),
      isConfigured: derive("odoo.mail.relay is host, or odoo.mail.security is not tls") { t in
        t(hasRelay) || t(mail.security) != .tls
      },
      secret: derive("the password of odoo.mail.user") { t in
        mail.passwordKeeper(t) == nil ? nil : SecretFile.smtp.name
      })
  }
}

/// Who has the password of the account on the mail server.
enum MailPasswordKeeper: Sendable {
  case relay, instances
}

extension MailSettings {
  /// Whether a site sends its mail through a relay on the host.
  static func hasRelay(_ site: Site, _ t: Trace) -> Bool { t(site.odoo.mail).map { t($0.relay) == .host } ?? false }

  /// Who has the account's password; nobody where there is no account.
  func passwordKeeper(_ t: Trace) -> MailPasswordKeeper? {
    guard t(user) != nil else { return nil }
    return t(relay) == .host ? .relay : .instances
  }
}
