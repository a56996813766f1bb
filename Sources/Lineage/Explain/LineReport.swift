import Compiler
import Diagnostics
import Model
import Template

/// What is said of one line of the output.
struct LineReport {
  let lineage: BuildLineage
  let explanations: Explanations
  /// The output folder's name.
  let folder: String
  let artifact: ArtifactLines
  let line: OutputLine
  /// The only place in the line that was asked for, as a byte of the artifact; nil for the whole line.
  var offset: Int?
  /// The text that a diff says was removed, where the template line that made it makes this one now.
  var removed: String?

  /// The place of the line, as it is listed.
  var place: String { "\(folder)/\(artifact.artifact.path):\(line.number)" }

  /// A condition, a loop or a header around the line.
  struct Condition {
    let tag: TemplatePlace
    let text: String
    let outcome: String
    /// The values that it looked at, by the names that the model has for them.
    let values: [(path: String, text: String)]
  }

  /// The values in the line, or the one at the place that was asked for.
  var values: [LineValue] {
    let all = artifact.values(in: line)
    guard let offset else { return all }
    return all.filter { $0.range.contains(offset) }
  }

  /// The artifacts whose contents the line was made from.
  var sources: [String] {
    var seen: Set<String> = []
    return values.flatMap(\.artifacts).filter { seen.insert($0).inserted }
  }

  /// The settings that the line depends on, or only the value that was asked for and what stands around it: first those that are
  /// written.
  var settings: [(Origin, Step)] {
    var set = SettingSet()
    if let offset {
      for value in values {
        for cell in value.cells { set.add(lineage.settings(of: cell)) }
        for path in value.artifacts { set.add(lineage.settings(ofArtifact: path)) }
      }
      for condition in artifact.conditions(at: offset) {
        for cell in condition.cells { set.add(lineage.settings(of: cell)) }
      }
    } else {
      set = lineage.settings(of: line, in: artifact)
    }
    let all = set.numbers.map { (lineage.settings.settings[$0], lineage.settings.steps[$0]) }
    return all.filter { $0.0.place != nil } + all.filter { $0.0.place == nil }
  }

  /// The conditions and loops that the line stands in, the outermost first.
  var conditions: [Condition] {
    let all = offset.map { artifact.conditions(at: $0).reversed() } ?? artifact.conditions(around: line)
    return all.map { condition in
      let (place, text) = tag(condition)
      return Condition(
        tag: place, text: text, outcome: outcome(condition),
        values: explanations.named(condition.cells).map { ($0.path, $0.text) })
    }
  }

  /// A place of a template, as one opens it in an editor.
  func text(of place: TemplatePlace) -> String { "\(lineage.templates.sources[place.template].file):\(place.line)" }

  /// Whether a template is one that gen brings along.
  func isBuiltIn(_ place: TemplatePlace) -> Bool { lineage.templates.isBuiltIn(place.template) }

  /// The line of a template.
  func source(of place: TemplatePlace) -> String {
    let bytes = lineage.templates.sources[place.template].bytes
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.indices.contains(place.line - 1) ? String(decoding: lines[place.line - 1], as: UTF8.self) : ""
  }

  private func tag(_ condition: LineCondition) -> (place: TemplatePlace, text: String) {
    let bytes = lineage.templates.sources[condition.tag.template].bytes
    if condition.outcome == .header {
      let header = HeaderLines(of: bytes)
      return (TemplatePlace(template: condition.tag.template, line: header.first), header.text)
    }
    let range = TemplateTag(at: condition.source.lowerBound, in: bytes).range
    return (condition.tag, String(decoding: bytes[range], as: UTF8.self))
  }

  private func outcome(_ condition: LineCondition) -> String {
    switch condition.outcome {
    case .holds: "holds"
    case .otherwise: "does not hold"
    case .element, .elements: "loop"
    case .header: "header"
    }
  }
}
