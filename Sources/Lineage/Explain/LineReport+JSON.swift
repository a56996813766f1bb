import JSON
import Model
import Template

extension LineReport {
  /// The report as a tree.
  var json: JSONValue {
    let template = artifact.template(of: line)
    var members = [
      JSONMember("path", .string("\(folder)/\(artifact.artifact.path)")), JSONMember("line", .integer(line.number)),
      JSONMember("text", .string(artifact.text(of: line))),
      JSONMember(
        "template",
        .object([
          JSONMember("path", .string(lineage.templates.sources[template.template].file)),
          JSONMember("line", .integer(template.line)), JSONMember("text", .string(source(of: template))),
          JSONMember("built_in", .bool(isBuiltIn(template))),
        ])),
      JSONMember(
        "conditions",
        .array(
          conditions.map { condition in
            .object([
              JSONMember("place", .string(condition.place)), JSONMember("text", .string(condition.text)),
              JSONMember("outcome", .string(condition.outcome)),
              JSONMember(
                "values",
                .array(
                  condition.values.map { value in
                    .object([JSONMember("path", .string(value.path)), JSONMember("value", .string(value.text))])
                  })),
            ])
          })),
      JSONMember("values", explanations.json(of: values.flatMap(\.cells))),
      JSONMember("contents", .array(sources.map { .string("\(folder)/\($0)") })),
      JSONMember("settings", .array(settings.map { explanations.json(of: $0.0, $0.1) })),
    ]
    if let removed { members.insert(JSONMember("removed", .string(removed)), at: 3) }
    return .object(members)
  }
}
