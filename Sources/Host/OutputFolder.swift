import Diagnostics
public import Output
import SystemPackage
import TextTypes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder that artifacts go to.
///
/// Nothing outside it is ever touched: every name below it is opened on its own, and a symbolic link is never followed.
/// Nothing in it is looked at but what a build makes and what the manifest there names.
public struct OutputFolder {
  /// The folder's path, as the user wrote it but without slashes at its end.
  public let path: String
  /// The folder that the site is in: a folder built from another file there, which is still there, is that site's. Nil where the site
  /// comes from standard input.
  public var siteFolder: String?
  private let observer: DiskObserver
  /// How long to wait for another build in the same folder, in milliseconds.
  private let patience: Int
  /// Looks up a variable of the environment, for git.
  private let environment: @Sendable (String) -> String?

  /// Names an output folder. It need not be there: a build makes it.
  public init(path: String) {
    self.init(path: path, patience: 10_000) { (_, _) throws(HostError) in }
  }

  init(
    path: String, patience: Int = 10_000,
    environment: @escaping @Sendable (String) -> String? = { ProcessState.environment($0) },
    observer: @escaping DiskObserver
  ) {
    var path = path[...]
    // With a slash or a `.` behind it, a symbolic link would be followed after all.
    while path.utf8.count > 1, path.hasSuffix("/") || path.hasSuffix("/.") { path = path.dropLast() }
    self.path = path.isEmpty ? "." : String(path)
    self.observer = observer
    self.patience = patience
    self.environment = environment
  }

  /// Compares the folder with what would be built, and decides as a build would. Changes nothing.
  ///
  /// - Throws: that the folder cannot be read, or is not one that a build would touch.
  public func compare(with tree: OutputTree) throws(HostError) -> FolderComparison {
    guard let root = try open() else {
      return FolderComparison(tree: tree, drift: Drift(tree: tree, manifest: .absent, disk: [:]), folder: path)
    }
    defer { withExtendedLifetime(root) {} }
    try lock(root, isShared: true)
    return FolderComparison(tree: tree, drift: try ownDrift(from: tree, in: root), folder: path)
  }

  /// How the folder stands, where it is one that a build may touch.
  private func ownDrift(from tree: OutputTree, in root: Folder) throws(HostError) -> Drift {
    let drift = try drift(from: tree, in: root)
    if !isOurs(drift) { try refuseWhatIsNotOurs(root, tree) }
    try refuseOtherSite(drift, tree)
    return drift
  }

  /// Brings the folder to what was built.
  ///
  /// Writes nothing at all unless everything may be written; touches only files that are not as built. See `ChangePlan`
  /// for the order, and for what happens after a crash. A folder in which there is anything else, and no manifest, is not
  /// the build's, whatever `force` says.
  ///
  /// - Parameters:
  ///   - tree: what was built.
  ///   - force: whether to overwrite what was edited or is not the build's.
  ///   - sync: whether to wait until the disk holds each file for good.
  ///   - strict: whether what would be a warning is an error.
  ///   - progress: called before each step that can take long.
  public func build(
    _ tree: OutputTree, force: Bool = false, sync: Bool = false, strict: Bool = false,
    progress: (BuildStep) -> Void = { _ in }
  ) throws(HostError) -> BuildReport {
    let root = try openOrMake()
    defer { withExtendedLifetime(root) {} }
    try lock(root, isShared: false) { progress(.waiting) }
    let drift = try ownDrift(from: tree, in: root)
    let plan = ChangePlan(tree: tree, drift: drift, folder: path, force: force)
    guard plan.refusals.isEmpty else { throw HostError(.cannotCreate, plan.refusals) }
    guard !strict || plan.warnings.isEmpty else { throw HostError(.badInput, plan.warnings.map(\.asError)) }
    var writer = DiskWriter(root: root, shown: shown, isSynced: sync, observer: observer)
    try writer.removeLeftovers(in: "")
    if !plan.isEmpty {
      for folder in Self.folders(tree: tree, drift: drift) { try writer.removeLeftovers(in: folder) }
    }
    try apply(plan, over: drift, with: &writer, progress)
    return BuildReport(plan, of: tree)
  }

  private func apply(
    _ plan: ChangePlan, over drift: Drift, with writer: inout DiskWriter, _ progress: (BuildStep) -> Void
  ) throws(HostError) {
    if let interim = plan.interim { try writer.write(interim) }
    for orphan in plan.removals { try writer.remove(orphan) }
    for folder in plan.emptiedFolders { try writer.removeIfEmpty(folder) }
    for entry in drift.entries where entry.obstacle == nil {
      if case .folder = entry.found { try writer.removeEmptyFolders(at: entry.path) }
    }
    for (done, artifact) in plan.writes.enumerated() {
      progress(.writing(done: done, of: plan.writes.count))
      try writer.write(artifact)
    }
    if let manifest = plan.manifest { try writer.write(manifest) }
  }

  /// All folders below the root that a build may have left something unfinished in.
  private static func folders(tree: OutputTree, drift: Drift) -> [String] {
    let recorded = (drift.manifest.manifest.map { $0.files + $0.pending } ?? []).map(\.path)
    return Set((tree.files.map(\.path) + recorded).flatMap(ArtifactPath.folders(above:))).sorted()
  }
}

extension OutputFolder {
  /// Names that people put into an empty folder so that git keeps it, or for their editors.
  private static let harmless: Set<String> = [".gitignore", ".gitkeep", ".gitattributes", ".keep"]

