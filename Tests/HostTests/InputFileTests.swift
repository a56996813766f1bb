import Diagnostics
import Foundation
import Testing

@testable import Host

@Suite struct InputFileTests {
  @Test(arguments: [0, 1, 10, 65_536, 200_000]) func readsWholeFiles(_ count: Int) throws {
    let scratch = try Scratch()
    let text = String(repeating: "x", count: count)
    try scratch.put("f", text)
    #expect(try InputFile.read(scratch.at("f"), limit: 200_000) == Array(text.utf8))
    try scratch.link("l", to: "f")
    #expect(try InputFile.read(scratch.at("l"), limit: count).count == count)
  }

  @Test func readsPipes() throws {
    let scratch = try Scratch()
    try scratch.makePipe("p")
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = ["-c", "for i in 1 2 3; do echo $i; sleep 0.02; done > '\(scratch.at("p"))'"]
    try writer.run()
    #expect(try InputFile.read(scratch.at("p"), limit: 100) == Array("1\n2\n3\n".utf8))
    writer.waitUntilExit()
  }

  @Test func refusesWhatCannotBeRead() throws {
    let scratch = try Scratch()
    try scratch.put("big", "12345")
    let read = { (name: String) in
      refusals { _ = try InputFile.read(scratch.at(name), limit: 4) }
        .map { $0.replacingOccurrences(of: scratch.path + "/", with: "") }
    }
    #expect(
      read("none") == [
        "missing-input: cannot read none: No such file or directory; name the file that is meant", "exit 66",
      ])
    #expect(
      read("big") == [
        "input-too-large: big is larger than 4 bytes; name the right file; one that large is not meant to be read",
        "exit 65",
      ])
    try scratch.makeFolder("folder")
    #expect(read("folder") == ["missing-input: folder is a folder; name a file in it", "exit 66"])
  }

  @Test func endlessInputIsCutOff() {
    #expect(
      refusals { _ = try InputFile.read("/dev/zero", limit: 1_000_000) }.last == "exit 65")
  }
}
