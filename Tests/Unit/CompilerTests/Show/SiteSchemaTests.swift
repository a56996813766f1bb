import JSON
import Model
import ReferencePages
import Testing
import TextTypes

@Suite struct SiteSchemaTests {
  /// A record with one field of a shape.
  private func schema(
    of shape: Shape, absence: RecordType.Absence = .required, examples: [String] = []
  ) -> JSONValue? {
    var field = RecordType.Field(key: "key", shape: shape, doc: "What.", absence: absence)
    field.examples = examples
    let type = RecordType(name: "site", fields: [field])
    return SiteSchema.schema(of: type)["properties"]?["key"]
  }

  @Test func saysWhatTheKeysOfAMappingCanBe() {
    let key = TextType(
      name: "option name", alphabet: .lowercase, traits: .isWord, pattern: "^[a-z]+$", example: "fsync")
    let value = TextType(name: "option value", alphabet: .text, traits: .isWord, example: "off")
    #expect(
      schema(of: .map(key: key, value: .text(value)), examples: ["fsync: off"]) == [
        "description": "What. Required.", "examples": [["fsync": "off"]], "type": "object",
        "propertyNames": ["title": "option name", "type": "string", "pattern": "^[a-z]+$", "examples": ["fsync"]],
        "additionalProperties": ["title": "option value", "type": "string", "minLength": 1, "examples": ["off"]],
      ])
  }

  @Test func saysWhichNumbersAreValuesOfAText() {
    let workers = TextType(
      name: "number of workers", alphabet: .text, traits: .isWord, pattern: "^(auto|[0-9])$", example: "auto",
      lookalikes: .integers(0...9))
    #expect(
      schema(of: .text(workers), absence: .value("auto"), examples: ["6"]) == [
        "description": "What. Default: auto.", "default": "auto", "examples": ["6"], "title": "number of workers",
        "anyOf": [
          ["title": "number of workers", "type": "string", "pattern": "^(auto|[0-9])$", "examples": ["6"]],
          ["type": "integer", "minimum": 0, "maximum": 9],
        ],
      ])
  }

  @Test func saysDefaultsAsWhatTheyAre() {
    let port = IntegerType(name: "port", range: 1...9)
    #expect(
      schema(of: .integer(port), absence: .value("5")) == [
        "description": "What. Default: 5.", "default": 5, "examples": [5], "type": "integer", "minimum": 1,
        "maximum": 9,
      ])
    #expect(
      schema(of: .list(.boolean), absence: .value("[true, false]"))?["default"] == [true, false])
  }

  @Test func saysInWhichLanguageAFragmentIs() {
    let type = FragmentType(name: "nginx directives", format: "nginx", example: "gzip off;")
    #expect(
      schema(of: .fragment(type)) == [
        "description": "What. Required.", "examples": ["gzip off;"], "type": "string",
        "contentMediaType": "text/x-nginx",
      ])
  }
}
