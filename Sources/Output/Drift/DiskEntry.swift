import JSON
import TextTypes

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
  /// One that git merged, of which each side can be read: what the sides say together, the sides, and the bytes.
  case merged(Manifest, sides: [Manifest], bytes: [UInt8])
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
        self = Self.merged(bytes) ?? .damaged(error)
      }
    case .oversized: self = .damaged(ManifestError(message: "is damaged: it is far too large"))
    case .symbolicLink: self = .damaged(ManifestError(message: "is a symbolic link"))
    case .folder, .special: self = .damaged(ManifestError(message: "is not a regular file"))
    }
  }

  /// A manifest with git's marks in it, each side of which is one.
  private static func merged(_ bytes: [UInt8]) -> ManifestFound? {
    guard let conflict = ConflictText(bytes) else { return nil }
    let sides = [conflict.ours, conflict.theirs].compactMap { try? Manifest(parsing: $0) }
    return sides.count == 2 ? merged(sides, bytes) : nil
  }

  private static func merged(_ sides: [Manifest], _ bytes: [UInt8]) -> ManifestFound? {
    Manifest(joining: sides).map { .merged($0, sides: sides, bytes: bytes) }
  }

  /// The manifest together with the versions that git is merging, or has merged last.
  ///
  /// - Parameters:
  ///   - versions: those versions.
  ///   - entry: what is at the manifest's path. What is damaged is believed only where it is a merge of them.
  public func joined(with versions: [MergeSide], at entry: DiskEntry) -> ManifestFound {
    let others = versions.map(\.manifest)
    guard others.count > 1, case .file(_, let bytes) = entry else { return self }
    switch self {
    case .absent: return self
    case .read(let manifest, _): return Self.merged([manifest] + others, bytes) ?? self
    case .merged(_, let sides, _): return Self.merged(sides + others, bytes) ?? self
    case .damaged:
      guard MergedText.isMerged(bytes, from: versions.map(\.manifestBytes)) else { return self }
      return Self.merged(others, bytes) ?? self
    }
  }

  /// The manifest, where there is one to believe.
  public var manifest: Manifest? {
    switch self {
    case .read(let manifest, _), .merged(let manifest, _, _): manifest
    case .absent, .damaged: nil
    }
  }

  /// The settings that the folder was built with, or those of each version that was merged.
  var settings: [JSONValue] {
    switch self {
    case .read(let manifest, _): [manifest.settings]
    case .merged(_, let sides, _): sides.map(\.settings)
    case .absent, .damaged: []
    }
  }
}
