import Diagnostics
import Foundation
import Testing

@testable import Secrets
@testable import Host

/// Places of passwords: made once, never replaced by accident, and open to nobody who has no business there.
@Suite struct SecretStoreTests {
  private func entry(_ name: String) -> SecretCatalogue.Entry {
    SecretCatalogue.Entry(
      name: name, variable: name.uppercased(), purpose: "a test", readers: ["db"], isGiven: false)
  }

  private func state(_ store: some SecretStore, _ name: String = "a") throws -> SecretState? {
    try store.states(of: [entry(name)])[name]
  }

  @Test func makesAFolderThatIsClosedAndIgnored() throws {
    let scratch = try Scratch()
    let folder = SecretFolder(path: scratch.at("secrets"))
    #expect(try state(folder) == nil)
    #expect(try folder.exposures().isEmpty)
    try folder.add(entry("a"))
    let made = try #require(scratch.text("secrets/a"))
    #expect(try state(folder) == .value(Array(made.utf8), mode: 0o444))
    #expect(try state(folder, "b") == .missing)
    #expect(scratch.listing(of: "secrets") == [".gitignore 644 *\n", "a 444 \(made)"])
    #expect(try FileStatus(at: scratch.at("secrets")).mode == 0o700)
    #expect(try folder.exposures().isEmpty)
    #expect(SecretFault.first(in: made.dropLast().utf8) == nil)
  }

