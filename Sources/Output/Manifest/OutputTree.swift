public import Diagnostics
public import Digest
public import JSON
import TextTypes

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
  ///   - digests: the digests of those that are known to be the same for every site, by their paths.
  ///   - generator: the program and its version, such as `gen 1.0.0`.
  ///   - siteFile: the name of the file that they are in; nil for site.yaml, and for standard input.
  ///   - site: the settings as they are written.
  ///   - settings: every setting with its effective value.
  ///   - templates: the templates that were used.
  /// - Throws: all that is wrong with the paths and modes.
  public init(
    artifacts: [Artifact], digests: [String: SHA256Digest] = [:], generator: String,
    siteFile: String? = nil, site: JSONValue = .null, settings: JSONValue,
    templates: [Manifest.Template]
  ) throws(OutputTreeError) {
    let sorted = artifacts.sorted { $0.path < $1.path }
    let findings = Self.findings(in: sorted)
    guard findings.isEmpty else { throw OutputTreeError(findings: findings) }
    manifest = Manifest(
      generator: generator, siteFile: siteFile, site: site, settings: settings, templates: templates,
      files: Manifest.File.records(of: sorted, known: digests))
    manifestFile = manifest.artifact
    files = (sorted + [Checksums.artifact(of: manifest.files)]).sorted { $0.path < $1.path }
  }

  /// The templates' paths were looked at where their places are known; what is built from them is looked at again.
  private static func findings(in artifacts: [Artifact]) -> [Diagnostic] {
    func finding(_ path: String, _ message: String) -> Diagnostic {
      Diagnostic(.error, id: .artifactPath, "the artifact \"\(path)\" \(message)", at: nil)
    }
    let faults = artifacts.compactMap { artifact in
      (ArtifactPath.fault(in: artifact.path)
        ?? (artifact.mode != 0o644 && artifact.mode != 0o755 ? "has a mode other than 0644 and 0755" : nil))
        .map { finding(artifact.path, $0) }
    }
    let paths = artifacts.map(\.path)
    return faults
      + ArtifactPath.clashes(of: paths, reserved: OutputTree.ownPaths).map { index, clash in
        switch clash {
        case .same: finding(paths[index], "is made twice")
        case .differsInCase(let other): finding(paths[index], "differs from \"\(paths[other])\" only in case")
        case .inside(let other): finding(paths[index], "is below \"\(paths[other])\", which is a file")
        case .reserved: finding(paths[index], "has the name of a file that gen makes itself")
        }
      }
  }

  /// The paths of the files that follow from the others.
  public static let ownPaths = [Manifest.path, Checksums.path]
}
