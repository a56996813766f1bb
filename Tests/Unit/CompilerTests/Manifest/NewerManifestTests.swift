import Digest
import Diagnostics
import JSON
import Testing

@testable import Output

/// Folders that another gen, or another site, has built.
@Suite struct NewerManifestTests {
  @Test(arguments: [
    ("gen 1.2.4", true), ("gen 1.3.0", true), ("gen 2.0.0", true), ("gen 1.10.0", true), ("gen 1.2.4-rc.1", true),
    ("gen 1.2.3", false), ("gen 1.2.2", false), ("gen 0.9.9", false), ("gen 1.2.3-rc.1", false),
    ("gen 1.2.3+build", false),
    ("gen", false), ("gen x", false), ("gen 1.3", false), ("other 9.9.9", false), ("gen 9.9.-1", false), ("", false),
  ]) func comparesVersions(_ generator: String, _ isNewer: Bool) {
    #expect(GeneratorVersion.isNewer(generator, than: "gen 1.2.3") == isNewer)
  }

  @Test func aReleaseIsNewerThanWhatPreparesIt() {
    #expect(GeneratorVersion.isNewer("gen 1.2.3", than: "gen 1.2.3-rc.1"))
    #expect(!GeneratorVersion.isNewer("gen 1.2.3-rc.2", than: "gen 1.2.3-rc.1"))
  }

  private func tree(_ text: String, generator: String = "gen 1.0.0", siteFile: String? = nil) throws -> OutputTree {
    try OutputTree(
      artifacts: [Artifact(path: "f", bytes: Array(text.utf8))], generator: generator, siteFile: siteFile,
      settings: [:], templates: [])
  }

  private func plan(_ manifest: [UInt8], force: Bool = false) throws -> ChangePlan {
    let disk: [String: DiskEntry] = [
      Manifest.path: .file(mode: 0o644, bytes: manifest), "f": .file(mode: 0o644, bytes: Array("old".utf8)),
    ]
    let tree = try tree("new")
    let drift = Drift(tree: tree, manifest: ManifestFound(disk[Manifest.path] ?? .missing), disk: disk)
    return ChangePlan(tree: tree, drift: drift, folder: "out", force: force)
  }

  @Test func isRefusedInOneMessage() throws {
    for form in [1, 2] {
      let text = String(decoding: try tree("old", generator: "gen 1.1.0").manifestFile.bytes, as: UTF8.self)
      let bytes = Array(text.replacing("\"manifest\": 1", with: "\"manifest\": \(form)").utf8)
      let refusals = try plan(bytes).refusals
      #expect(refusals.map(\.id) == [.newerManifest])
      #expect(refusals.first?.message == "out/manifest.json was written by gen 1.1.0, and this is gen 1.0.0")
      #expect(
        refusals.first?.help == "install that version; or use --force to go back to what this one builds")
      #expect(try plan(bytes, force: true).refusals == [])
    }
    #expect(try plan(try tree("old", generator: "gen 0.9.0").manifestFile.bytes).refusals == [])
  }

  @Test func namesAFileThatIsNotTheUsualOne() throws {
    let manifest = try tree("x", siteFile: "staging.yaml").manifest
    #expect(try Manifest(parsing: manifest.artifact.bytes) == manifest)
    #expect(String(decoding: manifest.artifact.bytes, as: UTF8.self).contains("\"site_file\": \"staging.yaml\""))
    #expect(!String(decoding: try tree("x").manifest.artifact.bytes, as: UTF8.self).contains("site_file"))
  }

  @Test(arguments: [
    ("a\nb\n", "a\nb\nc\n", "remove 1 line of it"), ("a\nb\nc\n", "a\n", "add 2 lines to it"),
    ("a\nb\n", "x\ny\nb\n", "replace 2 lines of it by 1"),
  ]) func saysWhatWouldBeLost(_ built: String, _ edited: String, _ loss: String) throws {
    let (old, new) = (try tree(built), Array(edited.utf8))
    let disk: [String: DiskEntry] = [
      Manifest.path: .file(mode: 0o644, bytes: old.manifestFile.bytes), "f": .file(mode: 0o644, bytes: new),
    ]
    let drift = Drift(tree: old, manifest: ManifestFound(disk[Manifest.path] ?? .missing), disk: disk)
    let comparison = FolderComparison(tree: old, drift: drift, folder: "out")
    #expect(comparison.remedy == .forcedBuild)
    let edit = try #require(comparison.stops.first { $0.id == .editedFile })
    #expect(edit.message == "out/f was edited since gen wrote it")
    #expect(edit.notes.map(\.message) == ["--force would \(loss); `gen diff --unified` shows it"])
  }
}
