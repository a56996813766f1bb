public import Schema

/// What the operator decides: site.yaml, typed, with defaults filled in.
public struct Site: Tabled {
  let version: Traced<Int>
  let name: Traced<ProjectName>
  let contact: Traced<EmailAddress>
  let alerts: Traced<EmailAddress?>
  let server: ServerSettings
  let source: Traced<SourceSettings?>
  let domains: DomainSettings
  let odoo: OdooSettings
  let postgres: PostgresSettings
  let nginx: NginxSettings
  let tls: TLSSettings
  let dns: DNSSettings
  let firewall: FirewallSettings
  let secrets: SecretsSettings
  let backup: BackupSettings

  /// The settings at the top of site.yaml.
  public static let table = Table(
    "site", Site.init, reserved: ["environments", "monitoring", "target"],
    Row("version", \.version, in: 1...1, "The version of this language."),
    Row("name", \.name, "The site's name: compose project, volumes and jobs are called by it."),
    Row(
      "contact", \.contact,
      "Who answers for the site: ACME account, SOA record, and alerts unless `alerts` says otherwise."),
    Row("alerts", \.alerts, derived: "the value of contact", "Where alerts are mailed to."),
    Row("server", \.server, record: "The host that everything runs on; one site per host."),
    Row("source", \.source, optional: "The repository that is checked out on the server."),
    Row("domains", \.domains, record: "The names under which the instances are reached."),
    Row("odoo", \.odoo, record: "Odoo: its version, its modules and its two instances."),
    Row("postgres", \.postgres, record: "PostgreSQL, of which each instance has a server of its own."),
    Row("nginx", \.nginx, record: "The reverse proxy on the host."),
    Row("tls", \.tls, record: "Where certificates come from."),
    Row("dns", \.dns, record: "The DNS records that the site needs."),
    Row("firewall", \.firewall, record: "Who may reach the host, beside SSH and the web."),
    Row("secrets", \.secrets, record: "How passwords are kept; none of them is ever in site.yaml or in an artifact."),
    Row("backup", \.backup, record: "When backups are made, where to, and how long they are kept."))
}
