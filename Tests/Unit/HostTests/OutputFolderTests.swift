import Diagnostics
import Foundation
import Output
import Testing

@testable import Host

@Suite struct OutputFolderTests {
  static let first = ["a.conf": "one", "b/run.sh": "#!/bin/sh\n", "b/c/d": "deep"]
  static let second = ["a.conf": "two", "b/run.sh": "#!/bin/sh\n", "b/c/d": "deep", "e": "new"]

  private func built(_ files: [String: String] = first) throws -> Scratch {
    let scratch = try Scratch()
    _ = try OutputFolder(path: scratch.out).build(try tree(files))
    return scratch
  }

  private func statuses(_ scratch: Scratch, _ files: [String: String]) throws -> [String] {
    try OutputFolder(path: scratch.out).compare(with: try tree(files)).drift.entries.filter { $0.status != .current }
      .map { "\($0.path) \($0.status.rawValue)\($0.isEditedOrphan ? " edited" : "")" }
  }

  /// The findings of a build, with the scratch folder's path left out.
  private func refusals(_ scratch: Scratch, _ files: [String: String], force: Bool = false) -> [String] {
    HostTests.refusals { _ = try OutputFolder(path: scratch.out).build(try tree(files), force: force) }
      .map { $0.replacingOccurrences(of: scratch.path + "/", with: "") }
  }

  @Test func firstBuildMakesEverything() throws {
    let scratch = try Scratch()
    let report = try OutputFolder(path: scratch.out + "/./").build(try tree(Self.first))
    #expect(report.written == ["SHA256SUMS", "a.conf", "b/c/d", "b/run.sh", "manifest.json"])
    #expect(report.removed == [])
    #expect(scratch.listing() == expected(try tree(Self.first)))
  }

  @Test func secondBuildTouchesOnlyWhatChanged() throws {
    let scratch = try built()
    let before = try scratch.modified("out/b/c/d")
    #expect(try OutputFolder(path: scratch.out).build(try tree(Self.first)).changed == [])
    let report = try OutputFolder(path: scratch.out).build(try tree(Self.second))
    #expect(report.changed == ["SHA256SUMS", "a.conf", "e", "manifest.json"])
    #expect(try scratch.modified("out/b/c/d") == before)
    #expect(scratch.listing() == expected(try tree(Self.second)))
  }

  @Test func orphansGoWithTheirFolders() throws {
    let scratch = try built()
    let report = try OutputFolder(path: scratch.out).build(try tree(["a.conf": "one"]))
    #expect(report.removed == ["b/c/d", "b/run.sh"])
    #expect(scratch.listing() == expected(try tree(["a.conf": "one"])))
  }

  @Test func folderOfAnOrphanStaysWhenSomethingElseIsInIt() throws {
    let scratch = try built()
    try scratch.put("out/b/mine", "x")
    _ = try OutputFolder(path: scratch.out).build(try tree(["a.conf": "one"]))
    #expect(scratch.listing().filter { $0.hasPrefix("b") } == ["b/", "b/mine 644 x"])
  }

