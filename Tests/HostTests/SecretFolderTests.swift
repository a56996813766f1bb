import Compiler
import Foundation
import Testing

@testable import Host

/// Files that hold passwords: made once, never replaced by accident, and open to nobody who has no business there.
@Suite struct SecretFolderTests {
  private func folder(_ scratch: Scratch) -> SecretFolder { SecretFolder(path: scratch.at("secrets")) }

  @Test func makesAFolderThatIsClosedAndIgnored() throws {
    let scratch = try Scratch()
    let folder = folder(scratch)
    #expect(try folder.mode() == nil)
    #expect(try folder.state(of: "a") == .missing)
    try folder.add("a", Array("1\n".utf8))
    #expect(try folder.mode() == 0o700)
    #expect(try folder.state(of: "a") == .value(Array("1\n".utf8), mode: 0o444))
    #expect(scratch.listing(of: "secrets") == [".gitignore 644 *\n", "a 444 1\n"])
  }

  @Test func replacesNothingButWhenAsked() throws {
    let scratch = try Scratch()
    let folder = folder(scratch)
    try folder.add("a", Array("1".utf8))
    #expect(refusals { try folder.add("a", Array("2".utf8)) }.last == "exit 73")
    #expect(scratch.text("secrets/a") == "1")
    try folder.replace("a", Array("2".utf8))
    #expect(scratch.text("secrets/a") == "2")
    #expect(scratch.text("secrets/a.former") == "1")
    // The former one may be what the running system still has.
    #expect(
      refusals { try folder.replace("a", Array("3".utf8)) } == [
        "rotation-unfinished: \(folder.shown("a")).former is still there; carry the new value into the running system, as "
          + "`gen secrets rotate` said; then remove the former one", "exit 73",
      ])
    #expect(scratch.text("secrets/a") == "2")
    #expect(scratch.listing(of: "secrets") == [".gitignore 644 *\n", "a 444 2", "a.former 444 1"])
  }

  @Test func saysWhatIsNoFile() throws {
    let scratch = try Scratch()
    try scratch.put("secrets/b/c", "x")
    try scratch.put("elsewhere", "mine")
    try scratch.link("secrets/a", to: "../elsewhere")
    try scratch.makePipe("secrets/p")
    let folder = folder(scratch)
    #expect(try folder.state(of: "a") == .unusable("is a symbolic link, which containers would not follow"))
    #expect(try folder.state(of: "b") == .unusable("is a folder"))
    #expect(try folder.state(of: "p") == .unusable("is no regular file"))
    #expect(refusals { try folder.add("a", Array("1".utf8)) }.last == "exit 73")
    #expect(scratch.text("elsewhere") == "mine")
  }

  @Test func keepsAnEnvironmentFileToItself() throws {
    let scratch = try Scratch()
    let environment = SecretEnvironment(beside: scratch.path)
    #expect(try environment.read() == nil)
    try environment.write(EnvironmentFile(Array("A='1'\n".utf8)))
    #expect(try environment.read()?.mode == 0o600)
    try environment.write(EnvironmentFile(Array("A='2'\n".utf8)))
    #expect(scratch.text(".env") == "A='2'\n")
    #expect(try environment.read()?.file.values(of: "A") == [Array("2".utf8)])
  }

  @Test func makesUpPasswordsThatDiffer() {
    let made = (0..<200).map { _ in NewPassword.make() }
    #expect(Set(made).count == 200)
    #expect(made.allSatisfy { SecretFault.first(in: $0.utf8) == nil && $0.utf8.count == 40 })
    // Each of the 62 characters comes up: 8000 are drawn.
    #expect(Set(made.joined()).count == 62)
  }
}
