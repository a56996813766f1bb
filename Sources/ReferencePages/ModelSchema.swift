import JSON
import Model
import TextTypes

/// The JSON Schema of what `gen show --format json` prints, made from the type that templates are checked against.
enum ModelSchema {
  /// The schema of a model.
  static func schema(of type: RecordType) -> JSONValue {
    .object(
      [
        JSONMember("$schema", "http://json-schema.org/draft-07/schema#"), JSONMember("$id", "urn:gen:model:1"),
        JSONMember("title", "The settings and what is derived from them, as templates see it"),
      ] + members(of: type))
  }

  private static func members(of type: RecordType) -> [JSONMember] {
    // A secret is named in the model and has no value there.
    let fields = type.fields.filter { !$0.shape.isSecret }
    let required = fields.filter { !$0.shape.isOptional }.map { JSONValue.string($0.key) }
    return [
      JSONMember("type", "object"), JSONMember("required", .array(required)),
      JSONMember("properties", .object(fields.map { JSONMember($0.key, property($0)) })),
    ]
  }

  private static func property(_ field: RecordType.Field) -> JSONValue {
    .object([JSONMember("description", .string(field.doc))] + members(of: field.shape))
  }

  private static func members(of shape: Shape) -> [JSONMember] {
    switch shape {
    case .integer: [JSONMember("type", "integer")]
    case .boolean: [JSONMember("type", "boolean")]
    case .text, .either, .fragment: [JSONMember("type", "string")]
    case .list, .map:
      [JSONMember("type", "array")]
        + (shape.element.map { [JSONMember("items", .object(members(of: $0)))] } ?? [])
    case .optional(let wrapped): members(of: wrapped)
    case .record(let type): members(of: type)
    case .secret: []
    }
  }
}

extension Shape {
  fileprivate var isOptional: Bool {
    if case .optional = self { true } else { false }
  }

  fileprivate var isSecret: Bool {
    if case .secret = self { true } else { false }
  }
}
