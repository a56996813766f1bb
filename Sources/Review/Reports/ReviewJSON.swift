import Diagnostics
public import JSON
import Output

extension Review {
  /// The version of the JSON form; it is raised when a member changes its meaning or goes.
  public static let jsonVersion = 1

  /// The review for machines: docs/schemas/review.json describes it.
  public var json: JSONValue {
    [
      "format": "review", "version": .integer(Self.jsonVersion), "base": .string(base),
      "summary": ["lines": .integer(lines), "remarks": .integer(remarks), "files": .integer(fileCount)],
      "entries": .array(entries.map(\.json)),
      "files": .array(
        files.map { ["path": .string($0.path), "added": .integer($0.added), "removed": .integer($0.removed)] }),
      "plan": plan.json,
    ]
  }
}

extension Entry {
  fileprivate var json: JSONValue {
    [
      "cause": cause.json, "title": .string(title), "lines": .integer(lines), "files": .integer(files),
      "remarks": .integer(remarks), "flags": .array(flags.map(\.json)), "effects": .array(effects.map(\.json)),
      "consequences": .array(consequences.map(\.json)),
    ]
  }
}

extension Cause {
  fileprivate var json: JSONValue {
    var members = [JSONMember("kind", .string(kind))]
    switch self {
    case .setting, .settings: members.append(JSONMember("settings", .array(changes.map(\.json))))
    case .template(let path, let fate):
      members += [JSONMember("path", .string(path)), JSONMember("fate", .string(fate.rawValue))]
    case .generator(let old, let new): members += [JSONMember("old", .string(old)), JSONMember("new", .string(new))]
    case .handEdit(let path): members.append(JSONMember("path", .string(path)))
    case .unknown(let reason): members.append(JSONMember("reason", .string(reason)))
    }
    return .object(members)
  }
}

extension SettingChange {
  fileprivate var json: JSONValue {
    [
      "path": .string(path), "old": old.json, "new": new.json, "added": .array(added.map { .string($0) }),
      "removed": .array(removed.map { .string($0) }),
      "place": place.map(\.json) ?? .null,
    ]
  }
}

extension Diagnostics.Place {
  fileprivate var json: JSONValue {
    [
      "file": .string(file), "line": .integer(span.start.line), "column": .integer(span.start.column),
      "end_line": .integer(span.end.line), "end_column": .integer(span.end.column),
    ]
  }
}

extension SettingChange.Side {
  fileprivate var json: JSONValue { ["text": .string(text), "written": .bool(isWritten)] }
}

extension ReviewFlag {
  fileprivate var json: JSONValue {
    [
      "id": .string(kind.id.name), "risk": .string(kind.risk.rawValue), "message": .string(message),
      "place": place?.json ?? .null,
    ]
  }
}

extension Effect {
  fileprivate var json: JSONValue { ["name": .string(name), "subject": subject.map { .string($0) } ?? .null] }
}

extension Consequence {
  fileprivate var json: JSONValue {
    [
      "kind": .string(kind.rawValue), "name": .string(name), "old": old.map { .string($0) } ?? .null,
      "new": new.map { .string($0) } ?? .null, "lines": .integer(lines), "places": .array(places.map(\.json)),
    ]
  }
}

extension Consequence.Place {
  fileprivate var json: JSONValue {
    ["path": .string(path), "line": line.map { .integer($0) } ?? .null, "former": .bool(isFormer)]
  }
}

extension ApplyPlan {
  /// The plan for machines.
  public var json: JSONValue {
    [
      "format": "plan", "version": .integer(Self.version), "base": base.map { .string($0) } ?? .null,
      "target": .string(target),
      "steps": .array(
        steps.map { step in
          [
            "command": .string(step.command),
            "changes": .array(
              step.changes.map {
                ["verb": .string($0.verb), "object": .string($0.object), "reason": .string($0.reason)]
              }),
          ]
        }),
      "remarks": .array(remarks.map { .string($0) }),
    ]
  }
}
