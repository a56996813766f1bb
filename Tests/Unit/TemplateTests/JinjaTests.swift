import Testing

@testable import Template

/// The table of templates whose output the real Jinja2 produced; Tests/Proofs/Jinja holds the table against it.
@Suite struct JinjaTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var template: [Substring] = []
    var output: [Substring] = []
    var testDescription: String { name }
  }

  /// The cases, and the files that they include.
  static func table() throws -> (cases: [Case], files: [(path: String, text: String)]) {
    var cases: [Case] = []
    var files: [(path: String, lines: [Substring])] = []
    var isOutput = false
    for line in try Fixtures.text("Cases/jinja.txt").split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    {
      if line.hasPrefix("=== ") {
        cases.append(Case(name: String(line.dropFirst(4))))
        isOutput = false
      } else if line.hasPrefix("+++ ") {
        files.append((String(line.dropFirst(4)), []))
      } else if line == "---" {
        isOutput = true
      } else if !files.isEmpty {
        files[files.count - 1].lines.append(line)
      } else if isOutput {
        cases[cases.count - 1].output.append(line)
      } else {
        cases[cases.count - 1].template.append(line)
      }
    }
    return (cases, files.map { ($0.path, $0.lines.joined(separator: "\n")) })
  }

  @Test func hasTheSameOutputAsJinja2() throws {
    let (cases, files) = try Self.table()
    #expect(cases.count >= 150)
    for item in cases {
      // The header is a comment to Jinja2, which takes its line with it.
      let text = "{# format: plain #}\n" + item.template.joined(separator: "\n")
      var sources = [TemplateSource(path: "case", file: "case", bytes: Array(text.utf8))]
      sources += files.map { TemplateSource(path: $0.path, file: $0.path, bytes: Array($0.text.utf8)) }
      let outcome = try Outcome(sources)
      #expect(outcome.findings == [], "\(item.name)")
      #expect(outcome.text == item.output.joined(separator: "\n"), "\(item.name)")
    }
  }
}
