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
    if case .value(let text) = field.absence, let value = field.shape.json(text) {
      members.append(JSONMember("default", value))
    }
    if let example = field.example { members.append(JSONMember("examples", .array([whole(example, of: field)]))) }
    if case .object(let shape) = value(field.shape, field.example) { members += shape.filter { $0.key != "examples" } }
    return .object(members)
  }

  /// The example as a value of the whole key.
  private static func whole(_ one: String, of field: RecordType.Field) -> JSONValue {
    let all = field.examples.isEmpty ? [one] : field.examples
    switch field.shape {
    case .list: return .array(all.map(JSONValue.string))
    case .map:
      return .object(
        all.compactMap { entry in
          entry.ranges(of: ": ").first.map {
            JSONMember(String(entry[..<$0.lowerBound]), .string(String(entry[$0.upperBound...])))
          }
        })
    default: return field.shape.json(one) ?? .string(one)
    }
  }

  private static func note(_ absence: RecordType.Absence) -> String {
    switch absence {
    case .required: " Required."
    case .value(let text) where text != "{}": " Default: \(text)."
    case .derived(let text): " Default: \(text)."
    case .absent, .value: ""
    }
  }

  /// The schema of a shape, with an example of the key in hand.
  private static func value(_ shape: Shape, _ example: String? = nil) -> JSONValue {
    switch shape {
    case .integer(let type): return integer(type.range)
    case .boolean: return ["type": "boolean"]
    case .text(let type): return text(type, example)
    case .list(let element):
      return .object([JSONMember("type", "array"), JSONMember("items", value(element, example))])
    case .map(let key, let element):
      return .object([
        JSONMember("type", "object"), JSONMember("propertyNames", text(key, nil)),
        JSONMember("additionalProperties", value(element, example)),
      ])
    case .either(let shapes): return .object([JSONMember("anyOf", .array(shapes.map { value($0, example) }))])
    case .optional(let wrapped): return value(wrapped, example)
    case .record(let type): return object(type)
    case .fragment(let type):
      return [
        "type": "string", "contentMediaType": .string("text/x-\(type.format)"),
        "examples": [.string(example ?? type.example)],
      ]
    case .secret: return false
    }
  }

  private static func integer(_ range: ClosedRange<Int>) -> JSONValue {
    var members = [JSONMember("type", "integer")]
    if range.lowerBound != .min { members.append(JSONMember("minimum", .integer(range.lowerBound))) }
    if range.upperBound != .max { members.append(JSONMember("maximum", .integer(range.upperBound))) }
    return .object(members)
  }

  /// Editors read `18.0` and `300` as what they look like: as much of that as is a value of the type is allowed.
  private static func text(_ type: TextType, _ example: String?) -> JSONValue {
    var members = [JSONMember("title", .string(type.name))]
    guard type.choices.isEmpty else {
      let numbers = type.choices.compactMap(JSONNumber.init).map(JSONValue.number)
      return .object(members + [JSONMember("enum", .array(type.choices.map(JSONValue.string) + numbers))])
    }
    var text = [JSONMember("type", type.lookalikes == .all ? ["string", "number", "boolean"] : "string")]
    if !type.pattern.isEmpty {
      text.append(JSONMember("pattern", .string(type.pattern)))
    } else if !type.mayBeEmpty {
      text.append(JSONMember("minLength", 1))
    }
    let shown = example ?? type.example
    if !shown.isEmpty { text.append(JSONMember("examples", .array([.string(shown)]))) }
    switch type.lookalikes {
    case .none, .all: members += text
    case .integers(let range):
      members.append(JSONMember("anyOf", [.object(members + text), integer(range)]))
    case .numbers(let greatest):
      let number: JSONValue = ["type": "number", "exclusiveMinimum": 0, "maximum": .integer(greatest)]
      members.append(JSONMember("anyOf", [.object(members + text), number]))
    }
    return .object(members)
  }
}

extension Shape {
  /// A default or an example as it is in a document; nil for what is written in no document.
  fileprivate func json(_ text: String) -> JSONValue? {
    switch self {
    case .integer: return Int(text).map(JSONValue.integer)
    case .boolean: return .bool(text == "true")
    case .text, .fragment: return .string(text)
    case .list(let element):
      guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
      let elements = text.dropFirst().dropLast().split(separator: ",").map { String($0.drop { $0 == " " }) }
      return .array(elements.compactMap(element.json))
    case .optional(let wrapped): return wrapped.json(text)
    case .either(let shapes): return shapes.first?.json(text)
    case .map: return text == "{}" ? .object([]) : nil
    case .record, .secret: return nil
    }
  }
}
