import Digest

/// The list of digests that `sha256sum --check SHA256SUMS` reads.
public enum Checksums {
  /// The list's path in the output folder.
  public static let path = "SHA256SUMS"

  /// The list of some files: a line each, in the order given.
  ///
  /// `sha256sum` escapes only backslashes and line breaks in names, and neither can be in an artifact's path.
  static func artifact(of files: [Manifest.File]) -> Artifact {
    var bytes: [UInt8] = []
    for file in files { bytes += "\(file.sha256.hex)  \(file.path)\n".utf8 }
    return Artifact(path: path, bytes: bytes)
  }
}

extension Manifest {
  /// The list of digests that a build writes beside this manifest.
  package var checksums: Artifact { Checksums.artifact(of: files) }
}
