/// One file of the output folder: where it goes, whether it can be run, what is in it.
public struct Artifact: Hashable, Sendable {
  /// The file's path, relative to the output folder, with `/` between names.
  public var path: String
  /// The permission bits: 0o644, or 0o755 for a file that can be run.
  public var mode: UInt16
  /// The content.
  public var bytes: [UInt8]

  /// Makes an artifact.
  public init(path: String, mode: UInt16 = 0o644, bytes: [UInt8]) {
    self.path = path
    self.mode = mode
    self.bytes = bytes
  }
}
