import Diagnostics
import Foundation
import Testing

@testable import Template

/// Templates with mistakes, and the whole text of their error messages; `RECORD=1` writes it.
@Suite struct ErrorTests {
  static let groups = ["lexing", "parsing", "types", "includes", "headers", "contexts", "artifacts"]

  /// The templates of a case: each a part that is named after its path.
  static func sources(of item: CaseFile.Case) -> [TemplateSource] {
    item.parts.filter { $0.name != "findings" }.map { part in
      let path = String(part.name.dropFirst("template ".count))
      return TemplateSource(path: path, file: path, bytes: Array(part.text.utf8))
    }
  }

  static func findings(of item: CaseFile.Case) throws -> String {
    let sources = sources(of: item)
    let texts = Dictionary(uniqueKeysWithValues: sources.map { ($0.file, $0.bytes) })
    return DiagnosticPrinter(sources: texts).text(try Outcome(sources).diagnostics.sorted)
  }

  @Test(arguments: groups) func saysWhatIsWrongAndWhatToWrite(_ group: String) throws {
    let path = "Cases/Errors/\(group).cases"
    let file = try CaseFile(fixture: path)
    var record: [CaseFile.Found] = []
    for item in file.cases {
      let templates = item.parts.dropLast()
      try #require(templates.allSatisfy { $0.name.hasPrefix("template ") }, "\(item.name)")
      let found = try Self.findings(of: item)
      #expect(found == item["findings"], "\(item.name)")
      #expect(!found.isEmpty, "\(item.name)")
      record.append((item.name, templates.map { ($0.name, $0.text) } + [("findings", found)]))
    }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(file.recorded(record).utf8).write(to: Fixtures.folder.appending(path: path))
    }
  }
}
