import Diagnostics
import Digest
import JSON
import Output
import Testing

@Suite struct DriftTests {
  private static func file(_ text: String, mode: UInt16 = 0o644) -> DiskEntry {
    .file(mode: mode, bytes: Array(text.utf8))
  }

  private static func tree(_ files: [(String, String)]) throws -> OutputTree {
    try OutputTree(
      artifacts: files.map { Artifact(path: $0.0, bytes: Array($0.1.utf8)) }, generator: "gen", settings: [:],
      templates: [])
  }

  /// What one file is, by what the manifest says it was (or nothing), what it was about to become, and what is there;
  /// what would be built is always `new`.
  static let cases: [(String?, String?, DiskEntry, DriftStatus)] = [
    (nil, nil, .missing, .missing), ("old", nil, .missing, .missing), ("new", nil, .missing, .missing),
    (nil, nil, file("new"), .current), ("old", nil, file("new"), .current), ("new", nil, file("new"), .current),
    ("old", nil, file("old"), .stale), ("old", nil, file("mine"), .edited), ("new", nil, file("mine"), .edited),
    (nil, nil, file("mine"), .foreign), (nil, nil, file("old"), .foreign),
    ("old", "next", file("old"), .stale), ("old", "next", file("next"), .stale), ("old", "next", file("new"), .current),
    ("old", "next", file("mine"), .edited), (nil, "next", file("next"), .stale),
    ("old", nil, file("old", mode: 0o755), .edited), ("new", nil, file("new", mode: 0o755), .edited),
    (nil, nil, file("new", mode: 0o755), .foreign), ("old", nil, file("old", mode: 0o600), .stale),
    ("new", nil, file("new", mode: 0o666), .current),
    ("old", nil, .oversized, .edited), (nil, nil, .oversized, .foreign),
    ("old", nil, .symbolicLink, .edited), (nil, nil, .symbolicLink, .foreign),
    ("old", nil, .special, .edited), (nil, nil, .special, .foreign),
    ("old", nil, .folder(contents: []), .missing), ("old", nil, .folder(contents: ["f/x/"]), .missing),
    ("old", nil, .folder(contents: ["f/x"]), .edited), (nil, nil, .folder(contents: ["f/x"]), .foreign),
    ("old", nil, .blocked(by: "d", isLink: true), .edited), (nil, nil, .blocked(by: "d", isLink: false), .foreign),
  ]

  @Test(arguments: cases)
  func oneFile(_ was: String?, _ becoming: String?, _ found: DiskEntry, _ status: DriftStatus) throws {
    let tree = try Self.tree([("f", "new")])
    func record(_ text: String) -> Manifest.File {
      .init(path: "f", mode: 0o644, sha256: SHA256Digest(of: Array(text.utf8)))
    }
    let manifest = Manifest(
      generator: "gen", settings: [:], templates: [], files: was.map { [record($0)] } ?? [],
      pending: becoming.map { [record($0)] } ?? [])
    let drift = Drift(tree: tree, manifest: .read(manifest, bytes: []), disk: ["f": found])
    #expect(drift.entries.first { $0.path == "f" }?.status == status)
  }

  @Test func nothingToDoWhenAllIsCurrent() throws {
    let tree = try Self.tree([("f", "new")])
    var disk = Dictionary(
      uniqueKeysWithValues: tree.files.map { ($0.path, DiskEntry.file(mode: $0.mode, bytes: $0.bytes)) })
    disk[Manifest.path] = .file(mode: 0o644, bytes: tree.manifest.artifact.bytes)
    let found = ManifestFound(disk[Manifest.path] ?? .missing)
    let drift = Drift(tree: tree, manifest: found, disk: disk)
    #expect(drift.isCurrent)
    #expect(ChangePlan(tree: tree, drift: drift, folder: "out", force: false).isEmpty)
    #expect(drift.entries.allSatisfy { $0.diff(prefix: "out/") == nil })
  }

