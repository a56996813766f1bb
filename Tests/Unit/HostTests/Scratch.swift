import Diagnostics
import Digest
import Foundation
import JSON
import Output
import TextTypes

@testable import Host

/// A folder of a test's own, removed with it.
final class Scratch {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/gen-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The output folder of the tests.
  var out: String { path + "/out" }

  func at(_ inner: String) -> String { "\(path)/\(inner)" }

  /// Puts a file there, with its folders.
  func put(_ inner: String, _ text: String, mode: Int = 0o644) throws {
    let full = at(inner)
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: full))
    try setMode(inner, mode)
  }

  func setMode(_ inner: String, _ mode: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: at(inner))
  }

  func link(_ inner: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: at(inner), withDestinationPath: target)
  }

  func makeFolder(_ inner: String) throws {
    try FileManager.default.createDirectory(atPath: at(inner), withIntermediateDirectories: true)
  }

  func makePipe(_ inner: String) throws {
    guard unsafe mkfifo(at(inner), 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  func remove(_ inner: String) throws { try FileManager.default.removeItem(atPath: at(inner)) }

  func text(_ inner: String) -> String? {
    FileManager.default.contents(atPath: at(inner)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// All that is below a folder: `path mode content`, `path/`, or `path -> target`; sorted.
  func listing(of inner: String = "out") -> [String] {
    let manager = FileManager.default
    guard let paths = manager.subpaths(atPath: at(inner)) else { return ["missing"] }
    return paths.map { name in
      let full = at(inner) + "/" + name
      if let target = try? manager.destinationOfSymbolicLink(atPath: full) { return "\(name) -> \(target)" }
      let attributes = (try? manager.attributesOfItem(atPath: full)) ?? [:]
      if attributes[.type] as? FileAttributeType == .typeDirectory { return name + "/" }
      let mode = String((attributes[.posixPermissions] as? Int) ?? 0, radix: 8)
      return "\(name) \(mode) \(String(decoding: manager.contents(atPath: full) ?? Data(), as: UTF8.self))"
    }.sorted()
  }

  /// When a file was last written.
  func modified(_ inner: String) throws -> Date? {
    try FileManager.default.attributesOfItem(atPath: at(inner))[.modificationDate] as? Date
  }
}

/// Makes a tree of small files; a name that ends in `.sh` can be run.
func tree(_ files: [String: String], settings: JSONValue = ["site": "example"]) throws -> OutputTree {
  let artifacts = files.map { path, text in
    Artifact(path: path, mode: path.hasSuffix(".sh") ? 0o755 : 0o644, bytes: Array(text.utf8))
  }
  return try OutputTree(
    artifacts: artifacts, generator: "gen 1.0.0", settings: settings,
    templates: [.init(path: "a.conf", sha256: SHA256Digest(of: []))])
}

/// What the output folder looks like after a build of a tree, in the form of `Scratch.listing`.
func expected(_ tree: OutputTree) -> [String] {
  let files = tree.files + [tree.manifest.artifact]
  let folders = Set(files.flatMap { ArtifactPath.folders(above: $0.path) }).map { $0 + "/" }
  let lines = files.map {
    "\($0.path) \(String($0.mode, radix: 8)) \(String(decoding: $0.bytes, as: UTF8.self))"
  }
  return (lines + folders).sorted()
}

/// The findings of a failed build, `message; help`, and the exit status.
func refusals(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let error as HostError {
    return error.findings.map { "\($0.id): \($0.message); \($0.help ?? "-")" } + ["exit \(error.exitCode)"]
  } catch {
    return ["unexpected: \(error)"]
  }
}
