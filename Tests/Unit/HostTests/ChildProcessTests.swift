import Foundation
import Testing

@testable import Host

@Suite struct ChildProcessTests {
  private func shell(_ script: String, patience: Int32 = 60_000, limit: Int = 1 << 20) throws -> ChildProcess.Outcome {
    let process = ChildProcess(program: "/bin/sh", environment: ["ONLY=this"], patience: patience, limit: limit)
    return try process.run(["-c", script, "name", "an argument; $(touch x)"])
  }

  @Test func tellsHowAProgramEnded() throws {
    let outcome = try shell("echo \"$1\"; env | sort; echo wrong >&2; cat; exit 3")
    #expect(outcome.status == 3)
    let lines = String(decoding: outcome.output, as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "an argument; $(touch x)")
    #expect(lines.contains("ONLY=this") && !lines.contains { $0.hasPrefix("HOME=") || $0.hasPrefix("PATH=") })
    #expect(String(decoding: outcome.errors, as: UTF8.self) == "wrong\n")
    #expect(try shell("kill -9 $$").status == nil)
    #expect(throws: (any Error).self) { try ChildProcess(program: "/nowhere", environment: []).run([]) }
  }

  /// Both streams are read at once, or a program that fills one would wait for ever.
  @Test func takesNoMoreThanItsLimit() throws {
    let script = "i=0; while [ $i -lt 20000 ]; do echo 0123456789; echo 0123456789 >&2; i=$((i+1)); done"
    let outcome = try shell(script, limit: 1_000)
    #expect(outcome.status == 0)
    #expect(outcome.output.count == 1_000 && outcome.errors.count == 1_000)
  }

  @Test func endsAProgramThatTakesTooLong() throws {
    #expect(try shell("exec sleep 600", patience: 100).status == nil)
  }

  @Test func findsProgramsInAbsoluteFoldersOnly() throws {
    let scratch = try Scratch()
    try scratch.put("bin/tool", "#!/bin/sh\n", mode: 0o755)
    try scratch.put("dull/tool", "text")
    try scratch.makeFolder("deep/tool")
    let path = ["", ".", "bin", scratch.at("dull"), scratch.at("deep"), scratch.at("bin")].joined(separator: ":")
    #expect(ChildProcess.find("tool", in: path) == scratch.at("bin/tool"))
    #expect(ChildProcess.find("tool", in: ".:bin::") == nil)
  }
}
