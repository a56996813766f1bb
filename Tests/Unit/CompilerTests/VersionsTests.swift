import Testing

@testable import Lineage
@testable import ReferencePages

/// The page that compares versions.
@Suite struct VersionsTests {
  private typealias Key = VersionLine.Key

  private static let key = Key(artifact: "odoo.conf", template: TemplatePlace(template: 0, line: 1), repetition: 0)

  private func line(_ text: String, _ values: [VersionLine.Value] = [], gate: String? = nil) -> VersionLine {
    VersionLine(text: text, values: values, gate: gate, gates: [])
  }

  @Test func passesOverWhatIsTheSame() {
    #expect(VersionRow(Self.key, [line("workers = 9"), line("workers = 9")]) == nil)
    #expect(VersionRow(Self.key, [line("  # Odoo 17.0"), line("  # Odoo 18.0")]) == nil)
  }

  @Test func saysWhichVersionHasALineAndWhy() throws {
    let row = try #require(VersionRow(Self.key, [nil, line("with_demo = False", gate: "19.0 brought it")]))
    #expect(row.text == "with_demo = False")
    #expect(row.values == ["", "yes"])
    #expect(row.reason == "19.0 brought it")
  }

  @Test func showsWholeWordsOfWhatDiffers() throws {
    let row = try #require(
      VersionRow(
        Self.key,
        [
          line("image: site-odoo:17.0", [VersionLine.Value(text: "17.0", reason: "name and odoo.version")]),
          line("image: site-odoo:18.0", [VersionLine.Value(text: "18.0", reason: "name and odoo.version")]),
        ]))
    #expect(row.text == "image: site-odoo:…")
    #expect(row.values == ["17.0", "18.0"])
    #expect(row.reason == "name and odoo.version")
  }

  @Test func saysWhatOneHasInTheMiddleOfALine() throws {
    let row = try #require(VersionRow(Self.key, [line("base,web"), line("base,rpc,web")]))
    #expect(row.text == "base,…")
    #expect(row.values == ["web", "rpc,web"])
  }

  @Test(arguments: [
    ("text\n{# one\n  reason #}", "one reason"), ("{# first #}\n{# last #}", "last"), ("text", nil), ("#}", nil),
    ("{# ends #} before", nil),
  ])
  func readsTheCommentAbove(_ text: String, _ comment: String?) {
    #expect(VersionLines.comment(text) == comment)
  }

  @Test func keepsTheOrderOfEachVersion() {
    #expect(VersionsReference.merged([[1, 2, 4], [1, 3, 4], [5, 4]]) == [5, 1, 3, 2, 4])
    #expect(VersionsReference.merged([[Int]]()) == [])
  }
}
