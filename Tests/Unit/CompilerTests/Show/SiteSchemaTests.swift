import JSON
import Model
import ReferencePages
import Testing
import TextTypes

@Suite struct SiteSchemaTests {
  /// A record with one field of a shape.
  private func schema(of shape: Shape) -> JSONValue? {
    let type = RecordType(name: "site", fields: [RecordType.Field(key: "key", shape: shape, doc: "What.")])
    return SiteSchema.schema(of: type)["properties"]?["key"]
  }

  @Test func saysWhatTheKeysOfAMappingCanBe() {
    let key = TextType(
      name: "option name", alphabet: .lowercase, traits: .isWord, pattern: "^[a-z]+$", example: "fsync")
    let value = TextType(name: "option value", alphabet: .text, traits: .isWord, example: "off")
    let text: JSONValue = ["string", "number", "boolean"]
    #expect(
      schema(of: .map(key: key, value: .text(value))) == [
        "description": "What. Required.", "type": "object",
        "propertyNames": ["type": text, "pattern": "^[a-z]+$", "examples": ["fsync"]],
        "additionalProperties": ["type": text, "examples": ["off"]],
      ])
  }

  @Test func saysInWhichLanguageAFragmentIs() {
    let type = FragmentType(name: "nginx directives", format: "nginx", example: "gzip off;")
    #expect(
      schema(of: .fragment(type)) == [
        "description": "What. Required.", "type": "string", "contentMediaType": "text/x-nginx",
        "examples": ["gzip off;"],
      ])
  }
}
