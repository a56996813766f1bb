import Diagnostics
import Digest
import JSON
import Output
import Testing

@Suite struct ManifestTests {
  static func tree() throws -> OutputTree {
    try OutputTree(
      artifacts: [
        Artifact(path: "b/run.sh", mode: 0o755, bytes: Array("#!/bin/sh\n".utf8)),
        Artifact(path: "a.conf", bytes: Array("abc".utf8)),
      ],
      generator: "gen 1.0.0", settings: ["site": ["name": "example", "workers": 4]],
      templates: [
        .init(path: "b/run.sh", sha256: SHA256Digest(of: [])), .init(path: "a.conf", sha256: SHA256Digest(of: [1])),
      ])
  }

  @Test func printed() throws {
    let tree = try Self.tree()
    #expect(
      String(decoding: tree.manifest.artifact.bytes, as: UTF8.self) == """
        {
          "manifest": 1,
          "generator": "gen 1.0.0",
          "settings": {
            "site": {
              "name": "example",
              "workers": 4
            }
          },
          "templates": [
            {
              "path": "a.conf",
              "sha256": "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"
            },
            {
              "path": "b/run.sh",
              "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            }
          ],
          "files": [
            {
              "path": "a.conf",
              "mode": "0644",
              "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            },
            {
              "path": "b/run.sh",
              "mode": "0755",
              "sha256": "a8076d3d28d21e02012b20eaf7dbf75409a6277134439025f282e368e3305abf"
            }
          ]
        }

        """)
  }

  @Test func checksumsListEveryOtherFile() throws {
    let tree = try Self.tree()
    #expect(tree.files.map(\.path) == ["SHA256SUMS", "a.conf", "b/run.sh"])
    #expect(
      String(decoding: tree.files.first?.bytes ?? [], as: UTF8.self) == """
        ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.conf
        a8076d3d28d21e02012b20eaf7dbf75409a6277134439025f282e368e3305abf  b/run.sh

        """)
  }

  @Test func readsWhatItPrints() throws {
    var manifest = try Self.tree().manifest
    #expect(try Manifest(parsing: manifest.artifact.bytes) == manifest)
    manifest.pending = [.init(path: "c", mode: 0o755, sha256: SHA256Digest(of: [2]))]
    #expect(try Manifest(parsing: manifest.artifact.bytes) == manifest)
  }

  static let badPaths = [
    ("", "the artifact \"\" is empty"),
    ("/etc/passwd", "the artifact \"/etc/passwd\" is not relative to the output folder"),
    ("a/../b", "the artifact \"a/../b\" has \"..\" in it"), ("a/", "the artifact \"a/\" has an empty name in it"),
    ("./a", "the artifact \"./a\" has \".\" in it"),
    ("a\nb", "the artifact \"a\nb\" has a backslash, or a character that is not printable ASCII"),
    ("é", "the artifact \"é\" has a backslash, or a character that is not printable ASCII"),
    ("a\\b", "the artifact \"a\\b\" has a backslash, or a character that is not printable ASCII"),
    ("a /b", "the artifact \"a /b\" has a name that begins or ends with a blank"),
    (".git/hooks/post-merge", "the artifact \".git/hooks/post-merge\" is in git's own folder"),
    (
      ".gen-0123456789abcdef", "the artifact \".gen-0123456789abcdef\" has a name that is reserved for unfinished files"
    ),
    ("manifest.json", "the artifact \"manifest.json\" has the name of a file that gen makes itself"),
    ("SHA256SUMS", "the artifact \"SHA256SUMS\" has the name of a file that gen makes itself"),
    ("Manifest.json", "the artifact \"Manifest.json\" has the name of a file that gen makes itself"),
    ("SHA256SUMS/x", "the artifact \"SHA256SUMS/x\" has the name of a file that gen makes itself"),
    ("ok", "the artifact \"ok\" is made twice"), ("OK", "the artifact \"ok\" differs from \"OK\" only in case"),
    ("ok/x", "the artifact \"ok/x\" is below \"ok\", which is a file"),
  ]

  @Test(arguments: badPaths) func refusesPaths(_ path: String, _ message: String) {
    let error = #expect(throws: OutputTreeError.self) {
      try OutputTree(
        artifacts: [Artifact(path: "ok", bytes: []), Artifact(path: path, bytes: [])], generator: "gen", settings: [:],
        templates: [])
    }
    #expect(error?.findings.map(\.message) == [message])
  }

  @Test func refusesLongPathsAndOddModes() {
    let long = Array(repeating: "a", count: 600).joined(separator: "/")
    let error = #expect(throws: OutputTreeError.self) {
      try OutputTree(
        artifacts: [
          Artifact(path: long, bytes: []), Artifact(path: String(repeating: "n", count: 256), bytes: []),
          Artifact(path: "x", mode: 0o4755, bytes: []),
        ], generator: "gen", settings: [:], templates: [])
    }
    #expect(
      error?.findings.map(\.message) == [
        "the artifact \"\(long)\" is longer than 1000 bytes",
        "the artifact \"\(String(repeating: "n", count: 256))\" has a name longer than 255 bytes",
        "the artifact \"x\" has a mode other than 0644 and 0755",
      ])
  }
}
