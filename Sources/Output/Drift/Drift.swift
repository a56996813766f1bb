/// How a file on the disk relates to what would be built and to what the last build wrote.
public enum DriftStatus: String, Hashable, Sendable, CaseIterable {
  /// It is what would be built.
  case current
  /// It is what the last build wrote, and a build would write something else.
  case stale
  /// git merged it from versions that builds wrote, and it is none of them.
  case merged
  /// It is neither what would be built nor what the last build wrote.
  case edited
  /// It is not there.
  case missing
  /// The last build wrote it, and a build would no longer make it.
  case orphan
  /// Something is in its place that no build wrote.
  case foreign
}

/// What was found about one path.
public struct DriftEntry: Hashable, Sendable {
  /// Why a build cannot put its file there even when told to overwrite.
  public enum Obstacle: Hashable, Sendable {
    /// A folder with something in it that is not the build's.
    case folder
    /// A device, a pipe or a socket.
    case special
    /// The path leads through something that is no folder.
    case way(through: String, isLink: Bool)
  }

  /// The path, relative to the output folder.
  public var path: String
  /// How it stands.
  public var status: DriftStatus
  /// What a build would write; nil for an orphan.
  public var built: Artifact?
  /// What is there.
  public var found: DiskEntry
  /// For an orphan: whether it was edited since it was written, so that it is kept.
  public var isEditedOrphan = false
  /// What prevents writing, if anything.
  public var obstacle: Obstacle?
}

/// The output folder compared with what would be built, path by path.
public struct Drift: Hashable, Sendable {
  /// One entry for each file that would be built, for the manifest, and for each orphan; sorted by path.
  public let entries: [DriftEntry]
  /// The manifest that was found.
  public let manifest: ManifestFound

  /// The files that no build is known to have written as they are. git may have: a side of the merge knows.
  public var unexplained: [String] {
    entries.filter { entry in
      guard case .file = entry.found else { return false }
      return entry.status == .edited || entry.status == .foreign || entry.isEditedOrphan
    }.map(\.path)
  }

  /// Whether the folder is what a build would make it.
  public var isCurrent: Bool { entries.allSatisfy { $0.status == .current } }

  /// Compares.
  ///
  /// - Parameters:
  ///   - tree: what would be built.
  ///   - manifest: the manifest in the folder.
  ///   - disk: what is at each path that the tree or the manifest names; a path that is not in it is taken for missing.
  ///   - sides: the versions that git is merging, or has merged last, with those files of theirs that may have been merged.
  public init(tree: OutputTree, manifest: ManifestFound, disk: [String: DiskEntry], sides: [MergeSide] = []) {
    self.manifest = manifest
    var comparison = DriftComparison(manifest: manifest.manifest, disk: disk, sides: sides)
    let built = Set(tree.files.map(\.path))
    let orphans = comparison.orphans(notIn: built)
    let artifacts = tree.files.map { comparison.entry(for: $0) }
    let own = DriftComparison.entry(forManifest: tree.manifestFile, found: manifest, disk: disk[Manifest.path])
    entries = (artifacts + orphans + [own]).sorted { $0.path < $1.path }
  }
}