  @Test func driftTellsAllApart() throws {
    let scratch = try built(["stale": "1", "edited": "1", "both": "1", "missing": "1", "orphan": "1", "left": "1"])
    try scratch.put("out/edited", "mine")
    try scratch.put("out/both", "mine")
    try scratch.put("out/left", "mine")
    try scratch.put("out/foreign", "mine")
    try scratch.put("out/same", "1")
    try scratch.remove("out/missing")
    let next = ["stale": "2", "edited": "1", "both": "2", "missing": "1", "foreign": "1", "same": "1"]
    #expect(
      try statuses(scratch, next) == [
        "SHA256SUMS stale", "both edited", "edited edited", "foreign foreign", "left orphan edited",
        "manifest.json stale",
        "missing missing", "orphan orphan", "stale stale",
      ])
    let before = scratch.listing()
    #expect(
      refusals(scratch, next) == [
        "edited-file: out/both was edited since gen wrote it; "
          + "move the edit into site.yaml or a template; or use --force to lose it",
        "edited-file: out/edited was edited since gen wrote it; "
          + "move the edit into site.yaml or a template; or use --force to lose it",
        "foreign-file: out/foreign already exists, and gen did not write it; "
          + "move it away; or use --force to overwrite it",
        "exit 73",
      ])
    #expect(scratch.listing() == before)
    let report = try OutputFolder(path: scratch.out).build(try tree(next), force: true)
    #expect(report.removed == ["orphan"])
    #expect(report.warnings.map(\.id) == [.editedOrphan])
    #expect(scratch.listing() == (expected(try tree(next)) + ["left 644 mine"]).sorted())
    #expect(try statuses(scratch, next) == [])
  }

  @Test func editedOrphanStaysAndStopsNothing() throws {
    let scratch = try built()
    try scratch.put("out/b/c/d", "mine")
    let report = try OutputFolder(path: scratch.out).build(try tree(["a.conf": "one"]))
    #expect(report.changed == ["SHA256SUMS", "b/run.sh", "manifest.json"])
    #expect(scratch.text("out/b/c/d") == "mine")
  }

  /// A file that is what would be built needs no manifest to be fine: after a crash, a merge, a restored backup.
  @Test func equalFilesAreFineWithoutManifest() throws {
    let scratch = try built()
    try scratch.remove("out/manifest.json")
    #expect(try statuses(scratch, Self.first) == ["manifest.json missing"])
    #expect(try OutputFolder(path: scratch.out).build(try tree(Self.first)).changed == ["manifest.json"])
    try scratch.remove("out/manifest.json")
    #expect(try statuses(scratch, Self.second).contains("a.conf foreign"))
  }

  @Test func modeOfOwnerCounts() throws {
    let scratch = try built()
    try scratch.setMode("out/a.conf", 0o755)
    #expect(try statuses(scratch, Self.first) == ["a.conf edited"])
    try scratch.setMode("out/a.conf", 0o644)
    try scratch.setMode("out/b/run.sh", 0o644)
    #expect(try statuses(scratch, Self.first) == ["b/run.sh edited"])
  }

  /// What a clone under another umask changes is no edit; a build puts it right.
  @Test func otherPermissionBitsArePutRight() throws {
    let scratch = try built()
    try scratch.setMode("out/a.conf", 0o600)
    try scratch.setMode("out/b/run.sh", 0o775)
    #expect(try statuses(scratch, Self.first) == [])
    #expect(try OutputFolder(path: scratch.out).build(try tree(Self.first)).changed == ["a.conf", "b/run.sh"])
    #expect(scratch.listing() == expected(try tree(Self.first)))
  }

  @Test func umaskTakesNothingAway() throws {
    let scratch = try Scratch()
    let mask = umask(0o077)
    defer { umask(mask) }
    _ = try OutputFolder(path: scratch.out).build(try tree(Self.first))
    #expect(scratch.listing() == expected(try tree(Self.first)))
    let manager = FileManager.default
    for folder in ["out", "out/b", "out/b/c"] {
      let mode = try manager.attributesOfItem(atPath: scratch.at(folder))[.posixPermissions] as? Int
      #expect(mode == 0o755)
    }
  }

  @Test func readOnlyFileIsReplaced() throws {
    let scratch = try built()
    try scratch.setMode("out/a.conf", 0o444)
    _ = try OutputFolder(path: scratch.out).build(try tree(Self.second))
    #expect(scratch.listing() == expected(try tree(Self.second)))
  }

  @Test func namesThatDifferInCaseAreTwoFiles() throws {
    let scratch = try built()
    try scratch.put("out/A.conf", "mine")
    _ = try OutputFolder(path: scratch.out).build(try tree(Self.second))
    #expect(scratch.text("out/A.conf") == "mine")
    #expect(scratch.text("out/a.conf") == "two")
  }

  @Test func checksumsHold() throws {
    let scratch = try built()
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tool.arguments = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    tool.currentDirectoryURL = URL(fileURLWithPath: scratch.out)
    try tool.run()
    tool.waitUntilExit()
    #expect(tool.terminationStatus == 0)
    try scratch.put("out/SHA256SUMS", "edited")
    #expect(try statuses(scratch, Self.first) == ["SHA256SUMS stale"])
    #expect(try OutputFolder(path: scratch.out).build(try tree(Self.first)).changed == ["SHA256SUMS"])
  }

  @Test func foreignChecksumsAreNotOverwritten() throws {
    let scratch = try Scratch()
    try scratch.put("out/SHA256SUMS", "mine")
    #expect(
      refusals(scratch, Self.first) == [
        "foreign-file: out/SHA256SUMS already exists, and gen did not write it; "
          + "move it away; or use --force to overwrite it",
        "exit 73",
      ])
    #expect(scratch.listing() == ["SHA256SUMS 644 mine"])
  }

  @Test func outputGoesIntoTheCurrentFolderOrNowhere() throws {
    #expect(OutputFolder(path: "").path == ".")
    #expect(OutputFolder(path: "./").path == ".")
    #expect(OutputFolder(path: "/").path == "/")
    #expect(OutputFolder(path: "out///./").path == "out")
    let scratch = try Scratch()
    let messages = HostTests.refusals { _ = try OutputFolder(path: scratch.at("no/out")).build(try tree(Self.first)) }
    #expect(
      messages == [
        "cannot-create: cannot make \(scratch.path)/no/out: No such file or directory; "
          + "create its folder first", "exit 73",
      ])
  }

  @Test func syncedBuildIsTheSame() throws {
    let scratch = try Scratch()
    _ = try OutputFolder(path: scratch.out).build(try tree(Self.first), sync: true)
    _ = try OutputFolder(path: scratch.out).build(try tree(Self.second), sync: true)
    #expect(scratch.listing() == expected(try tree(Self.second)))
  }

  @Test func leftoversOfAStoppedBuildGo() throws {
    let scratch = try built()
    try scratch.put("out/.gen-0123456789abcdef", "half")
    try scratch.put("out/b/.gen-0123456789abcdef", "half")
    try scratch.put("out/.gen-0123456789abcdeX", "mine")
    try scratch.put("out/.gen-0123456789abcdef0", "mine")
    try scratch.makeFolder("out/.gen-00000000000000aa")
    try scratch.link("out/.gen-00000000000000bb", to: "a.conf")
    _ = try OutputFolder(path: scratch.out).build(try tree(Self.second))
    #expect(
      scratch.listing().filter { $0.contains(".gen-") } == [
        ".gen-00000000000000aa/", ".gen-00000000000000bb -> a.conf", ".gen-0123456789abcdeX 644 mine",
        ".gen-0123456789abcdef0 644 mine",
      ])
  }

  @Test func secondBuildAtOnceWaitsAndGivesUp() throws {
    let scratch = try built()
    let other = try Folder(path: scratch.out, followsLink: false)
    try other.lock(isShared: false)
    let folder = OutputFolder(path: scratch.out, patience: 60) { (_, _) throws(HostError) in }
    let messages = HostTests.refusals { _ = try folder.build(try tree(Self.second)) }
    #expect(
      messages == [
        "folder-in-use: \(scratch.out) is in use by another build; "
          + "wait until it has ended, then run the command again", "exit 73",
      ])
    withExtendedLifetime(other) {}
    #expect(scratch.listing() == expected(try tree(Self.first)))
  }

  @Test func buildsAtOnceEndWhole() async throws {
    let scratch = try Scratch()
    let out = scratch.out
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for number in 0..<10 {
            let files = ["a": "\(number)", "b/c": "x\(number)", "d\(number % 2)/e": "y"]
            #expect(throws: Never.self) { try OutputFolder(path: out).build(try tree(files)) }
          }
        }
      }
    }
    _ = try OutputFolder(path: scratch.out).build(try tree(Self.first))
    #expect(scratch.listing() == expected(try tree(Self.first)))
  }
}
