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

  /// Whether it has this content.
  func consists(of other: [UInt8]) -> Bool {
    guard bytes.count == other.count else { return false }
    let (ours, theirs) = unsafe (bytes.span.bytes, other.span.bytes)
    let whole = bytes.count & ~7
    // Eight bytes at a time.
    for start in stride(from: 0, to: whole, by: 8) {
      let one = unsafe ours.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self)
      let two = unsafe theirs.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self)
      if one != two { return false }
    }
    return (whole..<bytes.count).allSatisfy { bytes[$0] == other[$0] }
  }
}
