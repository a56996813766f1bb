import Digest
import TextTypes

/// The comparison behind `Drift`.
struct DriftComparison {
  private let disk: [String: DiskEntry]
  /// Whether a believable manifest is in the folder, so that the files that follow from it are the build's too.
  private let isOwned: Bool
  private let accepted: [String: [Manifest.File]]
  private let recorded: [String]
  /// The files that a build is known to have written, rather than to have been about to write.
  private let written: Set<String>
  /// The versions that git merged.
  private let sides: [MergeSide]
  /// The orphans that will go.
  private var leaving: Set<String> = []

  init(manifest: Manifest?, disk: [String: DiskEntry], sides: [MergeSide]) {
    self.disk = disk
    self.sides = sides
    isOwned = manifest != nil
    accepted = manifest?.records ?? [:]
    recorded = accepted.keys.sorted()
    written = Set((manifest?.files ?? []).map(\.path))
  }

  /// The files that the manifest names and the build does not make, where something is there.
  mutating func orphans(notIn built: Set<String>) -> [DriftEntry] {
    var entries: [DriftEntry] = []
    for path in recorded where !built.contains(path) {
      let found = disk[path] ?? .missing
      switch found {
      case .missing, .blocked, .folder: continue
      case .file, .oversized, .symbolicLink, .special: break
      }
      let isKept = !isAccepted(found, at: path) && !isMerged(found, at: path)
      if !isKept { leaving.insert(path) }
      entries.append(
        DriftEntry(path: path, status: .orphan, built: nil, found: found, isEditedOrphan: isKept))
    }
    return entries
  }

  /// How a file that would be built stands. The orphans must be known before.
  func entry(for artifact: Artifact) -> DriftEntry {
    let path = artifact.path
    let found = disk[path] ?? .missing
    let obstacle = obstacle(found)
    return DriftEntry(
      path: path, status: status(artifact, found, isBlocked: obstacle != nil), built: artifact, found: found,
      obstacle: obstacle)
  }

  /// How the manifest itself stands.
  static func entry(forManifest artifact: Artifact, found: ManifestFound, disk: DiskEntry?) -> DriftEntry {
    let status: DriftStatus =
      switch found {
      case .absent: .missing
      case .read(_, let bytes): artifact.consists(of: bytes) ? .current : .stale
      case .merged(_, _, let bytes): artifact.consists(of: bytes) ? .current : .merged
      case .damaged: .edited
      }
    var entry = DriftEntry(path: artifact.path, status: status, built: artifact, found: disk ?? .missing)
    switch entry.found {
    case .folder: entry.obstacle = .folder
    case .special: entry.obstacle = .special
    default: break
    }
    return entry
  }

  private func status(_ artifact: Artifact, _ found: DiskEntry, isBlocked: Bool) -> DriftStatus {
    let unexpected: DriftStatus = written.contains(artifact.path) ? .edited : .foreign
    if isBlocked { return unexpected }
    switch found {
    case .missing, .blocked, .folder: return .missing
    case .file(let mode, let bytes):
      if artifact.consists(of: bytes) && mode & 0o100 == artifact.mode & 0o100 { return .current }
      // The list of digests follows from the manifest, and belongs to the same owner.
      if artifact.path == Checksums.path && isOwned { return .stale }
      if isAccepted(found, at: artifact.path) { return .stale }
      return isMerged(found, at: artifact.path) ? .merged : unexpected
    case .oversized, .symbolicLink, .special: return unexpected
    }
  }

  private func isAccepted(_ found: DiskEntry, at path: String) -> Bool {
    guard case .file(let mode, let bytes) = found, let candidates = accepted[path] else { return false }
    let digest = SHA256Digest(of: bytes)
    return candidates.contains { $0.describes(mode: mode, digest: digest) }
  }

  /// Whether git made the file out of versions that builds wrote.
  private func isMerged(_ found: DiskEntry, at path: String) -> Bool {
    guard case .file(let mode, let bytes) = found, let candidates = accepted[path],
      candidates.contains(where: { $0.mode & 0o100 == mode & 0o100 })
    else { return false }
    if let conflict = ConflictText(bytes) {
      let versions = [conflict.ours, conflict.theirs].map { DiskEntry.file(mode: mode, bytes: $0) }
      if versions.allSatisfy({ isAccepted($0, at: path) }) { return true }
    }
    return MergedText.isMerged(bytes, from: sides.compactMap { $0.file(path) })
  }

  /// What would still be in the way when the orphans have gone.
  private func obstacle(_ found: DiskEntry) -> DriftEntry.Obstacle? {
    switch found {
    case .missing, .file, .oversized, .symbolicLink: nil
    case .special: .special
    case .folder(let contents): contents.allSatisfy { $0.hasSuffix("/") || leaving.contains($0) } ? nil : .folder
    case .blocked(let name, let isLink): leaving.contains(name) ? nil : .way(through: name, isLink: isLink)
    }
  }
}