  @Test func saysWhenOthersCanLookIn() throws {
    let scratch = try Scratch()
    try scratch.put("secrets/a", "1")
    try scratch.put(".env", "A='1'\n")
    for (name, mode) in [("secrets", 0o750), (".env", 0o604)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: scratch.at(name))
    }
    let folder = try SecretFolder(path: scratch.at("secrets")).exposures()
    #expect(folder.map(\.message) == ["\(scratch.at("secrets")) is open to other users of this machine"])
    #expect(folder.map(\.help) == ["chmod 0700 \(scratch.at("secrets"))"])
    #expect(
      try SecretEnvironment(in: scratch.path).exposures().map(\.help) == ["chmod 0600 \(scratch.at(".env"))"])
    let vault = SecretVault(files: SecretFolder(path: scratch.at("secrets")), site: "shop")
    #expect(try vault.exposures() == folder)
  }

  @Test func saysWhenOthersCanReplaceIt() throws {
    let scratch = try Scratch()
    try scratch.put("a/b/secrets/x", "1")
    try scratch.setMode("a/b/secrets", 0o700)
    try scratch.setMode("a", 0o757)
    let place = scratch.at("a/b/secrets")
    let real = try #require(unsafe realpath(scratch.path, nil).map { unsafe String(cString: $0) })
    let wanted = "\(real)/a, on the way to \(place), every user can write to it, and replace the secrets"
    #expect(try SecretFolder(path: place).exposures().map(\.message) == [wanted])
    #expect(try SecretFolder(path: place).exposures().map(\.help) == ["chmod o-w \(real)/a"])
    // A folder that does not exist yet will be in the same place.
    let later = scratch.at("a/b/c/d/secrets")
    #expect(try SecretFolder(path: later).exposures().map(\.help) == ["chmod o-w \(real)/a"])
    // Of what is in /tmp, nobody can remove what belongs to somebody else.
    try scratch.setMode("a", 0o1777)
    #expect(try SecretFolder(path: place).exposures().isEmpty)
    try scratch.link("link", to: "a/b/secrets")
    #expect(
      try SecretFolder(path: scratch.at("link")).exposures().map(\.message)
        == ["\(scratch.at("link")) is a symbolic link, which somebody could change"])
    #expect(refusals { try SecretFolder(path: scratch.at("link")).add(entry("a")) }.last == "exit 73")
    #expect(scratch.text("a/b/secrets/a") == nil)
  }

  @Test func replacesNothingButWhenAsked() throws {
    let scratch = try Scratch()
    let folder = SecretFolder(path: scratch.at("secrets"))
    try folder.add(entry("a"))
    let first = scratch.text("secrets/a")
    #expect(refusals { try folder.add(entry("a")) }.last == "exit 73")
    #expect(scratch.text("secrets/a") == first)
    try folder.rotate(entry("a"))
    let second = scratch.text("secrets/a")
    #expect(second != first && scratch.text("secrets/a.former") == first)
    // The former one may be what the running system still has.
    #expect(
      refusals { try folder.rotate(entry("a")) } == [
        "rotation-unfinished: \(folder.shown(entry("a"))).former is still there; bring the new value into the running "
          + "system, as `gen secrets rotate` said; then remove the former one", "exit 73",
      ])
    #expect(scratch.text("secrets/a") == second)
    #expect(scratch.listing(of: "secrets").count == 3)
  }

  @Test func removesWhatAStoppedCommandHasLeft() throws {
    let scratch = try Scratch()
    try scratch.put("secrets/.gen-0123456789abcdef", "half")
    try SecretFolder(path: scratch.at("secrets")).add(entry("a"))
    #expect(scratch.listing(of: "secrets").map { String($0.prefix(2)) } == [".g", "a "])
    #expect(scratch.text("secrets/.gitignore") == "*\n")
    try scratch.put(".gen-0123456789abcdef", "half")
    try SecretEnvironment(in: scratch.path).add(entry("a"))
    #expect(scratch.text(".gen-0123456789abcdef") == nil)
  }

  @Test func saysWhatIsNoFile() throws {
    let scratch = try Scratch()
    try scratch.put("secrets/b/c", "x")
    try scratch.put("elsewhere", "mine")
    try scratch.link("secrets/a", to: "../elsewhere")
    try scratch.makePipe("secrets/p")
    let folder = SecretFolder(path: scratch.at("secrets"))
    #expect(try state(folder) == .unusable("is a symbolic link, which containers would not follow"))
    #expect(try state(folder, "b") == .unusable("is a folder"))
    #expect(try state(folder, "p") == .unusable("is not a regular file"))
    #expect(refusals { try folder.add(entry("a")) }.last == "exit 73")
    #expect(scratch.text("elsewhere") == "mine")
  }

  @Test func keepsAnEnvironmentFileToItself() throws {
    let scratch = try Scratch()
    let environment = SecretEnvironment(in: scratch.path)
    #expect(try state(environment) == nil)
    try environment.add(entry("a"))
    try environment.add(entry("b"))
    #expect(try FileStatus(at: scratch.at(".env")).mode == 0o600)
    let lines = try #require(scratch.text(".env")).split(separator: "\n")
    #expect(lines.map { String($0.prefix(3)) } == ["A='", "B='"])
    try environment.rotate(entry("a"))
    let rotated = try #require(scratch.text(".env")).split(separator: "\n")
    #expect(rotated.contains { $0 == "A_FORMER=" + lines[0].dropFirst(2) } && !rotated.contains(lines[0]))
    #expect(
      refusals { try environment.rotate(entry("a")) }.first?.hasPrefix(
        "rotation-unfinished: \(scratch.at(".env")): A_FORMER is still there") == true)
    try scratch.put(".env", "A='1'\nA='2'\n")
    #expect(try state(environment) == .unusable("is given twice there"))
  }

  @Test func doesNotFollowALinkInThePlaceOfAnEnvironmentFile() throws {
    let scratch = try Scratch()
    try scratch.put("elsewhere", "A='1'\n")
    try scratch.link(".env", to: "elsewhere")
    #expect(
      refusals { try SecretEnvironment(in: scratch.path).add(entry("a")) } == [
        "secret-unusable: \(scratch.at(".env")) is not a regular file; move it away, or put a file there", "exit 73",
      ])
    #expect(scratch.text("elsewhere") == "A='1'\n")
  }

  @Test func leavesVaultToItsOwnProgram() throws {
    let scratch = try Scratch()
    try scratch.put("secrets/a", "1")
    let vault = SecretVault(files: SecretFolder(path: scratch.at("secrets")), site: "shop")
    #expect(try state(vault) == .value([0x31], mode: 0o644))
    for attempt in [vault.add, vault.rotate] {
      #expect(
        refusals { try attempt(entry("a")) } == [
          "secrets-in-vault: a belongs in Vault, which gen does not write to; for it, and each other NAME of "
            + "`gen secrets list`: openssl rand -hex 32 | tr -d '\\n' | vault kv patch -mount=secret shop NAME=-",
          "exit 65",
        ])
    }
    #expect(scratch.text("secrets/a") == "1")
  }

  @Test func makesUpPasswordsThatDiffer() {
    let made = (0..<200).map { _ in NewPassword.make() }
    #expect(Set(made).count == 200)
    #expect(made.allSatisfy { SecretFault.first(in: $0.utf8) == nil && $0.utf8.count == 40 })
    // Each of the 62 characters comes up: 8000 are drawn.
    #expect(Set(made.joined()).count == 62)
  }

  /// By chance a password can have a word in it for which `gen secrets check` would refuse it.
  @Test func makesUpNoPasswordThatItWouldRefuse() {
    var generator = Same(times: 40)
    let made = NewPassword.make(using: &generator)
    #expect(SecretFault.first(in: made.utf8) == nil && generator.drawn > 40)
  }

  /// Draws the same number for a while, which makes a weak password, and others then.
  private struct Same: RandomNumberGenerator {
    let times: Int
    var drawn = 0

    init(times: Int) {
      self.times = times
    }

    mutating func next() -> UInt64 {
      drawn += 1
      return drawn <= times ? 0 : UInt64(drawn) &* 0x9E37_79B9_7F4A_7C15
    }
  }
}
