import Digest
import Foundation
import Output
import Testing

@testable import Host

/// Output folders that somebody has prepared to make a build touch what it must not.
@Suite struct HostileFolderTests {
  static let files = ["a.conf": "one", "b/c": "two"]

  private func refusals(_ scratch: Scratch, force: Bool = false, _ files: [String: String] = files) -> [String] {
    HostTests.refusals { _ = try OutputFolder(path: scratch.out).build(try tree(files), force: force) }
      .map { $0.replacingOccurrences(of: scratch.path + "/", with: "") }
  }

  @Test(arguments: ["out", "out/", "out/.", "out/./"]) func outIsALink(_ name: String) throws {
    let scratch = try Scratch()
    try scratch.makeFolder("elsewhere")
    try scratch.link("out", to: "elsewhere")
    let messages = HostTests.refusals { _ = try OutputFolder(path: scratch.at(name)).build(try tree(Self.files)) }
    #expect(
      messages == [
        "link-as-output: \(scratch.out) is a symbolic link, which gen does not follow; "
          + "name the folder that the link leads to, or remove the link", "exit 73",
      ])
    #expect(scratch.listing(of: "elsewhere") == [])
  }

  /// A link is called one wherever it leads.
  @Test(arguments: ["nowhere", "out", "file"]) func outIsALinkToNoFolder(_ target: String) throws {
    let scratch = try Scratch()
    try scratch.put("file", "mine")
    try scratch.link("out", to: target)
    #expect(
      refusals(scratch, force: true) == [
        "link-as-output: out is a symbolic link, which gen does not follow; "
          + "name the folder that the link leads to, or remove the link", "exit 73",
      ])
    #expect(scratch.text("file") == "mine")
  }

  /// What blocks several files is reported once.
  @Test func obstacleInTheWayOfSeveral() throws {
    let scratch = try Scratch()
    try scratch.put("out/b", "mine")
    #expect(
      refusals(scratch, ["b/c": "1", "b/d/e": "2", "f": "3"]) == [
        "not-a-folder: out/b is not a folder, but \"out/b/c\" goes there; move it away", "exit 73",
      ])
  }

  @Test func outIsAFile() throws {
    let scratch = try Scratch()
    try scratch.put("out", "mine")
    #expect(
      refusals(scratch, force: true) == [
        "not-a-folder: out is not a folder; move it away, or name another folder with --output", "exit 73",
      ])
    #expect(scratch.text("out") == "mine")
  }

  @Test(arguments: [false, true]) func folderInsideIsALink(_ force: Bool) throws {
    let scratch = try Scratch()
    try scratch.put("elsewhere/c", "mine")
    try scratch.makeFolder("out")
    try scratch.link("out/b", to: "../elsewhere")
    #expect(
      refusals(scratch, force: force) == [
        "link-in-output: out/b is a symbolic link, which gen does not follow; remove the link", "exit 73",
      ])
    #expect(scratch.listing() == ["b -> ../elsewhere"])
    #expect(scratch.listing(of: "elsewhere") == ["c 644 mine"])
  }

  @Test func fileIsALink() throws {
    let scratch = try Scratch()
    try scratch.put("mine", "one")
    try scratch.makeFolder("out")
    try scratch.link("out/a.conf", to: "../mine")
    try scratch.link("out/manifest.json", to: "../mine")
    #expect(
      refusals(scratch) == [
        "foreign-file: out/a.conf already exists, and gen did not write it; "
          + "move it away; or use --force to overwrite it",
        "damaged-manifest: out/manifest.json is a symbolic link; restore it from version control; "
          + "or use --force to overwrite all files that differ",
        "exit 73",
      ])
    // Told to overwrite, it overwrites the link, not what the link leads to.
    #expect(refusals(scratch, force: true) == [])
    #expect(scratch.text("mine") == "one")
    #expect(scratch.listing() == expected(try tree(Self.files)))
  }

  @Test func orphanBecameALinkOrLiesBehindOne() throws {
    let scratch = try Scratch()
    _ = try OutputFolder(path: scratch.out).build(try tree(["a.conf": "one", "b/c": "two", "x": "3"]))
    try scratch.put("elsewhere/c", "two")
    try scratch.put("mine", "3")
    try scratch.remove("out/b")
    try scratch.remove("out/x")
    try scratch.link("out/b", to: "../elsewhere")
    try scratch.link("out/x", to: "../mine")
    let report = try OutputFolder(path: scratch.out).build(try tree(["a.conf": "one"]))
    #expect(report.removed == [])
    #expect(scratch.listing(of: "elsewhere") == ["c 644 two"])
    #expect(scratch.text("mine") == "3")
  }

  @Test(arguments: [false, true]) func folderInPlaceOfAFile(_ force: Bool) throws {
    let scratch = try Scratch()
    try scratch.put("out/a.conf/mine", "x")
    #expect(
      refusals(scratch, force: force) == [
        "not-a-file: out/a.conf is a folder, but a file belongs there; move the folder away", "exit 73",
      ])
    #expect(scratch.listing() == ["a.conf/", "a.conf/mine 644 x"])
  }

  @Test(arguments: [false, true]) func fileInPlaceOfAFolder(_ force: Bool) throws {
    let scratch = try Scratch()
    try scratch.put("out/b", "mine")
    #expect(
      refusals(scratch, force: force) == [
        "not-a-folder: out/b is not a folder, but \"out/b/c\" goes there; move it away", "exit 73",
      ])
    #expect(scratch.listing() == ["b 644 mine"])
  }

  @Test(.timeLimit(.minutes(1)), arguments: [false, true]) func pipeInPlaceOfAFile(_ force: Bool) throws {
    let scratch = try Scratch()
    try scratch.makeFolder("out")
    try scratch.makePipe("out/a.conf")
    #expect(
      refusals(scratch, force: force) == ["not-a-file: out/a.conf is not a regular file; remove it", "exit 73"])
  }

  @Test func manifestIsAFolder() throws {
    let scratch = try Scratch()
    try scratch.put("out/manifest.json/mine", "x")
    #expect(
      refusals(scratch, force: true) == [
        "not-a-file: out/manifest.json is a folder, but a file belongs there; move the folder away", "exit 73",
      ])
  }

  private static let file =
    #"{"path": "a", "mode": "0644", "sha256": "\#(String(repeating: "0", count: 64))"}"#

  /// Manifests that cannot be believed; nothing is removed on their word, and nothing is written.
  static let manifests: [(String, String)] = [
    ("", "is damaged: line 1: the text ends too early"),
    ("{}", "is not a manifest that gen wrote"),
    (#"{"name": "my web app"}"#, "is not a manifest that gen wrote"),
    ("<<<<<<< HEAD\n", "is damaged: line 1: a value is expected here"),
    (#"{"manifest": 2}"#, "has the format version 2, but this gen reads version 1"),
    (
      #"{"manifest": 1, "generator": "g", "templates": [], "files": [\#(file), \#(file)]}"#,
      "is damaged: \"files\" names \"a\" twice, as if two versions were put together"
    ),
    (#"{"manifest": 1}"#, "is damaged: \"generator\" is not a text"),
    (#"{"manifest": 1, "generator": "g", "templates": []}"#, "is damaged: \"files\" is not a list"),
    (entry("../mine"), "is damaged: the path \"../mine\" has \"..\" in it"),
    (entry("a/../../mine"), "is damaged: the path \"a/../../mine\" has \"..\" in it"),
    (entry("/etc/passwd"), "is damaged: the path \"/etc/passwd\" is not relative to the output folder"),
    (entry("a//b"), "is damaged: the path \"a//b\" has an empty name in it"),
    (entry("./a"), "is damaged: the path \"./a\" has \".\" in it"),
    (entry(".GIT/config"), "is damaged: the path \".GIT/config\" is in git's own folder"),
    (entry("manifest.json"), "is damaged: it names \"manifest.json\" as a file of its own"),
    (entry("SHA256SUMS"), "is damaged: it names \"SHA256SUMS\" as a file of its own"),
    (
      entry("a\\u0000b"),
      "is damaged: the path \"a\0b\" has a backslash, or a character that is not printable ASCII"
    ),
    (entry("x", mode: "4755"), "is damaged: the mode of \"x\" is neither \"0644\" nor \"0755\""),
    (entry("x", sha256: "abc"), "is damaged: a \"sha256\" is not 64 hexadecimal digits"),
    (String(repeating: "[", count: 300_000), "is damaged: line 1: lists and objects are nested too deeply"),
  ]

  private static func entry(_ path: String, mode: String = "0644", sha256: String? = nil) -> String {
    // The digest of `mine`, so that only the path stands between the file and its removal.
    let digest = sha256 ?? SHA256Digest(of: Array("mine".utf8)).hex
    return #"{"manifest": 1, "generator": "g", "settings": {}, "templates": [], "files": [{"path": ""# + path
      + #"", "mode": ""# + mode + #"", "sha256": ""# + digest + #""}]}"#
  }

  @Test(arguments: manifests) func manifestThatCannotBeBelieved(_ manifest: String, _ message: String) throws {
    let scratch = try Scratch()
    try scratch.put("mine", "mine")
    try scratch.put("out/manifest.json", manifest)
    let before = scratch.listing()
    #expect(
      refusals(scratch) == [
        "damaged-manifest: out/manifest.json \(message); restore it from version control; "
          + "or use --force to overwrite all files that differ", "exit 73",
      ])
    #expect(scratch.listing() == before)
    #expect(refusals(scratch, force: true) == [])
    #expect(scratch.text("mine") == "mine")
    #expect(scratch.listing() == expected(try tree(Self.files)))
  }

  /// A true manifest cut off anywhere, or with a byte changed, never makes a build lose what it did not write.
  @Test func manifestCutOff() throws {
    let scratch = try Scratch()
    _ = try OutputFolder(path: scratch.out).build(try tree(Self.files))
    let whole = scratch.text("out/manifest.json") ?? ""
    try scratch.put("out/a.conf", "mine")
    for length in stride(from: 0, to: whole.utf8.count - 1, by: 7) {
      try scratch.put("out/manifest.json", String(whole.prefix(length)))
      #expect(refusals(scratch).last == "exit 73", "\(length)")
      #expect(scratch.text("out/a.conf") == "mine")
    }
  }

  @Test func hugeManifest() throws {
    let scratch = try Scratch()
    try scratch.put("out/manifest.json", String(repeating: " ", count: Manifest.largestSize + 1))
    #expect(
      refusals(scratch).first == "damaged-manifest: out/manifest.json is damaged: it is larger than 16777216 bytes; "
        + "restore it from version control; or use --force to overwrite all files that differ")
  }

  /// A digest in the manifest that differs from the file on the disk means that somebody edited one of them.
  @Test func editedManifestLosesNothing() throws {
    let scratch = try Scratch()
    _ = try OutputFolder(path: scratch.out).build(try tree(Self.files))
    let digest = SHA256Digest(of: Array("one".utf8)).hex
    let other = SHA256Digest(of: Array("other".utf8)).hex
    let manifest = (scratch.text("out/manifest.json") ?? "").replacingOccurrences(of: digest, with: other)
    try scratch.put("out/manifest.json", manifest)
    #expect(
      refusals(scratch, ["a.conf": "two", "b/c": "two"]).first
        == "edited-file: out/a.conf was edited since gen wrote it; "
        + "move the edit into site.yaml or a template; or use --force to lose it")
    #expect(scratch.text("out/a.conf") == "one")
    #expect(refusals(scratch) == [])
  }
}
