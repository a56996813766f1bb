import Diagnostics
import Foundation
import Testing

@testable import Template

/// Templates with mistakes, and the whole text of what is said about them; `RECORD=1` writes it.
@Suite struct ErrorTests {
  static let groups = ["lexing", "parsing", "types", "includes", "headers", "contexts", "artifacts"]

  /// One case: files, and the text of their findings.
  struct Case {
    var name: String
    var files: [(path: String, lines: [Substring])] = [("t", [])]
    var findings: [Substring] = []

    var sources: [TemplateSource] {
      files.map {
        TemplateSource(path: $0.path, file: $0.path, bytes: Array($0.lines.joined(separator: "\n").utf8))
      }
    }
  }

  static func cases(of group: String) throws -> [Case] {
    var cases: [Case] = []
    var isOutput = false
    let text = try Fixtures.text("Cases/Errors/\(group).txt")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let last = cases.count - 1
      if line.hasPrefix("=== ") {
        cases.append(Case(name: String(line.dropFirst(4))))
        isOutput = false
      } else if line.hasPrefix("+++ ") {
        cases[last].files.append((String(line.dropFirst(4)), []))
      } else if line == "---" {
        isOutput = true
      } else if isOutput {
        cases[last].findings.append(line)
      } else {
        cases[last].files[cases[last].files.count - 1].lines.append(line)
      }
    }
    return cases
  }

  static func findings(of item: Case) throws -> String {
    let outcome = try Outcome(item.sources)
    let sources = Dictionary(uniqueKeysWithValues: item.sources.map { ($0.file, $0.bytes) })
    return DiagnosticPrinter(sources: sources).text(outcome.diagnostics.sorted)
  }

  @Test(arguments: groups) func saysWhatIsWrongAndWhatToWrite(_ group: String) throws {
    let cases = try Self.cases(of: group)
    var record = ""
    for item in cases {
      let found = try Self.findings(of: item)
      #expect(found == item.findings.joined(separator: "\n"), "\(item.name)")
      #expect(!found.isEmpty, "\(item.name)")
      record += "=== \(item.name)\n"
      for (index, file) in item.files.enumerated() {
        record += (index == 0 ? "" : "+++ \(file.path)\n") + file.lines.map { $0 + "\n" }.joined()
      }
      record += "---\n\(found)\n"
    }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try record.write(
        to: Fixtures.folder.appending(path: "Cases/Errors/\(group).txt"), atomically: true, encoding: .utf8)
    }
  }
}
