/// What is at a path of the output folder on the disk.
public enum DiskEntry: Hashable, Sendable {
  /// The largest file that is read, in bytes. An artifact is far smaller.
  public static let largestFile = 64 << 20

  /// Nothing.
  case missing
  /// A regular file.
  case file(mode: UInt16, bytes: [UInt8])
  /// A regular file larger than `largestFile`, so not one that a build wrote.
  case oversized
  /// A folder, with the paths of what is in it, at any depth: files, and folders that are empty, with a `/` at their end.
  /// Paths are relative to the output folder.
  case folder(contents: [String])
  /// A symbolic link. It is never followed.
  case symbolicLink
  /// A device, a pipe or a socket.
  case special
  /// Nothing can stand there, since the path leads through something that is no folder.
  case blocked(by: String, isLink: Bool)
}

/// The manifest as it was found.
public enum ManifestFound: Hashable, Sendable {
  /// There is none.
  case absent
  /// One that a build wrote, with its bytes.
  case read(Manifest, bytes: [UInt8])
  /// Something else stands there.
  case damaged(ManifestError)

  /// Reads what is at the manifest's path. Where that is the very manifest that would be written, which is so
  /// whenever nothing has changed, there is nothing to parse.
  public init(_ entry: DiskEntry, expected tree: OutputTree) {
    if case .file(_, let bytes) = entry, tree.manifestFile.consists(of: bytes) {
      self = .read(tree.manifest, bytes: bytes)
    } else {
      self.init(entry)
    }
  }

  /// Reads what is at the manifest's path.
  public init(_ entry: DiskEntry) {
    switch entry {
    case .missing, .blocked: self = .absent
    case .file(_, let bytes):
      do throws(ManifestError) {
        self = .read(try Manifest(parsing: bytes), bytes: bytes)
      } catch {
        self = .damaged(error)
      }
    case .oversized: self = .damaged(ManifestError(message: "is damaged: it is far too large"))
    case .symbolicLink: self = .damaged(ManifestError(message: "is a symbolic link"))
    case .folder, .special: self = .damaged(ManifestError(message: "is not a regular file"))
    }
  }

  /// The manifest, where there is one to believe.
  public var manifest: Manifest? {
    if case .read(let manifest, _) = self { manifest } else { nil }
  }
}
