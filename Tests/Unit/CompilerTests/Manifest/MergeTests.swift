import Diagnostics
import Digest
import JSON
import Output
import TextTypes
import Testing

/// What git leaves of an output folder.
@Suite struct MergeTests {
  private static let marks = ["<<<<<<< HEAD", "=======", ">>>>>>> theirs"]

  private static func bytes(_ lines: [String]) -> [UInt8] { Array(lines.map { $0 + "\n" }.joined().utf8) }

  private static func tree(_ lines: [String], settings: JSONValue = [:]) throws -> OutputTree {
    try OutputTree(
      artifacts: [Artifact(path: "f", bytes: bytes(lines))], generator: "gen 1", settings: settings, templates: [])
  }

  /// How the artifact and the manifest stand after a merge of two versions.
  private static func statuses(
    _ found: [String], ours: [String], theirs: [String], built: [String] = ["built"], withGit: Bool = true
  ) throws -> [DriftStatus] {
    let versions = try [ours, theirs].map { try tree($0) }
    let manifest = conflict(versions[0].manifestFile.bytes, versions[1].manifestFile.bytes)
    let disk: [String: DiskEntry] = [
      "f": .file(mode: 0o644, bytes: bytes(found)), Manifest.path: .file(mode: 0o644, bytes: manifest),
    ]
    let sides = try zip(versions, [ours, theirs]).map { version, lines in
      var side = try #require(MergeSide(manifest: version.manifestFile.bytes))
      side.add(bytes(lines), at: "f")
      return side
    }
    let own = disk[Manifest.path] ?? .missing
    let drift = Drift(
      tree: try tree(built), manifest: ManifestFound(own), disk: disk, sides: withGit ? sides : [])
    return ["f", Manifest.path].compactMap { path in drift.entries.first { $0.path == path }?.status }
  }

  /// A whole text as one conflict.
  private static func conflict(_ ours: [UInt8], _ theirs: [UInt8]) -> [UInt8] {
    Array((marks[0] + "\n").utf8) + ours + Array((marks[1] + "\n").utf8) + theirs + Array((marks[2] + "\n").utf8)
  }

  static let base = ["a", "b", "c", "d", "e"]
  static let ours = ["a", "B", "c", "d", "e"]
  static let theirs = ["a", "b", "c", "d", "E", "f"]

  @Test(arguments: [
    (ours, DriftStatus.stale), (theirs, .stale), (["a", "B", "c", "d", "E", "f"], .merged),
    // Decided by hand, each conflict in its own way.
    (["a", "b", "c", "d", "e"], .merged), (["a", "B", "c", "d", "E"], .merged),
    (["a", marks[0], "B", marks[1], "b", marks[2], "c", "d", "E", "f"], .merged),
    (["a", marks[0], "B", "||||||| base", "x", marks[1], "b", marks[2], "c", "d", "E", "f"], .merged),
    (["built"], .current),
    // Somebody has added, changed, removed or moved a line.
    (["a", "B", "mine", "c", "d", "E", "f"], .edited), (["A", "B", "c", "d", "E", "f"], .edited),
    (["B", "c", "d", "E", "f"], .edited), (["a", "B", "d", "c", "E", "f"], .edited), ([], .edited),
    (["a", marks[0], "B", marks[1], "b", marks[2], "c", "mine", "d", "E", "f"], .edited),
    (["a", marks[0], "B", "mine", marks[1], "b", marks[2], "c", "d", "E", "f"], .edited),
    // Marks that are not complete are lines like others.
    (["a", marks[0], "B", marks[1], "b", "c", "d", "E", "f"], .edited),
    (["a", "B", marks[2], "c", "d", "E", "f"], .edited),
  ])
  func anArtifact(_ found: [String], _ status: DriftStatus) throws {
    #expect(try Self.statuses(found, ours: Self.ours, theirs: Self.theirs) == [status, .merged])
  }

  @Test func withoutGitOnlyWhatAManifestNamesIsKnown() throws {
    func status(_ found: [String]) throws -> DriftStatus? {
      try Self.statuses(found, ours: Self.ours, theirs: Self.base, withGit: false).first
    }
    #expect(try status(Self.ours) == .stale)
    #expect(try status(Self.base) == .stale)
    #expect(try status(["a", Self.marks[0], "B", Self.marks[1], "b", Self.marks[2], "c", "d", "e"]) == .merged)
    #expect(try status(["a", "B", "c", "d", "E"]) == .edited)
  }

  @Test func whatASideHasEditedIsNoVersion() throws {
    var side = try #require(MergeSide(manifest: try Self.tree(Self.ours).manifestFile.bytes))
    let before = side
    side.add(Self.bytes(["a", "mine"]), at: "f")
    side.add(Self.bytes(Self.ours), at: "g")
    #expect(side == before)
    side.add(Self.bytes(Self.ours), at: "f")
    #expect(side != before)
    #expect(MergeSide(manifest: Array("{}".utf8)) == nil)
  }

