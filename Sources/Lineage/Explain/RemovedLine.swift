import JSON
import Template

/// A line that no artifact has any more, as far as the templates say where it came from.
struct RemovedLine {
  /// The line's text.
  let text: String
  /// The line of a template that makes such lines; nil where none does.
  let template: TemplateLine?
  /// The conditions and loops of the template around it, the outermost first.
  let conditions: [Tag]
  /// The settings that those which were met looked at.
  let settings: [TreeText.Line]
  let settingsJSON: [JSONValue]

  /// A tag around the line, and what it looked at; nothing where it was not met, for it stands in another one.
  struct Tag {
    let place: TemplateLine
    let values: [(path: String, text: String)]
  }

  /// A line or a tag of a template.
  struct TemplateLine {
    let file: String
    let line: Int
    let text: String
    let isBuiltIn: Bool

    /// Its place, as one opens it in an editor.
    var place: String { "\(file):\(line)" }

    /// The same as a tree.
    var members: [JSONMember] {
      [
        JSONMember("path", .string(file)), JSONMember("line", .integer(line)), JSONMember("text", .string(text)),
        JSONMember("built_in", .bool(isBuiltIn)),
      ]
    }
  }

  /// Looks for the template line with the most text of its own that can come to the line.
  ///
  /// - Parameters:
  ///   - text: the line.
  ///   - path: the artifact that it was in, where that is known.
  ///   - lineage: the artifacts that there are now, with all templates.
  init(_ text: String, path: String?, in lineage: BuildLineage, _ explanations: Explanations) {
    self.text = text
    let line = Array(text.utf8)
    let index = lineage.templates
    let own = path.flatMap { lineage.artifact($0) }?.artifact.template
    var best: (template: Int, number: Int, weight: Int)?
    for (template, source) in index.sources.enumerated() where index.isActive(template) {
      if let own, own != template, !source.isPartial { continue }
      for (number, raw) in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
        let pattern = LinePattern(template: raw)
        let weight = pattern.weight
        guard weight > max(best?.weight ?? 0, Self.least), pattern.matches(line) else { continue }
        best = (template, number + 1, weight)
      }
    }
    guard let best else {
      template = nil
      (conditions, settings, settingsJSON) = ([], [], [])
      return
    }
    let source = index.sources[best.template]
    let lines = source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let isBuiltIn = index.isBuiltIn(best.template)
    template = TemplateLine(
      file: source.file, line: best.number, text: String(decoding: lines[best.number - 1], as: UTF8.self),
      isBuiltIn: isBuiltIn)
    let start = lines[best.number - 1].startIndex
    let artifacts = path.flatMap { lineage.artifact($0) }.map { [$0] } ?? lineage.artifacts
    var set = SettingSet()
    conditions = OpenTags(before: start, in: source.bytes).tags.map { tag in
      let met = artifacts.flatMap { $0.conditions(of: best.template, from: [tag.start, tag.range.lowerBound]) }
      for cell in met.flatMap(\.cells) { set.add(lineage.settings(of: cell)) }
      return Tag(
        place: TemplateLine(
          file: source.file, line: source.bytes[..<tag.range.lowerBound].count { $0 == 0x0A } + 1,
          text: String(decoding: source.bytes[tag.range], as: UTF8.self), isBuiltIn: isBuiltIn),
        values: explanations.named(met.flatMap(\.cells)).map { ($0.path, $0.text) })
    }
    let found = set.numbers.map { (lineage.settings.settings[$0], lineage.settings.steps[$0]) }
    settings = found.map { explanations.text(of: $0, $1) }
    settingsJSON = found.map { explanations.json(of: $0, $1) }
  }

  /// With fewer visible bytes of its own a template's line would match anything.
  static let least = 2

  /// What is said of it.
  var report: String {
    guard let template else {
      return "removed: \(text)\n  no template makes such a line now: another version of gen did, or somebody's hand\n"
    }
    var report = "removed: \(text)\n  \(template.place): \(template.text)\(template.isBuiltIn ? "  (built in)" : "")\n"
    if conditions.isEmpty { return report + "  it stands in no condition\n" }
    report += "stood in\n"
    for condition in conditions {
      report += "  \(condition.place.place): \(condition.place.text)\(LineReport.text(of: condition.values))\n"
    }
    if !settings.isEmpty { report += "settings\n" }
    for setting in settings { report += "  \(setting.how): \(setting.name)\n" }
    return report
  }

  /// The same as a tree.
  var json: JSONValue {
    .object([
      JSONMember("text", .string(text)), JSONMember("template", template.map { .object($0.members) } ?? .null),
      JSONMember(
        "conditions",
        .array(
          conditions.map { .object($0.place.members + [JSONMember("values", LineReport.json(of: $0.values))]) })),
      JSONMember("settings", .array(settingsJSON)),
    ])
  }
}
