import Diagnostics
public import Document
public import Model
public import Schema
import TextTypes

/// Whom alarms reach, and how: one address, or everything about it.
public enum AlertSettings: Readable {
  /// Mail to one address.
  case address(EmailAddress)
  /// The record.
  case ways(AlertWays)

  /// An address, or a mapping.
  public static var shape: Shape { .either([EmailAddress.shape, AlertWays.shape]) }
  /// The type's example.
  public static let placeholder = AlertSettings.address(EmailAddress.placeholder)

  /// Reads the address, or the mapping.
  public static func read(_ node: Node, at path: String, in decoding: inout Decoding) -> AlertSettings? {
    switch node.content {
    case .mapping: return AlertWays.read(node, at: path, in: &decoding).map(AlertSettings.ways)
    case .scalar: return EmailAddress.read(node, at: path, in: &decoding).map(AlertSettings.address)
    default:
      decoding.mismatch(node, at: path, expected: shape)
      return nil
    }
  }

  /// Writes the address, or the record.
  public func project(into arena: inout Arena, at cell: Int, origins: Int32) {
    switch self {
    case .address(let address): address.project(into: &arena, at: cell, origins: origins)
    case .ways(let ways): ways.project(into: &arena, at: cell)
    }
  }

  /// The address, where one is written.
  func mail(_ t: Trace) -> EmailAddress? {
    switch self {
    case .address(let address): address
    case .ways(let ways): t(ways.mail)
    }
  }

  /// The record, where it is written.
  var ways: AlertWays? {
    switch self {
    case .address: nil
    case .ways(let ways): ways
    }
  }
}

/// The ways on which alarms reach somebody.
public struct AlertWays: Section {
  let mail: Traced<EmailAddress?>
  let webhook: Traced<HTTPURL?>
  let heartbeat: Traced<HTTPURL?>
  let relay: Traced<AlertRelaySettings?>
  let quietHours: Traced<QuietHours?>

  /// The settings under `alerts`.
  public static let section = SectionTable(
    "alerts", AlertWays.init,
    Row("mail", \.mail, derived: "the value of contact", "The address that alarms are mailed to.").example(
      "alerts@example.net"),
    Row("webhook", \.webhook, optional: "A URL to which each alarm is posted as JSON.").example(
      "https://hooks.example.net/alerts"),
    Row(
      "heartbeat", \.heartbeat,
      optional: "A URL that is called after each good backup, so that somebody outside notices when no more calls come."
    ).example("https://beat.example.net/ping/stockshop"),
    Row(
      "relay", \.relay, derived: "the value of odoo.mail",
      "The mail server that alarms are sent through; its password is the secret alerts_smtp_password."),
    Row(
      "quiet_hours", \.quietHours,
      optional:
        "When warnings wait, in server.timezone, such as 22:00-06:00; they are sent together at the end, and critical alarms at once."
    ).example("22:00-06:00"))
}

/// The mail server that alarms are sent through.
public struct AlertRelaySettings: Section {
  let host: Traced<HostName>
  let port: Traced<Int>
  let security: Traced<MailSecurity>
  let user: Traced<MailAccount?>
  let from: Traced<EmailAddress>

  /// The settings under `alerts.relay`.
  public static let section = SectionTable(
    "relay", AlertRelaySettings.init,
    Row("host", \.host, "The name or IPv4 address of the mail server.").example("relay.example.net"),
    Row(
      "port", \.port, in: 1...65535, default: 587,
      "The port of the mail server: mostly 587 with starttls, 465 with tls, 25 with none."
    ).example("465"),
    Row(
      "security", \.security, default: .starttls,
      "How the connection is encrypted: starttls, tls (implicit TLS), or none."
    ).example("tls"),
    Row("user", \.user, optional: "The account on the mail server; its password is the secret alerts_smtp_password.")
      .example("alarms@example.net"),
    Row("from", \.from, "The sender of the alarms.").example("alarms@example.net"))
}
