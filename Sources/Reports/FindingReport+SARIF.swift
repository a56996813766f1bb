import Diagnostics
public import JSON

extension FindingReport {
  /// The findings as a log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS standard).
  ///
  /// - Parameter version: the version of gen.
  public func sarif(version: String) -> JSONValue {
    let rules = Set(findings.map(\.id)).sorted { $0.name < $1.name }
    let driver: JSONValue = [
      "name": "gen", "semanticVersion": .string(version), "rules": .array(rules.map(Self.rule)),
    ]
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": driver],
          // Columns are counted as everywhere in gen: in code points, not in UTF-16 (section 3.14.17).
          "columnKind": "unicodeCodePoints", "results": .array(items.map { result($0, rules) }),
        ]
      ],
    ]
  }

  private static func rule(_ id: FindingID) -> JSONValue {
    // The catalogue is wrapped into lines; its first sentence says what is wrong.
    let text = FindingArea.text(on: id).split(separator: "\n").joined(separator: " ")
    let first = text.firstSentence
    return [
      "id": .string(id.name), "shortDescription": ["text": .string(first)], "fullDescription": ["text": .string(text)],
      "help": ["text": .string(text), "markdown": .string(text)],
    ]
  }

  private func result(_ item: Item, _ rules: [FindingID]) -> JSONValue {
    let text = [item.message, item.help.map { "Help: \($0)" }].compactMap(\.self).joined(separator: "\n")
    var members = [
      JSONMember("ruleId", .string(item.finding.id.name)),
      JSONMember("ruleIndex", .integer(rules.firstIndex(of: item.finding.id) ?? -1)),
      JSONMember("level", .string(item.finding.severity.rawValue)), JSONMember("message", Self.message(text)),
      JSONMember("locations", [["physicalLocation": Self.location(item.path, item.span)]]),
      JSONMember("partialFingerprints", ["genFinding/v1": .string(item.fingerprint)]),
    ]
    let related = item.finding.notes.enumerated().map { index, note in
      var members = [
        JSONMember("id", .integer(index + 1)),
        JSONMember("message", Self.message(note.message.withoutHiddenCharacters)),
      ]
      if let place = note.place {
        members.append(JSONMember("physicalLocation", Self.location(path(of: place.file), place.span)))
      }
      return JSONValue.object(members)
    }
    if !related.isEmpty { members.append(JSONMember("relatedLocations", .array(related))) }
    return .object(members)
  }

  /// A message, in which no text of a value becomes a link (section 3.11.6).
  private static func message(_ text: String) -> JSONValue {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "(", result.last == "]" { result.append(" ") }
      result.append(scalar)
    }
    return ["text": .string(String(result))]
  }

  private static func location(_ path: String, _ span: Span) -> JSONValue {
    [
      "artifactLocation": ["uri": .string(uriReference(path)), "uriBaseId": "%SRCROOT%"],
      "region": [
        "startLine": .integer(span.start.line), "startColumn": .integer(span.start.column),
        "endLine": .integer(span.end.line), "endColumn": .integer(span.end.column),
      ],
    ]
  }

  /// A path as a relative reference (RFC 3986, section 4.2): bytes that a path of an address cannot have are escaped, and so is `:`, which
  /// could end a scheme.
  private static func uriReference(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}

extension String {
  /// The text up to the first full stop that a blank follows, or the whole text.
  fileprivate var firstSentence: String {
    let bytes = Array(utf8)
    for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: ".") && bytes[index + 1] == 0x20 {
      return String(decoding: bytes[...index], as: UTF8.self)
    }
    return self
  }
}
