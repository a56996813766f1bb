import Diagnostics
import Model
import TextTypes

extension Checker {
  /// What a path of names leads to.
  enum Target {
    /// A value of the model; its type is as it is known to be at this place.
    case cell(CellPath, Shape)
    /// A variable.
    case value(register: Int, Shape)
    /// A fact about the loop around the place.
    case progress(Int, Progress)
  }

  /// Follows a path of names; nil when an error was reported.
  mutating func resolve(_ expression: Expression) -> Target? {
    switch expression.kind {
    case .name(let name): return resolve(name, at: expression.region)
    case .field(let record, let key, let region):
      if case .name("loop") = record.kind, scope.binding(of: "loop") == nil, root.slot(of: "loop") == nil {
        return progress(key, at: region, whole: expression.region)
      }
      guard let target = resolve(record) else { return nil }
      return field(key, at: region, of: target, record)
    default: return nil
    }
  }

  private mutating func resolve(_ name: String, at region: Region) -> Target? {
    switch scope.binding(of: name) {
    case .item(let path, let shape), .alias(let path, let shape): return known(path, shape)
    case .value(let register, let shape): return .value(register: register, shape)
    case .invalid: return nil
    case .unsettled(let why, let place):
      findings.error(
        .unsettledVariable, unsettledMessage(name, why), at: region,
        help: "write `{% set \(name) = … %}` in every branch, to values of the same type",
        notes: [.init("the branches", at: findings.place(place))])
      return nil
    case nil: break
    }
    if let slot = root.slot(of: name) {
      return known(CellPath(base: .root, slots: [slot]), root.fields[slot].shape)
    }
    unknown(name, at: region)
    return nil
  }

  private func unsettledMessage(_ name: String, _ why: Scope.Unsettled) -> String {
    switch why {
    case .isMissingInABranch: "`\(name)` is set only in some of the branches"
    case .differsBetweenBranches: "`\(name)` is one kind of thing in one branch, and another in another"
    }
  }

  private mutating func unknown(_ name: String, at region: Region) {
    if name == "loop", scope.loop != nil {
      findings.error(
        .loopAlone, "`loop` itself is not a value", at: region,
        help: "write one of its fields, such as `loop.index`")
      return
    }
    if name == "loop" {
      findings.error(
        .loopOutside, "`loop` outside a loop", at: region,
        help:
          "write it in the body of a `{% for %}`; for an included file, assign it to a variable with `{% set %}` before"
      )
      return
    }
    let known = scope.names.reversed() + root.fields.map(\.key)
    if let near = nearest(name, among: known) {
      findings.error(
        .unknownName, "unknown name `\(name)`, did you mean `\(near)`?", at: region, help: "write `\(near)`")
    } else {
      findings.error(
        .unknownName, "unknown name `\(name)`", at: region, help: "write one of \(Self.list(known))")
    }
  }

  /// Names in a row, the first of many.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(12).joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }

  /// A value of the model, whose type takes account of what is known at this place.
  private func known(_ path: CellPath, _ shape: Shape) -> Target {
    if case .optional(let wrapped) = shape, scope.facts.contains(.isPresent(path)) {
      return .cell(path, wrapped)
    }
    return .cell(path, shape)
  }

  private mutating func field(
    _ key: String, at region: Region, of target: Target, _ record: Expression
  ) -> Target? {
    guard case .cell(let path, let shape) = target else {
      notRecord(record, region, "a variable with a single value")
      return nil
    }
    switch shape {
    case .record(let type): return field(key, at: region, path, type, record)
    case .optional:
      mayBeAbsent(record.region)
      return nil
    default:
      notRecord(record, region, shape.inWords)
      return nil
    }
  }

  private mutating func field(
    _ key: String, at region: Region, _ path: CellPath, _ type: RecordType, _ record: Expression
  ) -> Target? {
    guard let slot = type.slot(of: key) else {
      let keys = type.fields.map(\.key)
      let near = nearest(key, among: keys)
      findings.error(
        .unknownField,
        "\(article(type.name)) has no field `\(key)`" + (near.map { ", did you mean `\($0)`?" } ?? ""),
        at: region, help: near.map { "write `\(source(record.region)).\($0)`" } ?? "write one of \(Self.list(keys))")
      return nil
    }
    guard !Self.hiddenByPython.contains(key) else {
      findings.error(
        .hiddenField, "in Jinja2 `.\(key)` is a method of every mapping", at: region,
        help: "use another field of the model with the same information")
      return nil
    }
    let shape = type.fields[slot].shape
    guard !shape.isSecret else {
      let name = source(record.region)
      findings.error(
        .secretValue, "`\(name).\(key)` is a secret, and gen never has its value", at: region,
        help: "write the path of its file, such as `/run/secrets/{{ \(name).name }}`, and read it there")
      return nil
    }
    return known(path.field(slot), shape)
  }

  /// What Jinja2 finds in a mapping before it looks for a key.
  private static let hiddenByPython: Set<String> = [
    "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values",
  ]

  private mutating func notRecord(_ record: Expression, _ region: Region, _ what: String) {
    findings.error(
      .notARecord, "`\(source(record.region))` is \(what), which has no fields", at: region,
      help: "write `\(source(record.region))` without a field, or the name of a record before the dot")
  }

  /// Reports a value that is not known to be there.
  mutating func mayBeAbsent(_ region: Region) {
    let name = source(region)
    findings.error(
      .mayBeAbsent, "`\(name)` may be absent", at: region,
      help: "write it between `{% if \(name) is defined %}` and `{% endif %}`")
  }

  private mutating func progress(_ key: String, at region: Region, whole: Region) -> Target? {
    guard let loop = scope.loop else {
      unknown("loop", at: whole)
      return nil
    }
    guard let progress = Progress(rawValue: key) else {
      let keys = Progress.allCases.map(\.rawValue)
      findings.error(
        .unknownField, "`loop` has no field `\(key)`", at: region,
        help: nearest(key, among: keys).map { "write `loop.\($0)`" } ?? "write one of \(Self.list(keys))")
      return nil
    }
    return .progress(loop, progress)
  }
}
