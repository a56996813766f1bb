public import Diagnostics
public import JSON

extension FindingReport {
  /// The findings as the document `findings`, which docs/formats.md describes.
  public var json: JSONValue {
    .document("findings", version: 1, ["findings": .array(findings.map(JSONValue.init))])
  }
}

extension JSONValue {
  /// A document: an object that says first which one it is, and in which version.
  public static func document(_ format: String, version: Int, _ members: KeyValuePairs<String, JSONValue>) -> JSONValue
  {
    .object(
      [JSONMember("format", .string(format)), JSONMember("version", .integer(version))]
        + members.map { JSONMember($0.key, $0.value) })
  }

  /// A finding in a document.
  public init(_ finding: Diagnostic) {
    self = [
      "severity": .string(finding.severity.rawValue), "id": .string(finding.id.name),
      "message": .string(finding.message),
      "help": finding.help.map(JSONValue.string) ?? .null, "place": JSONValue(finding.place),
      "notes": .array(finding.notes.map { ["message": .string($0.message), "place": JSONValue($0.place)] }),
    ]
  }

  /// A place in a document; null where there is none.
  public init(_ place: Place?) {
    guard let place else {
      self = .null
      return
    }
    let (start, end) = (place.span.start, place.span.end)
    self = [
      "file": .string(place.file), "line": .integer(start.line), "column": .integer(start.column),
      "end_line": .integer(end.line), "end_column": .integer(end.column),
    ]
  }
}
