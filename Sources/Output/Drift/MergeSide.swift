import Digest

/// One of the versions of an output folder that git merged: what its own manifest says that a build wrote.
public struct MergeSide: Hashable, Sendable {
  /// The manifest of that version.
  public let manifest: Manifest
  /// The manifest as a file.
  let manifestBytes: [UInt8]
  private var contents: [String: [UInt8]] = [:]

  /// Reads the version's manifest; nil where it is not one that can be believed.
  public init?(manifest bytes: [UInt8]) {
    guard let manifest = try? Manifest(parsing: bytes) else { return nil }
    self.manifest = manifest
    manifestBytes = bytes
  }

  /// Adds a file of that version; one that the version's own manifest does not describe was edited by hand, and is left out.
  public mutating func add(_ bytes: [UInt8], at path: String) {
    let digest = SHA256Digest(of: bytes)
    if manifest.files.contains(where: { $0.path == path && $0.sha256 == digest }) { contents[path] = bytes }
  }

  /// The file at a path as a build wrote it; nil where it was not added.
  func file(_ path: String) -> [UInt8]? { contents[path] }
}

extension Manifest {
  /// What several versions say together. Of a file that is in more than one, the first is what was written, and the others are accepted
  /// as well.
  init?(joining versions: [Manifest]) {
    guard let first = versions.first else { return nil }
    var files: [String: File] = [:]
    var others: Set<File> = []
    for file in versions.flatMap({ $0.files + $0.pending }) {
      if files[file.path] == nil { files[file.path] = file } else if files[file.path] != file { others.insert(file) }
    }
    self.init(
      generator: first.generator, siteFile: first.siteFile, site: first.site, settings: first.settings,
      templates: first.templates,
      files: Array(files.values),
      pending: Array(others))
    // Of equal paths the order is that of the digests: nothing may depend on that of a set.
    pending.sort { ($0.path, $0.sha256.hex, $0.mode) < ($1.path, $1.sha256.hex, $1.mode) }
  }
}
