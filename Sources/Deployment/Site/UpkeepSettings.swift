public import Schema

/// What looks after the site, and after site.yaml: a part of `Site`.
public struct UpkeepSettings: Section {
  let monitoring: MonitoringSettings
  let lint: LintSettings

  /// The settings at the top of site.yaml that are about it.
  public static let section = SectionTable(
    "upkeep", UpkeepSettings.init,
    Row("monitoring", \.monitoring, record: "What watches the site, and where."),
    Row("lint", \.lint, record: "Which warnings about site.yaml are not reported."))
}
