import Diagnostics
import JSON
import Reports
import Testing

/// Findings as a report of GitLab's Code Quality.
@Suite struct GitLabTests {
  private func fingerprints(_ findings: [Diagnostic], _ source: String) -> [String] {
    let report = FindingReport(findings, sources: ["site.yaml": Array(source.utf8)]).gitlab
    return findings.indices.compactMap { report.text("\($0).fingerprint") }
  }

  @Test func hasWhatGitLabReads() {
    let report = FindingReport(
      [finding("bad", help: "write 1GiB")], repository: RepositoryPath(root: "/r", current: "/r/a")
    ).gitlab
    #expect(report.text("0.description") == "bad; write 1GiB")
    #expect(report.text("0.check_name") == "size-format")
    #expect(report.text("0.severity") == "major")
    #expect(report.text("0.location.path") == "a/site.yaml")
    #expect(report.value("0.location.lines") == ["begin": 2, "end": 2])
    #expect(FindingReport([]).gitlab == [])
  }

  @Test func namesTheSiteWhereThereIsNoPlace() {
    let report = FindingReport([Diagnostic(.warning, id: .gitMissing, "no git", at: nil)], mainFile: "x.yaml").gitlab
    #expect(report.value("0.location") == ["path": "x.yaml", "lines": ["begin": 1, "end": 1]])
    #expect(report.text("0.severity") == "minor")
  }

  @Test func keepsTheFingerprintWhenLinesMove() {
    let before = fingerprints([finding()], "a: 1\n  memory: x\n")
    let after = fingerprints([finding("wrong", 4)], "a: 1\n\n# more\n    memory: x  \r\n")
    #expect(before == after)
    #expect(before.first?.count == 64)
  }

  @Test func changesTheFingerprintWithTheFinding() {
    let source = "a: 1\nb: 2\n"
    let all = [finding(), finding("other"), finding(file: "b.yaml"), finding("wrong", 1)].map {
      fingerprints([$0], source)
    }
    #expect(Set(all).count == all.count)
  }

  @Test func givesEachFindingAFingerprintOfItsOwn() {
    let same = fingerprints([finding(), finding("wrong", 3), finding()], "a\nb: 1\nb: 1\n")
    #expect(Set(same).count == 3)
  }

  @Test(arguments: hostileTexts) func staysOneReport(_ text: String) throws {
    let bytes = FindingReport([finding(text, file: text, help: text)]).gitlab.document
    let read = try JSONValue(parsing: bytes)
    guard case .array(let elements) = read else { return #expect(Bool(false)) }
    #expect(elements.count == 1)
    #expect(isVisible(read.text("0.description") ?? "\n"))
    #expect(isVisible(read.text("0.location.path") ?? "\n"))
  }
}
