import Diagnostics
public import Document
public import Schema
import TextTypes

/// What the operator decides: site.yaml, typed, with defaults filled in.
public struct Site: Section {
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
  public static let section = SectionTable(
    "site", Site.init, reserved: ["environments", "monitoring", "target"],
    Row("version", \.version, in: languages, "The version of the language of site.yaml."),
    Row("name", \.name, "The site's name: the compose project, its volumes and its jobs are called by it."),
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
    Row(
      "firewall", \.firewall,
      record: "Who may reach the host, beside SSH and the web, and what the containers may reach."),
    Row("secrets", \.secrets, record: "How passwords are kept; none of them is ever in site.yaml or in an artifact."),
    Row("backup", \.backup, record: "When backups are made, where to, and how long they are kept."))
}

extension Site {
  /// The versions of the language that are read.
  private static let languages = 1...1

  /// Reads site.yaml. Its version is looked at first: a file in another language cannot be judged by this one's keys.
  public static func decode(_ node: Node, at path: String, in decoding: inout Decoding) -> Site {
    if let (version, place) = foreignVersion(node) {
      decoding.refuse(
        version, at: "version", place,
        Refusal(
          id: .languageVersion, "is not a version of the language that this gen reads",
          help: "write 1, or use the gen that the file was written for"))
      return standIn(at: path)
    }
    return read(node, at: path, in: &decoding) ?? standIn(at: path)
  }

  /// The version and its place, where it is a number and none of those that are read.
  private static func foreignVersion(_ node: Node) -> (String, Place)? {
    guard case .mapping(let entries) = node.content,
      let value = entries.first(where: { $0.key == "version" })?.value, case .scalar(let scalar) = value.content,
      scalar.text.begins(with: .digits), scalar.text.decimal(in: languages) == nil
    else { return nil }
    return (scalar.text, value.place)
  }
}
