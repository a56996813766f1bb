public import Schema

/// How gen judges the site itself.
public struct LintSettings: Section {
  let allow: Traced<[Traced<WarningName>]>

  /// The settings under `lint`.
  public static let section = SectionTable(
    "lint", LintSettings.init,
    Row(
      "allow", \.allow,
      list: "Warnings that are not reported, by the names that they have in brackets, such as image-unpinned."
    ).example("image-unpinned"))
}
