public import Schema

/// The host's operating system: it decides what its nginx, certbot and restic can do.
public enum OperatingSystem: String, Choice {
  case ubuntu2404 = "ubuntu-24.04"
  case ubuntu2204 = "ubuntu-22.04"
  case ubuntu2604 = "ubuntu-26.04"
  case debian12 = "debian-12"
  case debian13 = "debian-13"
  /// The type's name.
  public static let typeName = "operating system"
  /// The names of the releases.
  public static let synonyms: [String: OperatingSystem] = [
    "bookworm": .debian12, "trixie": .debian13, "jammy": .ubuntu2204, "noble": .ubuntu2404,
  ]
}

/// The series of Odoo.
public enum OdooVersion: String, Choice {
  case v18 = "18.0"
  case v16 = "16.0"
  case v17 = "17.0"
  case v19 = "19.0"
  /// The type's name.
  public static let typeName = "version of Odoo"
}

/// A way for programs outside to call Odoo's models; all of them exist beside the web client's own calls.
public enum ExternalAPI: String, Choice {
  /// `/xmlrpc/2/common` and `/xmlrpc/2/object`; the service `db` is always closed.
  case xmlrpc
  /// `/jsonrpc`, which the official node of n8n uses alone; its service `db` is always closed.
  case jsonrpc
  /// `/json/2`, with a key in the header Authorization, which came with 19.0; and `/json/1` of 18.0.
  case json2
  /// The type's name.
  public static let typeName = "external API"
}

/// How much Odoo writes to its log.
public enum LogLevel: String, Choice {
  case info, warn, error, debug
  /// The type's name.
  public static let typeName = "log level"
  /// Python's names.
  public static let synonyms: [String: LogLevel] = ["warning": .warn, "critical": .error, "notice": .info]
}

/// The order in which tenants are updated.
public enum RolloutOrder: String, Choice {
  case name, smallest, largest
  /// The type's name.
  public static let typeName = "order of tenants"
}

/// What starts backups and test restores.
public enum BackupScheduler: String, Choice {
  case cron, systemd
  /// The type's name.
  public static let typeName = "scheduler"
}

/// How a connection to a mail server is protected.
public enum MailSecurity: String, Choice {
  case starttls, tls, none
  /// The type's name.
  public static let typeName = "kind of mail security"
  /// What mail programs call it.
  public static let synonyms: [String: MailSecurity] = [
    "ssl": .tls, "ssl/tls": .tls, "smtps": .tls, "implicit": .tls, "plain": .none, "start_tls": .starttls,
  ]
}

/// Who hands the mail of both Odoos to the mail server.
public enum MailRelay: String, Choice {
  case host, none
  /// The type's name.
  public static let typeName = "mail relay"
}

/// Where the DNS of the tenants' domain is kept.
public enum DNSProvider: String, Choice {
  case cloudflare, digitalocean, route53, google, ovh, linode, rfc2136
  /// The type's name.
  public static let typeName = "DNS provider"
  /// Certificates from elsewhere need no provider.
  public static let otherwise =
    "; for another provider, write tls.tenants and tls.superadmin with certificates that you obtain yourself"
}

/// A protocol of the transport layer.
public enum TransportProtocol: String, Choice {
  case tcp, udp
  /// The type's name.
  public static let typeName = "protocol"
}

/// How the operator keeps the secrets.
public enum SecretsProvider: String, Choice {
  case files, dotenv, vault
  /// The type's name.
  public static let typeName = "secrets provider"
}

/// Where a site is watched.
public enum MonitoringMode: String, Choice {
  case local, remote
  /// Nowhere. `none` would be mistaken for an optional without a value.
  case off = "none"
  /// The type's name.
  public static let typeName = "monitoring mode"
}
