public import Schema

/// What the site is called, and who answers for it: a part of `Site`.
public struct SiteIdentity: Section {
  let version: Traced<Int>
  let name: Traced<ProjectName>
  let contact: Traced<EmailAddress>
  let alerts: Traced<EmailAddress?>

  /// The first settings at the top of site.yaml.
  public static let section = SectionTable(
    "identity", SiteIdentity.init,
    Row("version", \.version, in: languages, "The version of the language of site.yaml."),
    Row("name", \.name, "The site's name: the compose project, its volumes and its jobs are called by it."),
    Row(
      "contact", \.contact,
      "Who answers for the site: ACME account, SOA record, and alerts unless `alerts` says otherwise."),
    Row("alerts", \.alerts, derived: "the value of contact", "Where alerts are mailed to."))

  /// The versions of the language that are read.
  static let languages = 1...1
}