  @Test func aDamagedManifestIsBelievedOnlyWhereGitMergedIt() throws {
    let sides = try [Self.ours, Self.theirs].map {
      try #require(MergeSide(manifest: try Self.tree($0).manifestFile.bytes))
    }
    let texts = sides.map { String(decoding: $0.manifest.artifact.bytes, as: UTF8.self).split(separator: "\n") }
    // Both lines with a digest, as a driver of the kind `union` leaves them: no JSON.
    let both = Self.bytes(zip(texts[0], texts[1]).flatMap { $0 == $1 ? [$0] : [$0, $1] }.map(String.init))
    func joined(_ bytes: [UInt8]) -> Manifest? {
      let entry = DiskEntry.file(mode: 0o644, bytes: bytes)
      return ManifestFound(entry).joined(with: sides, at: entry).manifest
    }
    #expect(joined(both)?.files.count == 1)
    #expect(joined(both)?.pending.count == 1)
    #expect(joined(Array(both.dropLast(20))) == nil)
    #expect(joined(Array("{\"generator\": \"gen \"}".utf8)) == nil)
    #expect(joined(sides[0].manifest.artifact.bytes)?.pending == sides[1].manifest.files)
  }

  /// A build that is stopped after the first step must know what it was about to replace.
  @Test func theInterimManifestKnowsWhatGitMerged() throws {
    let versions = try [Self.ours, Self.theirs].map { try Self.tree($0) }
    let merged = Self.bytes(["a", "B", "c", "d", "E", "f"])
    let manifest = Self.conflict(versions[0].manifestFile.bytes, versions[1].manifestFile.bytes)
    let disk: [String: DiskEntry] = [
      "f": .file(mode: 0o644, bytes: merged), Manifest.path: .file(mode: 0o644, bytes: manifest),
    ]
    let sides = try zip(versions, [Self.ours, Self.theirs]).map { version, lines in
      var side = try #require(MergeSide(manifest: version.manifestFile.bytes))
      side.add(Self.bytes(lines), at: "f")
      return side
    }
    let tree = try Self.tree(["built"])
    let drift = Drift(tree: tree, manifest: ManifestFound(disk[Manifest.path] ?? .missing), disk: disk, sides: sides)
    let plan = ChangePlan(tree: tree, drift: drift, folder: "out", force: false)
    #expect(plan.refusals == [])
    let interim = try Manifest(parsing: plan.interim?.bytes ?? [])
    #expect(interim.files.map(\.sha256) == [SHA256Digest(of: merged)])
    #expect(interim.pending == tree.manifest.files)
  }

  /// A setting that data is bound to may be what any of the sides has.
  @Test func boundSettingsAreThoseOfASide() throws {
    func refusals(_ ours: JSONValue, _ theirs: JSONValue, _ now: JSONValue) throws -> [String] {
      let versions = try [ours, theirs].map { try Self.tree(Self.base, settings: $0).manifestFile.bytes }
      let entry = DiskEntry.file(mode: 0o644, bytes: Self.conflict(versions[0], versions[1]))
      let tree = try Self.tree(Self.base, settings: now)
      let drift = Drift(tree: tree, manifest: ManifestFound(entry), disk: [Manifest.path: entry])
      return ChangePlan(tree: tree, drift: drift, folder: "out", force: false).refusals.map(\.message)
    }
    let (old, new): (JSONValue, JSONValue) = (
      ["name": "old", "postgres": ["version": 16]], ["name": "new", "postgres": ["version": 16]]
    )
    #expect(try refusals(old, new, new) == [])
    #expect(try refusals(old, new, old) == [])
    #expect(
      try refusals(old, ["name": "old", "postgres": ["version": 17]], ["name": "old", "postgres": ["version": 17]])
        == [])
    #expect(try refusals(old, new, ["name": "other", "postgres": ["version": 16]]).count == 1)
    #expect(
      try refusals(old, ["name": "new", "postgres": ["version": 17]], ["name": "new", "postgres": ["version": 16]])
        == [])
  }
}

/// A text with git's marks in it.
@Suite struct ConflictTextTests {
  private func read(_ text: String) -> [String]? {
    ConflictText(Array(text.utf8)).map {
      [String(decoding: $0.ours, as: UTF8.self), String(decoding: $0.theirs, as: UTF8.self)]
    }
  }

  @Test func hasTwoSides() {
    #expect(read("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd") == ["a\nb\nd", "a\nc\nd"])
    #expect(read("<<<<<<<\n=======\n>>>>>>>\n") == ["", ""])
    #expect(read("<<<<<<< a\r\nb\r\n||||||| c\r\nd\r\n=======\r\ne\r\n>>>>>>> f\r\n") == ["b\r\n", "e\r\n"])
    // The ancestor of a merge of merges has marks of its own.
    #expect(
      read("<<<<<<< a\nb\n||||||| c\n<<<<<<<<< d\n=========\n>>>>>>>>> e\n=======\nf\n>>>>>>> g\n") == ["b\n", "f\n"])
  }

  @Test(arguments: [
    "", "a\n", "<<<<<<< a\n", "<<<<<<< a\n=======\n", "=======\n>>>>>>> a\n", "<<<<<<< a\n>>>>>>> b\n",
    "<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> c\n",
    " <<<<<<< a\n =======\n >>>>>>> b\n", "<<<<<<<a\n=======\n>>>>>>> b\n", "<<<<<<< a\n======= \n>>>>>>> b\n",
    "<<<<<<<< a\n========\n>>>>>>>> b\n",
  ])
  func isNothingElse(_ text: String) { #expect(read(text) == nil) }

  @Test func marksAreFound() {
    func first(_ text: String) -> Range<Int>? { ConflictText.firstMark(in: Array(text.utf8)) }
    #expect(first("a\n<<<<<<< HEAD\n") == 2..<9)
    #expect(first("a\n>>>>>>>") == 2..<9)
    #expect(first("Title\n=======\n") == nil)
    #expect(first("  <<<<<<< HEAD\n<<<<<<<<\n||||| \n") == nil)
  }
}
