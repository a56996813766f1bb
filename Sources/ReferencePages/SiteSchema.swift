public import JSON
public import Model
import TextTypes

/// The JSON Schema of site.yaml, for editors: made from the same tables that read it.
public enum SiteSchema {
  /// The schema of a record at the top of a file.
  public static func schema(of type: RecordType) -> JSONValue {
    guard case .object(let members) = object(type) else { return .null }
    return .object(
      [
        JSONMember("$schema", "http://json-schema.org/draft-07/schema#"),
        JSONMember("title", "site.yaml of gen"),
      ] + members)
  }

  private static func object(_ type: RecordType) -> JSONValue {
    let required = type.fields.filter { $0.absence == .required }.map { JSONValue.string($0.key) }
    var members = [
      JSONMember("type", "object"),
      JSONMember("properties", .object(type.fields.map { JSONMember($0.key, property($0)) })),
      JSONMember("patternProperties", .object([JSONMember("^x-", true)])),
      JSONMember("additionalProperties", false),
    ]
    if !required.isEmpty { members.append(JSONMember("required", .array(required))) }
    return .object(members)
  }

  private static func property(_ field: RecordType.Field) -> JSONValue {
    var members = [JSONMember("description", .string(field.doc + note(field.absence)))]
    if case .object(let shape) = value(field.shape) { members += shape }
    return .object(members)
  }

  private static func note(_ absence: RecordType.Absence) -> String {
    switch absence {
    case .required: " Required."
    case .value(let text) where text != "{}": " Default: \(text)."
    case .derived(let text): " Default: \(text)."
    case .absent, .value: ""
    }
  }

  private static func value(_ shape: Shape) -> JSONValue {
    switch shape {
    case .integer(let type):
      var members = [JSONMember("type", "integer")]
      if type.range.lowerBound != .min { members.append(JSONMember("minimum", .integer(type.range.lowerBound))) }
      if type.range.upperBound != .max { members.append(JSONMember("maximum", .integer(type.range.upperBound))) }
      return .object(members)
    case .boolean: return ["type": "boolean"]
    case .text(let type): return text(type)
    case .list(let element): return .object([JSONMember("type", "array"), JSONMember("items", value(element))])
    case .map(let key, let element):
      return .object([
        JSONMember("type", "object"), JSONMember("propertyNames", text(key)),
        JSONMember("additionalProperties", value(element)),
      ])
    case .either(let shapes): return .object([JSONMember("anyOf", .array(shapes.map(value)))])
    case .optional(let wrapped): return value(wrapped)
    case .record(let type): return object(type)
    case .fragment(let type):
      return [
        "type": "string", "contentMediaType": .string("text/x-\(type.format)"), "examples": [.string(type.example)],
      ]
    case .secret: return false
    }
  }

  /// Editors read `18.0` and `auto` as what they look like, so a text may be a number or a boolean to them.
  private static func text(_ type: TextType) -> JSONValue {
    guard type.choices.isEmpty else {
      let numbers = type.choices.compactMap(JSONNumber.init).map(JSONValue.number)
      return .object([JSONMember("enum", .array(type.choices.map(JSONValue.string) + numbers))])
    }
    var members = [JSONMember("type", ["string", "number", "boolean"])]
    if !type.pattern.isEmpty { members.append(JSONMember("pattern", .string(type.pattern))) }
    if !type.example.isEmpty { members.append(JSONMember("examples", .array([.string(type.example)]))) }
    return .object(members)
  }
}
