/// One area of the catalogue of findings: the meaning of each finding, why it is refused, and what to do about it.
public struct FindingArea: Sendable {
  /// The heading of the area.
  public let title: String
  /// A sentence or two on the whole area.
  public let about: String
  /// The findings by their names, each with its text.
  public let entries: [(id: FindingID, text: String)]

  init(_ title: String, about: String, _ entries: KeyValuePairs<FindingID, String>) {
    self.title = title
    self.about = about
    self.entries = entries.map { ($0.key, $0.value) }
  }

  /// The whole catalogue.
  public static let all = [
    yaml, settings, values, rules, templateFiles, expressions, names, flow, places, nginx, shell, yamlFiles,
    configuration, crontab, dockerfile, pages, output, review, secrets, commands,
  ]

  /// The text on one kind of finding.
  public static func text(on id: FindingID) -> String {
    all.lazy.flatMap(\.entries).first { $0.id == id }?.text ?? ""
  }
}
