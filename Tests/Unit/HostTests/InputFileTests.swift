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

  @Test(arguments: ["/dev/fd/", "/proc/self/fd/"]) func readsPipesThatAreOpen(_ folder: String) throws {
    let pipe = Pipe()
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = ["-c", "for i in 1 2 3; do echo $i; sleep 0.02; done"]
    writer.standardOutput = pipe
    try writer.run()
    let path = "\(folder)\(pipe.fileHandleForReading.fileDescriptor)"
    #expect(try InputFile.read(path, limit: 100) == Array("1\n2\n3\n".utf8))
    writer.waitUntilExit()
  }

  /// Nobody writes to the pipe, and the device never ends: a test that hangs here has found what it looks for.
  @Test func waitsForNothingThatHasAName() throws {
    let scratch = try Scratch()
    try scratch.makePipe("p")
    for path in [scratch.at("p"), "/dev/zero", "/dev/null", "/dev/tty"] where unsafe access(path, R_OK) == 0 {
      let refused = refusals { _ = try InputFile.read(path, limit: 4) }
      guard path != "/dev/tty" || refused.first?.contains("cannot read") == false else { continue }
      #expect(
        refused == [
          "missing-input: \(path) is not a regular file; name a file; for the output of a command, write - and pipe it in",
          "exit 66",
        ])
    }
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
        "missing-input: cannot read none: No such file or directory; name the right file", "exit 66",
      ])
    #expect(
      read("big") == [
        "input-too-large: big is larger than 4 bytes; name the right file",
        "exit 65",
      ])
    try scratch.makeFolder("folder")
    #expect(read("folder") == ["missing-input: folder is a folder; name a file in it", "exit 66"])
  }
}
