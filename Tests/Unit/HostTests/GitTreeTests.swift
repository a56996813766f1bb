import Diagnostics
import Foundation
import Testing

@testable import Host

@Suite struct GitTreeTests {
  private func findings(_ scratch: Scratch, _ folder: String, _ names: [String], path: String? = nil) throws -> [String]
  {
    let home = scratch.at("home")
    let tree = GitTree(folder: scratch.at(folder), remedy: "do this") { name in
      switch name {
      case "PATH": path ?? ProcessState.environment("PATH")
      case "HOME": home
      default: nil
      }
    }
    return try tree.findings(for: names).map {
      "\($0.id): \($0.message.replacing(scratch.path + "/", with: "")); \($0.help?.replacing(scratch.path + "/", with: "") ?? "-")"
    }
  }

  private func git(_ scratch: Scratch, _ arguments: String...) throws {
    let program = try #require(ChildProcess.find("git", in: ProcessState.environment("PATH") ?? ""))
    let outcome = try ChildProcess(program: program, environment: ["HOME=\(scratch.at("home"))"])
      .run(["-C", scratch.at("site")] + arguments)
    try #require(outcome.status == 0, "\(String(decoding: outcome.errors, as: UTF8.self))")
  }

  @Test func saysNothingWhereThereIsNoRepository() throws {
    let scratch = try Scratch()
    try scratch.put("site/a", "1")
    #expect(try findings(scratch, "site", ["a"]) == [])
    #expect(try findings(scratch, "nowhere", ["a"]) == [])
    // Nor does it look for git then.
    #expect(try findings(scratch, "site", ["a"], path: "") == [])
  }

  @Test func givesGitsOwnAnswer() throws {
    let scratch = try Scratch()
    try scratch.put("site/secrets/a", "1")
    try git(scratch, "init", "--quiet")
    let open =
      "secret-not-ignored: site/secrets/a and 1 more are not ignored by git: `git add -A` would add it; do this"
    #expect(try findings(scratch, "site/secrets", ["a", "b"]) == [open])
    try scratch.put("site/.gitignore", "/secrets/*\n!b\n")
    #expect(
      try findings(scratch, "site/secrets", ["a", "b"]) == [
        "secret-not-ignored: site/secrets/b is not ignored by git: `git add -A` would add it; do this"
      ])
    try git(scratch, "add", "--force", "secrets/a")
    try scratch.put("site/.gitignore", "secrets\n")
    #expect(
      try findings(scratch, "site/secrets", ["a", "b"]) == [
        "secret-in-git: site/secrets/a is tracked by git; git rm --cached site/secrets/a; everybody who has the repository has the "
          + "password: make another one"
      ])
    #expect(
      try findings(scratch, "site/secrets", ["a"], path: "/nowhere") == [
        "git-missing: site/secrets is in a git repository, but git is not installed, so gen cannot find out what it tracks; "
          + "install git, then run the command again"
      ])
  }

  /// Something that only looks like a repository has an answer from git too: that it has none.
  @Test func saysWhenGitHasNoAnswer() throws {
    let scratch = try Scratch()
    try scratch.put("site/.git", "gitdir: /nowhere\n")
    let refused = refusals { _ = try findings(scratch, "site", ["a"]) }
    #expect(refused.first?.contains("git cannot say what it tracks in \(scratch.at("site")): fatal: ") == true)
    #expect(refused.last == "exit 73")
  }
}
