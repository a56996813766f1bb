import Diagnostics
import Foundation
import Testing

/// The catalogue says something about every finding, and holds none that nothing reports.
@Suite struct CatalogueTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Sources").standardizedFileURL

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

  /// A finding that no code reports any more would only confuse readers of the page.
  @Test func holdsNothingThatIsNotReported() throws {
    var texts = ""
    let files = try #require(FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" && !file.path.contains("/Catalogue/") {
      texts += try String(contentsOf: file, encoding: .utf8)
    }
    let names = Set(texts.matches(of: /\.([a-z]\w*)/).map { String($0.output.1) })
    for id in FindingID.allCases { #expect(names.contains(id.rawValue), "nothing reports \(id)") }
  }
}
