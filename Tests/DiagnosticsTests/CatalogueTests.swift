import Diagnostics
import Testing

/// The catalogue says something about every finding.
@Suite struct CatalogueTests {
  @Test func hasOneTextOnEachFinding() {
    let entries = FindingArea.all.flatMap(\.entries)
    #expect(entries.map(\.id.name).sorted() == FindingID.allCases.map(\.name).sorted())
    for entry in entries {
      #expect(entry.text.hasSuffix(".") || entry.text.hasSuffix("`"), "\(entry.id)")
      #expect(FindingArea.text(on: entry.id) == entry.text)
    }
  }

  @Test func sortsEachAreaByName() {
    for area in FindingArea.all { #expect(area.entries.map(\.id.name) == area.entries.map(\.id.name).sorted()) }
  }

  @Test func namesEachAsPeopleSeeIt() {
    #expect(FindingID.sizeFormat.name == "size-format")
    #expect("\(FindingID.ipv4Format)" == "ipv4-format")
    for id in FindingID.allCases { #expect(FindingID(named: id.name) == id) }
    #expect(FindingID(named: "sizeFormat") == nil)
  }
}
