import Foundation
import SystemPackage
import Testing

@testable import Host

@Suite struct StandardStreamTests {
  @Test func writesLargeTextsThroughASlowPipe() async throws {
    let pipe = try FileDescriptor.pipe()
    // Non-blocking, as a terminal may have been left by another program.
    #expect(fcntl(pipe.writeEnd.rawValue, F_SETFL, O_NONBLOCK) == 0)
    let stream = StandardStream(descriptor: pipe.writeEnd, name: "pipe")
    let text = String(repeating: "0123456789", count: 50_000)
    let reader = Task.detached {
      let bytes = try Folder.bytes(of: pipe.readEnd, size: 0, limit: 1 << 20)
      try pipe.readEnd.close()
      return bytes
    }
    try stream.write(text)
    try pipe.writeEnd.close()
    #expect(try await reader.value == Array(text.utf8))
  }

  @Test func readerThatIsGoneEndsQuietly() throws {
    ProcessState.prepare()
    let pipe = try FileDescriptor.pipe()
    try pipe.readEnd.close()
    let stream = StandardStream(descriptor: pipe.writeEnd, name: "pipe")
    let error = #expect(throws: HostError.self) { try stream.write("x") }
    #expect(error == HostError(.readerGone, []))
    #expect(error?.exitCode == 141)
    try pipe.writeEnd.close()
  }

  @Test func fullDiskIsAnError() throws {
    let full = try unsafe FileDescriptor.open("/dev/full", .writeOnly)
    let stream = StandardStream(descriptor: full, name: "standard output")
    #expect(
      refusals { try stream.write("x") } == [
        "input-output: cannot write to standard output: No space left on device; -", "exit 74",
      ])
    #expect(throws: Never.self) { try stream.write("") }
    #expect(!stream.isTerminal)
    try full.close()
  }

  @Test(
    arguments: [
      (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
      (true, ["TERM": "dumb"], false), (true, ["TERM": "xterm"], true),
    ] as [(Bool, [String: String], Bool)])
  func colours(_ isTerminal: Bool, _ environment: [String: String], _ wanted: Bool) {
    #expect(ProcessState.usesColour(isTerminal: isTerminal) { environment[$0] } == wanted)
  }

  @Test func environmentIsRead() {
    #expect(ProcessState.environment("PATH")?.isEmpty == false)
    #expect(ProcessState.environment("GEN_NO_SUCH_VARIABLE") == nil)
  }
}
