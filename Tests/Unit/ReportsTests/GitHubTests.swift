import Diagnostics
import Reports
import Testing

/// Findings as commands to the runner of GitHub Actions.
@Suite struct GitHubTests {
  @Test func namesTheLineAndTheColumns() {
    #expect(
      FindingReport([finding("bad: a, b", help: "write 50%")]).github
        == "::error file=site.yaml,line=2,col=3,endLine=2,endColumn=7,title=gen%3A size-format::bad: a, b%0Ahelp: write 50%25\n"
    )
  }

  @Test func leavesColumnsOutWhereTheLinesDiffer() {
    #expect(
      FindingReport([finding(endLine: 4)]).github
        == "::error file=site.yaml,line=2,endLine=4,title=gen%3A size-format::wrong\n")
  }

  @Test func leavesThePlaceOutWhereThereIsNone() {
    let warning = Diagnostic(
      .warning, id: .gitMissing, "no git", at: nil, notes: [Diagnostic.Note("here", at: finding().place)])
    #expect(
      FindingReport([warning]).github == "::warning title=gen%3A git-missing::no git%0Anote: site.yaml:2:3: here\n")
    #expect(FindingReport([]).github == "")
  }

  @Test(arguments: hostileTexts) func staysOneCommand(_ text: String) {
    let report = FindingReport([
      finding(text, file: "a/\(text)", help: text, notes: [Diagnostic.Note(text, at: finding(file: text).place)])
    ]).github
    #expect(report.unicodeScalars.last == "\n")
    #expect(isVisible(report.dropLast()))
    // As the runner reads it: the properties end at the next `::`, and are separated by commas.
    let parts = report.dropFirst(2).split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    let properties = parts[0].dropFirst("error ".count).split(separator: ",", omittingEmptySubsequences: false)
    #expect(properties.map { $0.prefix { $0 != "=" } } == ["file", "line", "col", "endLine", "endColumn", "title"])
    #expect(parts.count == 2)
  }
}
