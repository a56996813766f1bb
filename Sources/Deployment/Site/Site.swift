import Diagnostics
public import Document
public import Schema
import TextTypes

/// What the operator decides: site.yaml, typed, with defaults filled in.
///
/// Its parts are there to keep initialisers short; for everybody else their properties are the site's, as in site.yaml.
@dynamicMemberLookup
public struct Site: Section {
  private let identity: SiteIdentity
  let server: ServerSettings
  let source: Traced<SourceSettings?>
  let domains: DomainSettings
  let odoo: OdooSettings
  let postgres: PostgresSettings
  private let perimeter: PerimeterSettings
  let secrets: SecretsSettings
  let backup: BackupSettings
  private let upkeep: UpkeepSettings

  /// The settings at the top of site.yaml.
  public static let section = SectionTable(
    "site", Site.init, reserved: ["environments": "", "target": ""],
    Row(part: \.identity),
    Row("server", \.server, record: "The host of the site; one site per host."),
    Row("source", \.source, optional: "The repository that is checked out on the server."),
    Row("domains", \.domains, record: "The domain names of the instances."),
    Row("odoo", \.odoo, record: "Odoo: its version, its modules and its two instances."),
    Row("postgres", \.postgres, record: "PostgreSQL: each instance has its own server."),
    Row(part: \.perimeter),
    Row("secrets", \.secrets, record: "Where passwords are kept; none is ever in site.yaml or in an artifact."),
    Row("backup", \.backup, record: "The schedule, the place and the retention of backups."),
    Row(part: \.upkeep))
}

extension Site {
  /// What the site is called, and who answers for it.
  public subscript<Value>(dynamicMember property: KeyPath<SiteIdentity, Value>) -> Value { identity[keyPath: property] }
  /// What stands between the Internet and the instances.
  public subscript<Value>(dynamicMember property: KeyPath<PerimeterSettings, Value>) -> Value {
    perimeter[keyPath: property]
  }
  /// What looks after the site, and after site.yaml.
  public subscript<Value>(dynamicMember property: KeyPath<UpkeepSettings, Value>) -> Value { upkeep[keyPath: property] }
}

extension Site {
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
    decoding.advice = SiteAdvice.advice
    return read(node, at: path, in: &decoding) ?? standIn(at: path)
  }

  /// The version and its place, where it is a number and none of those that are read.
  private static func foreignVersion(_ node: Node) -> (String, Place)? {
    guard case .mapping(let entries) = node.content,
      let value = entries.first(where: { $0.key == "version" })?.value, case .scalar(let scalar) = value.content,
      scalar.text.begins(with: .digits), scalar.text.decimal(in: SiteIdentity.languages) == nil
    else { return nil }
    return (scalar.text, value.place)
  }
}
