import Diagnostics
import Testing

@testable import Template

/// The table of templates whose output the real Jinja2 produced; Tests/Proofs/Jinja holds the table against it.
@Suite struct JinjaTests {
  /// A template, and its output.
  struct Case {
    var name: String
    var template: String
    var output: String
  }

  /// The cases, and the files that they include.
  static func table() throws -> (cases: [Case], files: [TemplateSource]) {
    let all = try CaseFile(fixture: "Cases/jinja.cases").cases
    let cases = all.compactMap { item in
      item["template"].flatMap { template in
        item["output"].map { Case(name: item.name, template: template, output: $0) }
      }
    }
    let files = try #require(all.first { $0.name == "files" })
    try #require(cases.count == all.count - 1)
    return (cases, ErrorTests.sources(of: files))
  }

  @Test func hasTheSameOutputAsJinja2() throws {
    let (cases, files) = try Self.table()
    #expect(cases.count >= 150)
    for item in cases {
      // The header is a comment to Jinja2, which takes its line with it.
      let text = "{# format: plain #}\n" + item.template
      let outcome = try Outcome([TemplateSource(path: "case", file: "case", bytes: Array(text.utf8))] + files)
      #expect(outcome.findings == [], "\(item.name)")
      #expect(outcome.text == item.output, "\(item.name)")
    }
  }
}
