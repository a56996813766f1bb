import Diagnostics
import Foundation
import Testing

/// No finding without a test of its whole text.
@Suite struct CoverageTests {
  /// The names of the findings in the sources of the template language, formats aside.
  private static func identifiers() throws -> Set<String> {
    let folder = Fixtures.folder.appending(path: "../../../Sources/Template").standardized
    let call = /(?:error|fail|Diagnostic)\(\s*(?:\.error, id: )?\.([a-z]\w*)/
    var found: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift") {
      if path.hasPrefix("Formats/") { continue }
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      found.formUnion(text.matches(of: call).compactMap { FindingID(rawValue: String($0.1))?.name })
    }
    return found
  }

  @Test func everyFindingHasACase() throws {
    let identifiers = try Self.identifiers()
    #expect(identifiers.count > 60)
    var texts = ""
    for group in ErrorTests.groups { texts += try Fixtures.text("Cases/Errors/\(group).cases") }
    for file in ["RenderTests.swift", "SourceTests.swift", "Formats/ReaderTests.swift"] {
      texts += try Fixtures.text(file)
    }
    #expect(identifiers.filter { !texts.contains("[\($0)]") } == [])
  }
}
