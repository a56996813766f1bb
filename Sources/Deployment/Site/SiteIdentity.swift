public import Schema

/// What the site is called, and who answers for it: a part of `Site`.
public struct SiteIdentity: Section {
  let version: Traced<Int>
  let name: Traced<ProjectName>
  let contact: Traced<EmailAddress>
  let alerts: Traced<AlertSettings?>

  /// The first settings at the top of site.yaml.
  public static let section = SectionTable(
    "identity", SiteIdentity.init,
    Row("version", \.version, in: languages, "The version of the site.yaml format.").example("1"),
    Row("name", \.name, "The site's name, which the compose project, its volumes and its jobs have.").example(
      "stockshop"),
    Row(
      "contact", \.contact,
      "The address of the person who is responsible for the site, for the ACME account, the SOA record, and alerts unless `alerts` is set."
    ).example("ops@example.net"),
    Row(
      "alerts", \.alerts, derived: "the value of contact",
      "Whom alarms reach: an address for mail, or a record with `mail`, `webhook`, `heartbeat`, `relay` and `quiet_hours`."
    ).example("alerts@example.net"))

  /// The versions of the language that are read.
  static let languages = 1...1
}
