public import Diagnostics

/// Why a set of artifacts cannot become an output folder.
public struct OutputTreeError: Error, Hashable, Sendable {
  /// The findings, in the order of the paths.
  public var findings: [Diagnostic]
}

/// Everything that belongs in the output folder after a build. Once made, every file of it can be written: paths stay in
/// the folder, no two are the same on any disk, none lies below another.
public struct OutputTree: Hashable, Sendable {
  /// The files in the order of their paths, with `SHA256SUMS` and without the manifest.
  public let files: [Artifact]
  /// What the manifest says when all is written.
  public let manifest: Manifest
  /// The manifest as a file; written out once, since it is compared and written.
  public let manifestFile: Artifact

  /// Gathers the result of a build.
  ///
  /// - Parameters:
  ///   - artifacts: the files, in any order.
  ///   - generator: the program and its version, such as `gen 1.0.0`.
  ///   - settings: every setting with its effective value.
  ///   - templates: the templates that were used.
  /// - Throws: all that is wrong with the paths and modes.
  public init(
    artifacts: [Artifact], generator: String, settings: JSONValue, templates: [Manifest.Template]
  ) throws(OutputTreeError) {
    let sorted = artifacts.sorted { $0.path < $1.path }
    let findings = Self.findings(in: sorted)
    guard findings.isEmpty else { throw OutputTreeError(findings: findings) }
    manifest = Manifest(
      generator: generator, settings: settings, templates: templates, files: Manifest.File.records(of: sorted))
    manifestFile = manifest.artifact
    files = (sorted + [Checksums.artifact(of: manifest.files)]).sorted { $0.path < $1.path }
  }

  private static func findings(in artifacts: [Artifact]) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    // A disk that does not tell upper from lower case, and a clone of the repository onto one, could not hold both.
    var seen: [String: String] = [:]
    for name in [Manifest.path, Checksums.path] { seen[name.lowercased()] = name }
    for artifact in artifacts {
      let path = artifact.path
      func report(_ message: String) {
        findings.append(Diagnostic(.error, id: "artifact-path", "the artifact \"\(path)\" \(message)", at: nil))
      }
      if let fault = ArtifactPath.fault(in: path) {
        report(fault)
        continue
      }
      if artifact.mode != 0o644 && artifact.mode != 0o755 { report("has a mode other than 0644 and 0755") }
      if let other = seen.updateValue(path, forKey: path.lowercased()) {
        let isOwn = path == Manifest.path || path == Checksums.path
        let message = isOwn ? "has the name of a file that gen makes itself" : "is made twice"
        report(other == path ? message : "differs from \"\(other)\" only in case")
      }
    }
    return findings + nested(artifacts, known: seen)
  }

  private static func nested(_ artifacts: [Artifact], known: [String: String]) -> [Diagnostic] {
    artifacts.compactMap { artifact in
      let folder = ArtifactPath.folders(above: artifact.path).first { known[$0.lowercased()] != nil }
      return folder.map {
        Diagnostic(
          .error, id: "artifact-path", "the artifact \"\(artifact.path)\" lies in \"\($0)\", which is a file", at: nil)
      }
    }
  }
}

extension ArtifactPath {
  /// The folders on the way to a path, outermost first: `a` and `a/b` for `a/b/c`.
  public static func folders(above path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
  }
}
