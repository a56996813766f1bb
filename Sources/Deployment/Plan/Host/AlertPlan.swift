public import Schema

/// Whom alarms reach, and how.
public struct AlertPlan: Tabled {
  let mail: Traced<EmailAddress>
  let webhook: Traced<HTTPURL?>
  let heartbeat: Traced<HTTPURL?>
  let relay: Traced<AlertRelayPlan?>
  let quietHours: Traced<QuietHoursPlan?>

  /// The effective settings of alarms.
  public static let table = Table(
    "alerts", AlertPlan.init,
    Row("mail", \.mail, "The address that alarms are mailed to."),
    Row("webhook", \.webhook, "A URL to which each alarm is posted."),
    Row("heartbeat", \.heartbeat, "A URL that is called after each good backup."),
    Row("relay", \.relay, "The mail server that alarms are sent through."),
    Row("quiet_hours", \.quietHours, "When warnings wait, in the time zone of the server."))
}

/// The mail server that alarms are sent through.
public struct AlertRelayPlan: Tabled {
  let host: Traced<HostName>
  let port: Traced<Int>
  let security: Traced<MailSecurity>
  let user: Traced<MailAccount?>
  let from: Traced<EmailAddress>
  let secret: Traced<Name?>

  /// The effective settings.
  public static let table = Table(
    "relay of alerts", AlertRelayPlan.init,
    Row("host", \.host, "The mail server."),
    Row("port", \.port, "Its port."),
    Row("security", \.security, "How the connection is encrypted."),
    Row("user", \.user, "The account."),
    Row("from", \.from, "The sender of the alarms."),
    Row("secret", \.secret, "The secret that holds the account's password."))
}

/// When warnings wait.
public struct QuietHoursPlan: Tabled {
  let from: Traced<ClockTime>
  let to: Traced<ClockTime>
  let areOvernight: Traced<Bool>

  /// The hours.
  public static let table = Table(
    "quiet hours", QuietHoursPlan.init,
    Row("from", \.from, "When they begin."),
    Row("to", \.to, "When they end."),
    Row("are_overnight", \.areOvernight, "Whether they last over midnight."))
}

extension AlertPlan {
  init(_ site: Site) {
    let ways: @Sendable (Trace) -> AlertWays? = { t in t(site.alerts)?.ways }
    let hours: Traced<QuietHours?> = derive { t in ways(t).flatMap { t($0.quietHours) } }
    let written: Traced<EmailAddress?> = derive { t in t(site.alerts)?.mail(t) }
    self.init(
      mail: derive("contact") { t in t(written) ?? t(site.contact) }.overridden(by: written),
      webhook: derive { t in ways(t).flatMap { t($0.webhook) } },
      heartbeat: derive { t in ways(t).flatMap { t($0.heartbeat) } },
      relay: derive("alerts.relay, or else odoo.mail") { t in
        if let relay = ways(t).flatMap({ t($0.relay) }) { return AlertRelayPlan(relay) }
        return t(site.odoo.mail).map(AlertRelayPlan.init)
      },
      quietHours: derive { t in t(hours) == nil ? nil : QuietHoursPlan(hours) })
  }

  /// The secret that the notifier reads, if any.
  static func secret(_ site: Site, _ t: Trace) -> SecretFile? {
    if let relay = t(site.alerts)?.ways.flatMap({ t($0.relay) }) { return t(relay.user) == nil ? nil : .alerts }
    return t(site.odoo.mail).flatMap { t($0.user) } == nil ? nil : .smtp
  }
}

extension AlertRelayPlan {
  init(_ relay: AlertRelaySettings) {
    self.init(
      host: relay.host, port: relay.port, security: relay.security, user: relay.user, from: relay.from,
      secret: derive("the password of alerts.relay.user") { t in t(relay.user) == nil ? nil : SecretFile.alerts.name })
  }

  init(_ mail: MailSettings) {
    self.init(
      host: mail.host, port: mail.port, security: mail.security, user: mail.user, from: mail.from,
      secret: derive("the password of odoo.mail.user") { t in t(mail.user) == nil ? nil : SecretFile.smtp.name })
  }
}

extension QuietHoursPlan {
  /// The record of hours that are there.
  init(_ hours: Traced<QuietHours?>) {
    let present: @Sendable (Trace) -> QuietHours = { t in t(hours) ?? .placeholder }
    self.init(
      from: derive("the beginning of alerts.quiet_hours") { t in present(t).from },
      to: derive("the end of alerts.quiet_hours") { t in present(t).to },
      areOvernight: derive("alerts.quiet_hours end on the next day") { t in present(t).areOvernight })
  }
}
