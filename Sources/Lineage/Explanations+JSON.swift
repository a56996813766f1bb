import Diagnostics
import JSON
import Model

extension Explanations {
  /// Some values, each with how it was derived. What a step was made from is told once; where the step is met again, only its name is.
  func json(of cells: [Int32]) -> JSONValue {
    var told: Set<ObjectIdentifier> = []
    return .array(
      named(cells).map { value, path, text in
        var members: [JSONMember] = [JSONMember("path", .string(path)), JSONMember("value", .string(text))]
        guard let step = model.step(of: value.cell) else { return .object(members) }
        if let setting = step.setting {
          members.append(JSONMember("from", .array([json(of: setting, step)])))
        } else {
          members += rest(of: step, &told)
        }
        return .object(members)
      })
  }

  /// A setting: its path, its value, and where it is written; null for a default.
  func json(of setting: Origin, _ step: Step) -> JSONValue {
    let value = settings[ObjectIdentifier(step)].map { $0.isEmpty ? JSONValue.null : .string($0) } ?? .null
    return .object([
      JSONMember("setting", .string(setting.path)), JSONMember("value", value),
      JSONMember("place", setting.place.map(json) ?? .null),
    ])
  }

  private func json(_ place: Place) -> JSONValue {
    .object([
      JSONMember("file", .string(place.file)), JSONMember("line", .integer(place.span.start.line)),
      JSONMember("column", .integer(place.span.start.column)), JSONMember("end_line", .integer(place.span.end.line)),
      JSONMember("end_column", .integer(place.span.end.column)),
    ])
  }

  private func rest(of step: Step, _ told: inout Set<ObjectIdentifier>) -> [JSONMember] {
    var members: [JSONMember] = []
    if !step.formula.isEmpty { members.append(JSONMember("formula", .string(step.formula))) }
    guard told.insert(ObjectIdentifier(step)).inserted else {
      return members + [JSONMember("told", .bool(true))]
    }
    let inputs = shown(step)
    guard !inputs.isEmpty else { return members }
    members.append(
      JSONMember(
        "from",
        .array(
          inputs.map { input in
            if let setting = input.setting { return json(of: setting, input) }
            var own: [JSONMember] = []
            if let named = derived[ObjectIdentifier(input)] {
              own = [JSONMember("path", .string(named.path)), JSONMember("value", .string(named.value))]
            } else if !input.name.isEmpty {
              own = [JSONMember("name", .string(input.name))]
            }
            return .object(own + rest(of: input, &told))
          })))
    return members
  }
}
