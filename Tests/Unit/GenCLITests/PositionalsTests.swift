import ArgumentParser
import Testing

@testable import GenCLI

/// Which argument names the site, and which one is the command's own.
@Suite struct PositionalsTests {
  @Test(
    arguments: [
      ([], "site.yaml", nil),
      (["a.yaml"], "a.yaml", nil),
      (["a.yml"], "a.yml", nil),
      (["sites/a"], "sites/a", nil),
      (["-"], "-", nil),
      (["server.memory"], "site.yaml", "server.memory"),
      (["server.memory", "b.yaml"], "b.yaml", "server.memory"),
      (["b.yaml", "server.memory"], "b.yaml", "server.memory"),
    ] as [([String], String, String?)])
  func tellsTheSiteFromTheKey(_ arguments: [String], _ site: String, _ key: String?) throws {
    let positionals = try Positionals(arguments, other: "KEY")
    #expect(positionals.site == site)
    #expect(positionals.other == key)
  }

  @Test func takesAnArtifactThatLooksLikeASite() throws {
    let positionals = try Positionals(first: "docker-compose.yml", rest: ["a.yaml"])
    #expect(positionals.other == "docker-compose.yml")
    #expect(positionals.site == "a.yaml")
  }

  @Test(arguments: [["a.yaml", "b.yaml"], ["one"], ["./a", "-"]])
  func refusesWhatIsTooMuch(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try Positionals(arguments) }
  }

  @Test func parsesEveryCommand() throws {
    #expect(try Gen.parseAsRoot(["build", "--force", "--sync", "-o", "x", "a.yaml"]) is Gen.Build)
    #expect(try Gen.parseAsRoot(["check", "--templates", "t"]) is Gen.Check)
    #expect(try Gen.parseAsRoot(["diff"]) is Gen.Diff)
    #expect(try Gen.parseAsRoot(["validate", "--format", "sarif", "--exit-zero"]) is Gen.Validate)
    #expect(try Gen.parseAsRoot(["list"]) is Gen.List)
    #expect(try Gen.parseAsRoot(["print", "odoo.conf"]) is Gen.Print)
    #expect(try Gen.parseAsRoot(["show", "server", "--format", "yaml"]) is Gen.Show)
    #expect(try Gen.parseAsRoot(["init", "x"]) is Gen.Init)
    #expect(throws: (any Error).self) { try Gen.parseAsRoot(["build", "--format", "yaml"]) }
  }
}
