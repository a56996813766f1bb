public import Schema

/// Odoo: its version, its modules and its two instances.
@dynamicMemberLookup
public struct OdooSettings: Section {
  let version: Traced<OdooVersion>
  let image: Traced<ImageReference?>
  private let modules: ModuleSettings
  let logLevel: Traced<LogLevel>
  let capacity: Traced<CapacitySettings?>
  let mail: Traced<MailSettings?>
  private let additions: OdooAdditions
  let rollout: RolloutSettings
  let tenants: TenantsSettings
  let superadmin: SuperadminSettings

  /// The settings under `odoo`.
  public static let section = SectionTable(
    "odoo", OdooSettings.init,
    Row("version", \.version, default: .v18, "The series of Odoo.").example("18.0"),
    Row(
      "image", \.image, derived: "odoo: and the value of odoo.version",
      "The base image of Dockerfile.odoo; with a dated tag or a digest it does not change."
    ).example("odoo:18.0-20250930"),
    Row(part: \.modules),
    Row("log_level", \.logLevel, default: .info, "How much is logged; at levels below info, failed logins are not.")
      .example("warn"),
    Row("capacity", \.capacity, optional: "The expected load; the host is checked for it."),
    Row("mail", \.mail, optional: "The server for outgoing mail; its password is the secret smtp_password."),
    Row(part: \.additions),
    Row("rollout", \.rollout, record: "How new code reaches the tenants."),
    Row("tenants", \.tenants, record: "The instance that serves the tenants."),
    Row("superadmin", \.superadmin, record: "The instance that manages tenants."))
}

extension OdooSettings {
  /// Modules, and what they need.
  public subscript<Value>(dynamicMember property: KeyPath<ModuleSettings, Value>) -> Value {
    modules[keyPath: property]
  }
  /// What the operator adds to both instances.
  public subscript<Value>(dynamicMember property: KeyPath<OdooAdditions, Value>) -> Value {
    additions[keyPath: property]
  }
}

/// The load that the host is checked against.
public struct CapacitySettings: Section {
  let tenants: Traced<Int>
  let users: Traced<Int>
  let databaseSize: Traced<ByteCount?>
  let filestoreSize: Traced<ByteCount?>

  /// The settings under `odoo.capacity`.
  public static let section = SectionTable(
    "capacity", CapacitySettings.init,
    Row("tenants", \.tenants, in: 1...Sizing.Load.mostTenants, "The planned number of tenants.").example("20"),
    Row("users", \.users, in: 1...1_000_000, "The number of concurrent users of all tenants together.").example("15"),
    Row(
      "database_size", \.databaseSize,
      optional: "The size of a tenant's database; with it the run book says how long a restore takes."
    ).example("400MiB"),
    Row(
      "filestore_size", \.filestoreSize,
      optional: "The size of a tenant's files; with it the run book says how long a restore takes."
    ).example("3GiB"))
}

/// How the module queue_job runs jobs.
public struct QueueJobSettings: Section {
  let channels: Traced<JobChannels>

  /// The settings under `odoo.queue_job`.
  public static let section = SectionTable(
    "queue_job", QueueJobSettings.init,
    Row(
      "channels", \.channels,
      "How many jobs of each channel may run at the same time, in all databases together; each occupies a worker."
    ).example("root:2,root.mail:1"))
}

/// The server for outgoing mail.
public struct MailSettings: Section {
  let host: Traced<HostName>
  let port: Traced<Int>
  let security: Traced<MailSecurity>
  let user: Traced<MailAccount?>
  let from: Traced<EmailAddress>
  let relay: Traced<MailRelay>
  let tenantRate: Traced<MailRate>

  /// The settings under `odoo.mail`.
  public static let section = SectionTable(
    "mail", MailSettings.init,
    Row("host", \.host, "The name or IPv4 address of the mail server.").example("smtp.example.net"),
    Row(
      "port", \.port, in: 1...65535, default: 587,
      "The port of the mail server: mostly 587 with starttls, 465 with tls, 25 with none."
    ).example("465"),
    Row(
      "security", \.security, default: .starttls,
      "How the connection is encrypted: starttls, tls (implicit TLS), or none."
    ).example("tls"),
    Row("user", \.user, optional: "The account on the mail server; its password is the secret smtp_password.").example(
      "odoo@example.net"),
    Row("from", \.from, "The sender of mail that does not name one.").example("no-reply@example.net"),
    Row(
      "relay", \.relay, default: .host,
      "What delivers mail to the mail server: host is a relay on the host, and only the relay has the password; none is Odoo itself, whose users can then get the password."
    ).example("none"),
    Row(
      "tenant_rate", \.tenantRate, default: MailRate(count: 200, unit: "h"),
      "The number of recipients to which each database may send through the relay, per hour or per day."
    ).example("1000/d"))
}
