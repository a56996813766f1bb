import Output
import SystemPackage
import TextTypes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One change of the disk: a system call after which the disk is another.
enum DiskStep: Hashable, Sendable {
  case makeFolder, setFolderMode, createFile, writeFile, setFileMode, replaceFile, removeFile, removeFolder, linkFile
}

/// Called before each change of the disk, with the path in the folder; what it throws keeps the change, and all that
/// would follow, from happening. Tests stop a build at each step with it.
typealias DiskObserver = (DiskStep, String) throws(HostError) -> Void

/// Makes the changes of a build, each so that it has happened wholly or not at all.
struct DiskWriter {
  let root: Folder
  let shown: (String) -> String
  let observer: DiskObserver
  let isSynced: Bool
  private var trail: FolderTrail

  init(root: Folder, shown: @escaping (String) -> String, isSynced: Bool, observer: @escaping DiskObserver) {
    self.root = root
    self.shown = shown
    self.isSynced = isSynced
    self.observer = observer
    trail = FolderTrail(root: root)
  }

  /// Puts a file in its place: written under another name in the same folder, then renamed over what is there.
  mutating func write(_ artifact: Artifact) throws(HostError) {
    let folder = try makeParent(of: artifact.path)
    let name = FolderTrail.name(of: artifact.path)
    let temporary = try writeTemporary(artifact, in: folder)
    do throws(HostError) {
      try step(.replaceFile, artifact.path, "replace") { () throws(Errno) in
        try folder.rename(temporary, to: name)
      }
    } catch {
      removeQuietly(temporary, in: folder, path: artifact.path)
      throw error
    }
    try sync(artifact.path, folder.sync)
  }

  /// Puts a file where nothing is: written under another name in the same folder, then given its own name as well, which
  /// fails when that is taken.
  mutating func create(_ artifact: Artifact) throws(HostError) {
    let folder = try makeParent(of: artifact.path)
    let name = FolderTrail.name(of: artifact.path)
    let temporary = try writeTemporary(artifact, in: folder)
    defer { removeQuietly(temporary, in: folder, path: artifact.path) }
    try step(.linkFile, artifact.path, "make") { () throws(Errno) in
      do throws(Errno) {
        try folder.link(temporary, to: name)
      } catch {
        // Some disks have no second names. What is left then is to look first.
        guard error != .fileExists, try folder.status(of: name) == nil else { throw .fileExists }
        try folder.rename(temporary, to: name)
      }
    }
    try sync(artifact.path, folder.sync)
  }

  /// Removes a file.
  mutating func remove(_ path: String) throws(HostError) {
    guard let folder = try existingParent(of: path) else { return }
    try step(.removeFile, path, "remove") { () throws(Errno) in
      try folder.removeFile(FolderTrail.name(of: path))
    }
    try sync(path, folder.sync)
  }

  /// Removes a folder where it is empty; leaves it where it is not, or is not there.
  mutating func removeIfEmpty(_ path: String) throws(HostError) {
    guard let folder = try existingParent(of: path) else { return }
    trail.reset()
    let name = FolderTrail.name(of: path)
    do throws(Errno) {
      guard try folder.folder(name).names().isEmpty else { return }
    } catch {
      let isNoFolder: Set<Errno> = [.noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels]
      guard !isNoFolder.contains(error) else { return }
      throw .reading(shown(path), error)
    }
    try step(.removeFolder, path, "remove") { () throws(Errno) in
      try folder.removeFolder(name)
    }
    try sync(path, folder.sync)
  }

  /// Removes the empty folders in a folder, and then the folder itself if it is empty.
  mutating func removeEmptyFolders(at path: String, depth: Int = 0) throws(HostError) {
    guard depth <= 32, let parent = try existingParent(of: path + "/x") else { return }
    let names: [String]
    do throws(Errno) {
      names = try parent.names()
    } catch {
      throw .reading(shown(path), error)
    }
    for name in names { try removeEmptyFolders(at: "\(path)/\(name)", depth: depth + 1) }
    try removeIfEmpty(path)
  }

  /// Removes what a build that was stopped left unfinished in a folder.
  mutating func removeLeftovers(in path: String) throws(HostError) {
    guard let folder = path.isEmpty ? root : try existingParent(of: path + "/x") else { return }
    do throws(Errno) {
      for name in try folder.names() where ArtifactPath.isTemporary(name: name) {
        guard try folder.status(of: name)?.kind == .file else { continue }
        removeQuietly(name, in: folder, path: path.isEmpty ? name : "\(path)/\(name)")
      }
    } catch {
      throw .reading(shown(path), error)
    }
  }
}

extension DiskWriter {
  private func step(_ step: DiskStep, _ path: String, _ verb: String, _ call: () throws(Errno) -> Void)
    throws(HostError)
  {
    try observer(step, path)
    do throws(Errno) {
      try call()
    } catch {
      throw .changing(verb, shown(path), error)
    }
  }

  /// Removes a temporary file; that it stays behind does no harm, the next build removes it.
  private func removeQuietly(_ name: String, in folder: Folder, path: String) {
    try? step(.removeFile, path, "remove") { () throws(Errno) in
      try folder.removeFile(name)
    }
  }

  private func sync(_ path: String, _ call: () throws(Errno) -> Void) throws(HostError) {
    guard isSynced else { return }
    do throws(Errno) {
      try call()
    } catch {
      throw .changing("sync", shown(path), error)
    }
  }

  private mutating func existingParent(of path: String) throws(HostError) -> Folder? {
    do throws(Errno) {
      guard case .folder(let folder) = try trail.parent(of: path) else { return nil }
      return folder
    } catch {
      throw .reading(shown(path), error)
    }
  }

  private mutating func makeParent(of path: String) throws(HostError) -> Folder {
    if let folder = try existingParent(of: path) { return folder }
    for inner in ArtifactPath.folders(above: path) where try existingParent(of: inner + "/x") == nil {
      try makeFolder(inner)
    }
    guard let folder = try existingParent(of: path) else { throw .changing("write", shown(path), .notDirectory) }
    return folder
  }

  private mutating func makeFolder(_ path: String) throws(HostError) {
    guard let parent = try existingParent(of: path) else { throw .changing("make", shown(path), .notDirectory) }
    let name = FolderTrail.name(of: path)
    try step(.makeFolder, path, "make") { () throws(Errno) in
      try parent.makeFolder(name)
    }
    try sync(path, parent.sync)
    // The umask may have taken bits away from the mode.
    try step(.setFolderMode, path, "set the mode of") { () throws(Errno) in
      try parent.folder(name).setMode(0o755)
    }
  }

  /// Writes a file under a name of its own, ready to be renamed.
  private func writeTemporary(_ artifact: Artifact, in folder: Folder) throws(HostError) -> String {
    let name = Self.temporaryName()
    let path = artifact.path
    var opened: FileDescriptor?
    try step(.createFile, path, "write") { () throws(Errno) in
      opened = try folder.open(name, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    }
    guard let file = opened else { throw .changing("write", shown(path), .ioError) }
    do throws(HostError) {
      defer { try? file.close() }
      try step(.writeFile, path, "write") { () throws(Errno) in try file.writeWhole(artifact.bytes) }
      try step(.setFileMode, path, "set the mode of") { () throws(Errno) in
        try file.setMode(artifact.mode)
      }
      try sync(path, file.sync)
    } catch {
      removeQuietly(name, in: folder, path: path)
      throw error
    }
    return name
  }

  private static func temporaryName() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return ArtifactPath.temporaryPrefix + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