  /// Whether there is a manifest in the folder that a build wrote, though it may be damaged.
  private func isOurs(_ drift: Drift) -> Bool {
    if drift.manifest.manifest != nil { return true }
    guard case .file(_, let bytes)? = drift.entries.first(where: { $0.path == Manifest.path })?.found else {
      return false
    }
    return Manifest.isClaimed(in: bytes)
  }

  /// Refuses a folder that holds something which no build would put there: the home of somebody, `/etc`, the wrong project.
  private func refuseWhatIsNotOurs(_ root: Folder, _ tree: OutputTree) throws(HostError) {
    let names: [String]
    do throws(Errno) {
      names = try root.names()
    } catch {
      throw .reading(path, error)
    }
    let ours = Set((tree.files.map(\.path) + [Manifest.path]).map { String($0.prefix { $0 != "/" }) })
    let others = names.filter {
      !ours.contains($0) && !Self.harmless.contains($0) && !ArtifactPath.isTemporary(name: $0)
    }
    guard !others.isEmpty else { return }
    let list = others.prefix(3).joined(separator: ", ") + (others.count > 3 ? " and \(others.count - 3) more" : "")
    throw HostError(
      .cannotCreate, id: .foreignFolder,
      "\(path) is not an output folder: it has no manifest, and contains files that no build makes: \(list)",
      help: "name an empty folder with --output; if a build made this one, restore its \(Manifest.path)")
  }

  /// Refuses a folder that was built from another file beside the site.
  private func refuseOtherSite(_ drift: Drift, _ tree: OutputTree) throws(HostError) {
    guard let siteFolder, let found = drift.manifest.manifest else { return }
    let (other, own) = (found.siteFile ?? Manifest.usualSiteFile, tree.manifest.siteFile ?? Manifest.usualSiteFile)
    let file = siteFolder == "." ? other : "\(siteFolder)/\(other)"
    guard other != own, (try? FileStatus(at: file)) != nil else { return }
    let example = own == Manifest.usualSiteFile ? "" : ", such as --output \(path)-\(own.prefix { $0 != "." })"
    throw HostError(
      .cannotCreate, id: .otherSite, "\(path) was built from \(file), and would become the output of \(own)",
      help: "name a folder of its own\(example); or remove \(file), if \(own) takes its place")
  }

  func shown(_ inner: String) -> String { path == "." ? inner : "\(path)/\(inner)" }

  private func drift(from tree: OutputTree, in root: Folder) throws(HostError) -> Drift {
    var reader = DiskReader(root: root, shown: shown)
    let own = try reader.entry(at: Manifest.path)
    var disk: [String: DiskEntry] = [Manifest.path: own]
    let found = ManifestFound(own, expected: tree)
    try read(tree, found, with: &reader, into: &disk)
    let drift = Drift(tree: tree, manifest: found, disk: disk)
    // Nothing more is asked where each file is what some build made it.
    guard !drift.unexplained.isEmpty, let merge = MergeSides(of: path, environment: environment),
      var sides = merge.sides
    else { return drift }
    let joined = found.joined(with: sides, at: own)
    try read(tree, joined, with: &reader, into: &disk)
    merge.add(Drift(tree: tree, manifest: joined, disk: disk).unexplained, to: &sides)
    return Drift(tree: tree, manifest: joined, disk: disk, sides: sides)
  }

  /// Reads what is at the paths that the tree or the manifest names.
  private func read(
    _ tree: OutputTree, _ found: ManifestFound, with reader: inout DiskReader, into disk: inout [String: DiskEntry]
  ) throws(HostError) {
    var paths = Set(tree.files.map(\.path))
    if let manifest = found.manifest { paths.formUnion((manifest.files + manifest.pending).map(\.path)) }
    for path in paths.sorted() where disk[path] == nil { disk[path] = try reader.entry(at: path) }
  }

  /// Opens the folder; nil when it is not there.
  private func open() throws(HostError) -> Folder? {
    do throws(Errno) {
      return try Folder(path: path, followsLink: false)
    } catch {
      if error == .noSuchFileOrDirectory { return nil }
      throw refusal(error)
    }
  }

  private func openOrMake() throws(HostError) -> Folder {
    if let folder = try open() { return folder }
    try observer(.makeFolder, "")
    do throws(Errno) {
      return try Folder(making: path)
    } catch {
      throw .changing("make", path, error)
    }
  }

  private func refusal(_ error: Errno) -> HostError {
    guard error == .notDirectory || error == .tooManySymbolicLinkLevels else { return .changing("open", path, error) }
    if error == .tooManySymbolicLinkLevels || (try? FileStatus(at: path))?.kind == .symbolicLink {
      return HostError(
        .cannotCreate, id: .linkAsOutput, "\(path) is a symbolic link, which gen does not follow",
        help: "name the folder that the link leads to, or remove the link")
    }
    return HostError(
      .cannotCreate, id: .notAFolder, "\(path) is not a folder",
      help: "move it away, or name another folder with --output")
  }

  /// Keeps two builds in one folder from running at once. The lock is on the folder itself, so that no lock file stands
  /// among the artifacts. Where the disk knows no such locks, as some network disks do not, the build goes on without:
  /// each file is whole even then, since each build writes under names of its own.
  private func lock(_ root: Folder, isShared: Bool, whileWaiting: () -> Void = {}) throws(HostError) {
    var waited = 0
    while true {
      do throws(Errno) {
        return try root.lock(isShared: isShared)
      } catch {
        guard error == .wouldBlock || error == .resourceTemporarilyUnavailable else { return }
      }
      guard waited < patience else {
        throw HostError(
          .cannotCreate, id: .folderInUse, "\(path) is in use by another build",
          help: "wait until it has ended, then run the command again")
      }
      whileWaiting()
      usleep(20_000)
      waited += 20
    }
  }
}
