public import Diagnostics
import Digest
import JSON
import TextTypes

/// What a build will do to the output folder, decided before anything is touched.
///
/// The order is what makes a crash harmless. A file is known as the build's by its digest in the manifest, and no two
/// files can be replaced in one step. So first an interim manifest is put in place that accepts, for each path, both what
/// is there and what is about to be (`Manifest.pending`); then orphans go, so that a folder can take the place of a file
/// and the other way round; then the files are replaced one by one; then `SHA256SUMS`; and last the final manifest. After
/// a crash anywhere in between, the manifest on the disk explains every file, so that the next build goes on without
/// asking, whatever it has to write.
public struct ChangePlan: Hashable, Sendable {
  /// Why nothing may be done; empty when all is well.
  public let refusals: [Diagnostic]
  /// What should be known but does not stop the build: orphans that are kept.
  public let warnings: [Diagnostic]
  /// The manifest to write before all else; nil when the one that is there already explains every step.
  public let interim: Artifact?
  /// The orphans to remove, sorted by path.
  public let removals: [String]
  /// The folders to remove where they are empty, inner ones first: those that held files which are no longer made, also
  /// when a build that did not finish removed the files already.
  public let emptiedFolders: [String]
  /// The files to write, sorted by path, `SHA256SUMS` last.
  public let writes: [Artifact]
  /// The manifest to write when all is done; nil when it is there.
  public let manifest: Artifact?

  /// Whether there is nothing to do.
  public var isEmpty: Bool { interim == nil && removals.isEmpty && writes.isEmpty && manifest == nil }

  /// Decides.
  ///
  /// - Parameters:
  ///   - tree: what is built.
  ///   - drift: how the folder stands against it.
  ///   - folder: the output folder's path, for messages.
  ///   - force: whether to overwrite files that were edited or that no build wrote, and to change settings that data is
  ///     bound to. Folders, devices and links on the way
  ///     to a file stay even then, and so do edited orphans.
  public init(tree: OutputTree, drift: Drift, folder: String, force: Bool) {
    let wording = DriftWording(folder: folder)
    let bound = BoundSettings.refusals(
      folder: folder, before: drift.manifest.settings, after: tree.manifest.settings)
    let newer = force ? nil : wording.newer(drift.manifest, than: tree.manifest.generator)
    // What a newer gen wrote is not known here, and says nothing.
    let entries = newer == nil ? drift.entries : drift.entries.filter { $0.obstacle != nil }
    refusals =
      (force ? [] : [newer].compactMap(\.self) + bound)
      + Self.eachObstacleOnce(entries).compactMap {
        wording.refusal($0, manifest: drift.manifest, force: force)
      }
    warnings = drift.entries.filter(\.isEditedOrphan).map(wording.keptOrphan)
    removals = drift.entries.filter { $0.status == .orphan && !$0.isEditedOrphan }.map(\.path)
    emptiedFolders = Self.emptiedFolders(tree: tree, drift: drift)
    let changed = drift.entries.filter { $0.path != Manifest.path && Self.needsWriting($0) }.compactMap(\.built)
    writes = changed.filter { $0.path != Checksums.path } + changed.filter { $0.path == Checksums.path }
    let own = drift.entries.first { $0.path == Manifest.path }
    let interim = Self.interim(tree: tree, drift: drift, writes: writes)
    self.interim = interim
    manifest = own.map(Self.needsWriting) == false && interim == nil ? nil : tree.manifestFile
  }

  /// What blocks a whole folder is reported with the first file that goes there.
  static func eachObstacleOnce(_ entries: [DriftEntry]) -> [DriftEntry] {
    var told: Set<String> = []
    return entries.filter { entry in
      guard case .way(let name, _) = entry.obstacle else { return true }
      return told.insert(name).inserted
    }
  }

  /// A file is written when its content or any of its permission bits is not as built: a clone made under a narrow umask
  /// would keep a container from reading it.
  private static func needsWriting(_ entry: DriftEntry) -> Bool {
    guard let built = entry.built else { return false }
    guard entry.status == .current, case .file(let mode, _) = entry.found else { return true }
    return mode != built.mode
  }

  private static func emptiedFolders(tree: OutputTree, drift: Drift) -> [String] {
    guard let known = drift.manifest.manifest else { return [] }
    func folders(_ paths: some Sequence<String>) -> Set<String> { Set(paths.flatMap(ArtifactPath.folders(above:))) }
    let paths = tree.files.map(\.path)
    let gone = Set(known.records.keys).subtracting(paths)
    return gone.isEmpty ? [] : folders(gone).subtracting(folders(paths)).sorted(by: >)
  }

  private static func interim(tree: OutputTree, drift: Drift, writes: [Artifact]) -> Artifact? {
    let known = drift.manifest.manifest
    let recorded = known?.records ?? [:]
    let future = Dictionary(tree.manifest.files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let pending = writes.compactMap { future[$0.path] }
    var isExplained = known != nil && pending.allSatisfy { recorded[$0.path]?.contains($0) == true }
    // What the sides of a merge say together is in no file.
    if case .merged = drift.manifest { isExplained = false }
    if writes.isEmpty || isExplained { return nil }
    // It says about the files what a build after a crash has to know. What they were made from is added once all of them are written.
    return Manifest(
      generator: tree.manifest.generator, siteFile: tree.manifest.siteFile, settings: .null, templates: [],
      files: present(drift: drift, recorded: recorded, future: future), pending: pending
    ).artifact
  }

  /// What is there now, as far as it is a build's own. What was edited stays as it was recorded, so that it still counts
  /// as edited should the build not get that far; so does what is missing, since its folder may be left to remove.
  private static func present(
    drift: Drift, recorded: [String: [Manifest.File]], future: [String: Manifest.File]
  ) -> [Manifest.File] {
    let entries = Dictionary(drift.entries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let paths = Set(recorded.keys).union(entries.keys)
    return paths.sorted().compactMap { path in
      let entry = entries[path]
      if entry?.status == .current { return future[path] }
      guard let candidates = recorded[path] else { return nil }
      // What git merged is in no manifest yet.
      if let entry, entry.status == .merged || entry.status == .orphan && !entry.isEditedOrphan,
        case .file(let mode, let bytes) = entry.found
      {
        return Manifest.File(path: path, mode: mode & 0o100 == 0 ? 0o644 : 0o755, sha256: SHA256Digest(of: bytes))
      }
      guard candidates.count > 1, case .file(let mode, let bytes)? = entry?.found else { return candidates.first }
      let digest = SHA256Digest(of: bytes)
      return candidates.first { $0.describes(mode: mode, digest: digest) } ?? candidates.first
    }
  }
}

extension Manifest {
  /// What each path may be without having been edited: what it was, and what it was about to become.
  var records: [String: [File]] { Dictionary((files + pending).map { ($0.path, [$0]) }, uniquingKeysWith: +) }
}

extension Manifest.File {
  /// Whether a file on the disk is the one recorded.
  ///
  /// Of its permission bits only the owner's right to run it is compared, as git does: a clone has whatever other bits
  /// the umask of its maker left it, and is not edited for that.
  func describes(mode: UInt16, digest: SHA256Digest) -> Bool {
    sha256 == digest && self.mode & 0o100 == mode & 0o100
  }
}
