import Diagnostics
import Output
import Testing

@testable import Host

/// Builds that fail for the disk's sake rather than being killed: they clean up after themselves.
@Suite struct FailedBuildTests {
  /// Fails each kind of step once, where it first happens, and lets the clean-up go on.
  @Test(arguments: [DiskStep.createFile, .writeFile, .setFileMode, .replaceFile, .makeFolder, .removeFile])
  func failureLeavesNothingUnfinished(_ kind: DiskStep) throws {
    let scratch = try Scratch()
    _ = try OutputFolder(path: scratch.out).build(try tree(["a": "1", "orphan": "2"]))
    var hasFailed = false
    let failure = HostError(.inputOutput, id: .inputOutput, "cannot write: No space left on device", help: nil)
    let folder = OutputFolder(path: scratch.out) { (step, path) throws(HostError) in
      guard step == kind, !hasFailed, path != Manifest.path else { return }
      hasFailed = true
      throw failure
    }
    let next = try tree(["a": "3", "new/b": "4"])
    let error = #expect(throws: HostError.self) { try folder.build(next) }
    #expect(error == failure)
    #expect(!scratch.listing().contains { $0.contains(".gen-") })
    _ = try OutputFolder(path: scratch.out).build(next)
    #expect(scratch.listing() == expected(next))
  }

  /// A build that was told to overwrite, and failed before it did, still protects what it did not get to.
  @Test func forcedBuildThatFailedKeepsProtecting() throws {
    let scratch = try Scratch()
    _ = try OutputFolder(path: scratch.out).build(try tree(["a": "1", "b": "1"]))
    try scratch.put("out/b", "mine")
    try scratch.put("out/c", "mine")
    let folder = OutputFolder(path: scratch.out) { (step, path) throws(HostError) in
      if step == .replaceFile, path == "b" { throw HostError(.inputOutput, []) }
    }
    let next = try tree(["a": "2", "b": "2", "c": "2"])
    #expect(throws: HostError.self) { try folder.build(next, force: true) }
    #expect(scratch.text("out/a") == "2")
    let messages = refusals { _ = try OutputFolder(path: scratch.out).build(next) }
    #expect(
      messages.map { $0.prefix { $0 != ";" }.replacing(scratch.path + "/", with: "") } == [
        "edited-file: out/b was edited since gen wrote it",
        "foreign-file: out/c already exists, and gen did not write it", "exit 73",
      ])
    _ = try OutputFolder(path: scratch.out).build(next, force: true)
    #expect(scratch.listing() == expected(next))
  }
}
