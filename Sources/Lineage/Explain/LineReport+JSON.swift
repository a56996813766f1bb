import JSON
import Model
import Template

extension LineReport {
  /// The report as a tree.
  var json: JSONValue {
    let template = artifact.template(of: line)
    return .object([
      JSONMember("path", .string("\(folder)/\(artifact.artifact.path)")), JSONMember("line", .integer(line.number)),
      JSONMember("text", .string(artifact.text(of: line))),
      JSONMember("removed", removed.map { .string($0) } ?? .null),
      JSONMember("template", .object(members(of: template, text: source(of: template)))),
      JSONMember(
        "conditions",
        .array(
          conditions.map { condition in
            .object(
              members(of: condition.tag, text: condition.text) + [
                JSONMember("outcome", .string(condition.outcome)),
                JSONMember("values", Self.json(of: condition.values)),
              ])
          })),
      JSONMember("values", explanations.json(of: values.flatMap(\.cells))),
      JSONMember("contents", .array(sources.map { .string("\(folder)/\($0)") })),
      JSONMember("settings", .array(settings.map { explanations.json(of: $0.0, $0.1) })),
    ])
  }

  /// What a condition looked at.
  static func json(of values: [(path: String, text: String)]) -> JSONValue {
    .array(
      values.map { .object([JSONMember("path", .string($0.path)), JSONMember("value", .string($0.text))]) })
  }

  private func members(of place: TemplatePlace, text: String) -> [JSONMember] {
    RemovedLine.TemplateLine(
      file: lineage.templates.sources[place.template].file, line: place.line, text: text, isBuiltIn: isBuiltIn(place)
    ).members
  }
}