  /// The interim manifest names what is there and what comes, and the final one follows.
  @Test func interimManifestExplainsEveryStep() throws {
    let before = try Self.tree([("a", "1"), ("b", "2"), ("c", "3")])
    let after = try Self.tree([("a", "1"), ("b", "4"), ("d", "5")])
    var disk = Dictionary(
      uniqueKeysWithValues: before.files.map { ($0.path, DiskEntry.file(mode: $0.mode, bytes: $0.bytes)) })
    let bytes = before.manifest.artifact.bytes
    disk[Manifest.path] = .file(mode: 0o644, bytes: bytes)
    let drift = Drift(tree: after, manifest: .read(before.manifest, bytes: bytes), disk: disk)
    let plan = ChangePlan(tree: after, drift: drift, folder: "out", force: false)
    #expect(plan.refusals == [])
    #expect(plan.removals == ["c"])
    #expect(plan.writes.map(\.path) == ["b", "d", "SHA256SUMS"])
    #expect(plan.manifest == after.manifest.artifact)
    let interim = try Manifest(parsing: plan.interim?.bytes ?? [])
    #expect(interim.files == before.manifest.files)
    #expect(interim.pending == after.manifest.files.filter { $0.path != "a" })
    let diff = drift.entries.compactMap { $0.diff(prefix: "out/") }.map { "\($0.path) +\($0.added) -\($0.removed)" }
    #expect(
      diff == ["out/SHA256SUMS +2 -2", "out/b +1 -1", "out/c +0 -1", "out/d +1 -0", "out/manifest.json +3 -3"])
  }

  /// What a build says of a folder that was built with other settings.
  private static func findings(before: JSONValue, after: JSONValue, force: Bool = false) throws -> [String] {
    func tree(_ settings: JSONValue) throws -> OutputTree {
      try OutputTree(artifacts: [], generator: "gen", settings: settings, templates: [])
    }
    let (old, new) = (try tree(before), try tree(after))
    let disk = Dictionary(
      uniqueKeysWithValues: old.files.map { ($0.path, DiskEntry.file(mode: $0.mode, bytes: $0.bytes)) })
    let drift = Drift(tree: new, manifest: .read(old.manifest, bytes: old.manifest.artifact.bytes), disk: disk)
    return ChangePlan(tree: new, drift: drift, folder: "out", force: force).refusals.map {
      "\($0.message) [\($0.id)] \($0.help ?? "")"
    }
  }

  @Test func aSettingThatDataIsBoundTo() throws {
    let before: JSONValue = [
      "name": "shop", "domains": ["tenants": "shops.example.net"],
      "odoo": ["version": "18.0", "superadmin": ["database": "control"]],
      "postgres": ["version": 16],
    ]
    let after: JSONValue = [
      "name": "store", "domains": ["tenants": "stores.example.net"],
      "odoo": ["version": "19.0", "superadmin": ["database": "admin"]],
      "postgres": ["version": 17],
    ]
    let found = try Self.findings(before: before, after: after)
    #expect(
      found == [
        "name was \"shop\" when out was built, and is \"store\" now: the volumes with all data, and the names of certificates and backups, contain the old one [bound-setting] write shop; or follow RUNBOOK.md, section Changes, and use --force",
        "domains.tenants was \"shops.example.net\" when out was built, and is \"stores.example.net\" now: the tenants' addresses, in their databases and everywhere else, contain the old one [bound-setting] write shops.example.net; or follow RUNBOOK.md, section Changes, and use --force",
        "odoo.version was \"18.0\" when out was built, and is \"19.0\" now: the databases have to be migrated to another series of Odoo first [bound-setting] write 18.0; or follow RUNBOOK.md, section Changes, and use --force",
        "odoo.superadmin.database was \"control\" when out was built, and is \"admin\" now: the superadmin's data is in the old database, and the new one would be empty [bound-setting] write control; or follow RUNBOOK.md, section Changes, and use --force",
        "postgres.version was \"16\" when out was built, and is \"17\" now: PostgreSQL cannot read the data of another major version [bound-setting] write 16; or follow RUNBOOK.md, section Changes, and use --force",
      ])
    #expect(try Self.findings(before: before, after: after, force: true) == [])
    #expect(try Self.findings(before: before, after: before) == [])
    // An interrupted build has left no settings.
    #expect(try Self.findings(before: .null, after: after) == [])
  }
}
