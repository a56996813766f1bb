import Diagnostics
import Foundation
import Model
import TextTypes

/// The model that the tests' templates are about: its type here, its values in Cases/model.json.
enum Model {
  private static func field(_ key: String, _ shape: Shape) -> RecordType.Field {
    RecordType.Field(key: key, shape: shape, doc: "A field.")
  }

  static let word = Shape.text(TextType(name: "word", alphabet: .lowercase, traits: .isWord, example: "shop"))
  static let text = Shape.text(
    TextType(name: "text", alphabet: ByteSet(0x01...0xFF), traits: []))
  /// Any line of text, as the strings of site.yaml are.
  static let sentence = Shape.text(
    TextType(name: "sentence", alphabet: .text, traits: []))
  static let domain = Shape.text(
    TextType(
      name: "domain name", alphabet: .lowercase.union(.digits).union(ByteSet(".-")), traits: .isWord,
      example: "a.example.org"))
  static let whole = Shape.integer(IntegerType(name: "whole number", range: Int.min...Int.max))
  static let port = Shape.integer(IntegerType(name: "port", range: 1...65535))
  static let colour = Shape.text(
    TextType(name: "colour", alphabet: .lowercase, traits: .isWord, choices: ["red", "green", "blue"], example: "red"))
  static let late = Shape.text(
    TextType(name: "hash", alphabet: .digits.union(.lowercase), traits: .isWord))
  static let relay = RecordType(name: "relay", fields: [field("host", domain)])
  static let smtp = RecordType(
    name: "smtp",
    fields: [
      field("host", domain), field("port", port), field("user", .optional(word)), field("from", text),
      field("relay", .optional(.record(relay))),
    ])
  static let rule = RecordType(
    name: "rule",
    fields: [
      field("port", port), field("action", word), field("comment", .optional(text)), field("hosts", .list(text)),
    ])
  static let directives = Shape.fragment(
    FragmentType(name: "nginx directives", format: "nginx", example: "a b;"))
  static let vault = RecordType(
    name: "vault", fields: [field("name", word), field("value", .secret), field("spare", .optional(.secret))])
  static let deep = RecordType(name: "deep", fields: [field("value", whole), field("flag", .boolean)])
  static let nested = RecordType(name: "nested", fields: [field("deep", .record(deep)), field("items", .list(word))])
  static let optionName = TextType(name: "option name", alphabet: .lowercase, traits: .isWord)

  static let root = RecordType(
    name: "model",
    fields: [
      field("name", word), field("title", text), field("port", port), field("zero", whole), field("small", whole),
      field("flag", .boolean), field("off", .boolean), field("colour", colour), field("domain", domain),
      field("alias", .optional(word)), field("note", .optional(text)), field("mail", .optional(.record(smtp))),
      field("smtp", .optional(.record(smtp))), field("tags", .list(word)), field("single", .list(word)),
      field("empty", .list(word)), field("ports", .list(port)), field("rules", .list(.record(rule))),
      field("options", .map(key: optionName, value: text)), field("nested", .record(nested)),
      field("hash", late), field("sentence", sentence), field("vault", .record(vault)),
      field("vaults", .list(.record(vault))), field("directives", directives),
    ])

  /// The values, as an arena; each setting's origin is its path, on the line of its number.
  static func arena(replacing replacements: [String: Any] = [:]) throws -> Arena {
    let data = try Data(contentsOf: Fixtures.folder.appending(path: "Cases/model.json"))
    var object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    for (key, value) in replacements { object[key] = value }
    var arena = Arena()
    project(object, .record(root), at: 0, path: "", into: &arena)
    return arena
  }

  private static func project(_ value: Any?, _ shape: Shape, at cell: Int, path: String, into arena: inout Arena) {
    switch shape {
    case .record(let type): record(value as? [String: Any] ?? [:], type, at: cell, path: path, into: &arena)
    case .optional(let wrapped):
      if let value {
        project(value, wrapped, at: cell, path: path, into: &arena)
      } else {
        arena.setAbsent(at: cell, origins: 0)
      }
    case .list, .map:
      guard let element = shape.element, let values = value as? [Any] else {
        return _ = arena.setAggregate(count: 0, at: cell, origins: 0)
      }
      let first = arena.setAggregate(count: values.count, at: cell, origins: 0)
      for (offset, value) in values.enumerated() {
        project(value, element, at: first + offset, path: "\(path)[\(offset)]", into: &arena)
      }
    case .boolean: arena.setScalar((value as? Bool == true ? "true" : "false"), at: cell, origins: 0)
    default: arena.setScalar("\(value ?? "")", at: cell, origins: origin(of: path, in: &arena))
    }
  }

  private static func record(
    _ object: [String: Any], _ type: RecordType, at cell: Int, path: String, into arena: inout Arena
  ) {
    let first = arena.setAggregate(count: type.fields.count, at: cell, origins: 0)
    for (slot, field) in type.fields.enumerated() {
      let path = path.isEmpty ? field.key : "\(path).\(field.key)"
      project(object[field.key], field.shape, at: first + slot, path: path, into: &arena)
    }
  }

  private static func origin(of path: String, in arena: inout Arena) -> Int32 {
    let key = path.split { $0 == "." || $0 == "[" }.first.map(String.init) ?? ""
    guard let line = root.slot(of: key) else { return 0 }
    let start = Mark(line: line + 1, column: key.utf8.count + 3)
    return arena.note(
      Step(
        setting: path,
        at: Place(
          file: "site.yaml", span: Span(start: start, end: Mark(line: line + 1, column: start.column + 4)))))
  }
}

/// Where the files of these tests are.
enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }
}
