import ReferencePages
import Testing

@testable import GenCLI

/// What shells are given to complete with. Whether they do is seen in Tests/Proofs/Completion.
@Suite struct CompletionTests {
  @Test(
    arguments: [
      ("", ["a.", "b"]), ("a", ["a."]), ("a.", ["a.b", "a.c."]), ("a.c.", ["a.c.d"]), ("a.b", ["a.b"]), ("x", []),
    ] as [(String, [String])])
  func offersPathsLevelByLevel(_ written: String, _ offered: [String]) {
    #expect(PathLevel.next(["a.b", "a.c.d", "b"], after: written, separator: ".") == offered)
  }

  @Test func knowsSettingsOfEveryKind() {
    let settings = Dictionary(uniqueKeysWithValues: SiteLanguage.settings.map { ($0.path, $0.choices) })
    #expect(settings["server.memory"] == [])
    #expect(settings["server.os"]?.contains("debian-13") == true)
    #expect(settings["backup.append_only"] == ["true", "false"])
    // An address, or a mapping: both ways to write it.
    #expect(settings["alerts"] == [])
    #expect(settings["alerts.webhook"] == [])
    // Lists and mappings are more than one value.
    #expect(settings["backup.copies"] == nil)
    #expect(settings["server"] == nil)
  }

  @Test func adaptsTheScriptsOfShells() {
    let bash = CompletionScript.text(for: .bash)
    #expect(!bash.hasPrefix("#!"))
    #expect(bash.hasSuffix("complete -o filenames -F _gen_whole_words gen\n"))
    let zsh = CompletionScript.text(for: .zsh)
    #expect(zsh.hasPrefix("#compdef gen\n"))
    #expect(zsh.contains(CompletionScript.loading))
    #expect(zsh.ranges(of: "__gen_complete() {").count == 2)
  }
}
