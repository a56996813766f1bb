import Foundation
import Output
import Testing

/// Differences are handed to the real `git apply`, which must make the new version of each file from the old one.
@Suite struct GitApplyTests {
  private static let paths = [
    "plain.conf", "a b/with blank.conf", "quo\"te", "deep/er/file.sh", "-dash", "tab\there", "b/a/b", "é/ü.conf", "x'y",
  ]

  private func version(_ random: inout SplitMix) -> FileDiff.Version? {
    guard Int.random(in: 0..<6, using: &random) > 0 else { return nil }
    let words = [
      "a", "b", "", "nul\0", "location / {", "}", "\r", "x\r", "diff --git a/x b/x", "--- a/x", "@@ -1 +1 @@", "\\ No",
      "é",
    ]
    var text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
      (words.randomElement(using: &random) ?? "") + "\n"
    }.joined()
    if Bool.random(using: &random), text.hasSuffix("\n"), Bool.random(using: &random) {
      text.unicodeScalars.removeLast()
    }
    return .init(mode: Bool.random(using: &random) ? 0o644 : 0o755, bytes: Array(text.utf8))
  }

  /// A change of a few lines, so that there is common text to find.
  private func edited(_ version: FileDiff.Version?, _ random: inout SplitMix) -> FileDiff.Version? {
    guard let version, Int.random(in: 0..<3, using: &random) > 0 else { return self.version(&random) }
    var lines = version.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for _ in 0..<Int.random(in: 0...3, using: &random) where !lines.isEmpty {
      lines[Int.random(in: 0..<lines.count, using: &random)] = ArraySlice("new \(random.next() % 9)".utf8)
    }
    return .init(mode: version.mode, bytes: Array(lines.joined(separator: [0x0A])))
  }

  private func git(_ arguments: [String], in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-c", "core.autocrlf=false"] + arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": folder.path, "GIT_CEILING_DIRECTORIES": "/"]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func put(_ version: FileDiff.Version?, at file: URL) throws {
    guard let version else { return }
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(version.bytes).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: Int(version.mode)], ofItemAtPath: file.path)
  }

  private func found(at file: URL) -> FileDiff.Version? {
    guard let bytes = FileManager.default.contents(atPath: file.path) else { return nil }
    let mode = (try? FileManager.default.attributesOfItem(atPath: file.path))?[.posixPermissions] as? Int ?? 0
    return .init(mode: mode & 0o100 != 0 ? 0o755 : 0o644, bytes: Array(bytes))
  }

  @Test(arguments: 1...60) func gitMakesTheNewFromTheOld(_ seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gen-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let prefix = ["", "out/", "my site/out/"][Int(seed % 3)]
    var patch: [UInt8] = []
    var wanted: [String: FileDiff.Version] = [:]
    for path in Self.paths {
      let old = version(&random)
      let new = edited(old, &random)
      try put(old, at: folder.appendingPathComponent(prefix + path))
      patch += FileDiff(path: path, prefix: prefix, from: old, to: new).bytes
      wanted[path] = new
    }
    try Data(patch).write(to: folder.appendingPathComponent("p.diff"))
    if !patch.isEmpty { #expect(try git(["apply", "--whitespace=nowarn", "p.diff"], in: folder) == 0) }
    for path in Self.paths {
      #expect(found(at: folder.appendingPathComponent(prefix + path)) == wanted[path], "\(prefix + path)")
    }
  }
}
