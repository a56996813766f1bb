import Diagnostics
import JSON
import Reports
import Testing

/// Findings in the interchange format of static analysis.
@Suite struct SARIFTests {
  private func run(_ findings: [Diagnostic]) -> JSONValue {
    FindingReport(findings).sarif(version: "1.2.3").value("runs.0") ?? .null
  }

  @Test func countsColumnsInCodePoints() {
    let run = run([finding("bad", 2, 5, 6)])
    #expect(run.text("columnKind") == "unicodeCodePoints")
    #expect(
      run.value("results.0.locations.0.physicalLocation.region")
        == ["startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 6])
  }

  @Test func hasARuleForEachKindOfFinding() {
    let run = run([finding(), Diagnostic(.warning, id: .gitMissing, "no git", at: nil), finding("again")])
    #expect(run.text("tool.driver.rules.0.id") == "git-missing")
    #expect(run.text("tool.driver.rules.1.id") == "size-format")
    #expect(run.value("tool.driver.rules.2") == JSONValue?.none)
    #expect(run.value("results.0.ruleIndex") == 1)
    #expect(run.value("results.1.ruleIndex") == 0)
    #expect(run.text("results.1.level") == "warning")
    let about = run.text("tool.driver.rules.1.help.text") ?? ""
    #expect(about.hasPrefix(run.text("tool.driver.rules.1.shortDescription.text") ?? "-"))
    #expect(run.text("tool.driver.semanticVersion") == "1.2.3")
  }

  @Test func hasNotesAsRelatedLocations() {
    let run = run([finding(notes: [Diagnostic.Note("first", at: finding("", 7).place), Diagnostic.Note("nowhere")])])
    #expect(run.text("results.0.relatedLocations.0.message.text") == "first")
    #expect(run.value("results.0.relatedLocations.0.physicalLocation.region.startLine") == 7)
    #expect(run.value("results.0.relatedLocations.1.physicalLocation") == JSONValue?.none)
  }

  @Test(arguments: [
    ("a b.yaml", "a%20b.yaml"), ("http:x", "http%3Ax"), ("é", "%C3%A9"), ("a%20b", "a%2520b"), ("?x#y", "%3Fx%23y"),
    ("<stdin>", "%3Cstdin%3E"),
  ])
  func writesPathsAsReferences(_ file: String, _ reference: String) {
    #expect(run([finding(file: file)]).text("results.0.locations.0.physicalLocation.artifactLocation.uri") == reference)
  }

  @Test(arguments: hostileTexts) func makesNoLinkOfAValue(_ text: String) throws {
    let log = FindingReport([finding(text, help: text, notes: [Diagnostic.Note(text)])]).sarif(version: "1")
    let read = try JSONValue(parsing: log.document)
    #expect(read == log)
    let shown = try #require(read.text("runs.0.results.0.message.text"))
    #expect(!shown.unicodeScalars.elementsEqual([]) && !Array(shown.utf8).contains(subsequence: Array("](".utf8)))
    #expect(shown.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
    #expect(shown.split(separator: "\n").allSatisfy(isVisible))
  }
}

extension [UInt8] {
  fileprivate func contains(subsequence: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: subsequence) }
  }
}
