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

/// Finds what is at paths of the output folder. Changes nothing.
struct DiskReader {
  /// How many names of a folder that is in the way are listed, and how deep it is looked into.
  private static let mostNames = 1_000
  private static let deepestFolder = 32

  private var trail: FolderTrail
  private let shown: (String) -> String

  /// - Parameter shown: turns a path in the folder into one for messages.
  init(root: Folder, shown: @escaping (String) -> String) {
    trail = FolderTrail(root: root)
    self.shown = shown
  }

  /// What is at a path. Paths visited in order are the fastest.
  mutating func entry(at path: String) throws(HostError) -> DiskEntry {
    do throws(Errno) {
      switch try trail.parent(of: path) {
      case .missing: return .missing
      case .blocked(let name, let isLink): return .blocked(by: name, isLink: isLink)
      case .folder(let folder): return try entry(FolderTrail.name(of: path), in: folder, path: path)
      }
    } catch {
      throw .reading(shown(path), error)
    }
  }

  private func entry(_ name: String, in folder: Folder, path: String) throws(Errno) -> DiskEntry {
    guard let status = try folder.status(of: name) else { return .missing }
    switch status.kind {
    case .symbolicLink: return .symbolicLink
    case .special: return .special
    case .folder: return .folder(contents: try contents(of: folder.folder(name), path: path, depth: 0))
    case .file:
      // O_NONBLOCK: should a pipe have taken the file's place since, opening it must not wait for a writer.
      let file = try folder.open(name, flags: O_RDONLY | O_NONBLOCK)
      defer { try? file.close() }
      guard let bytes = try Folder.bytes(of: file, size: status.size, limit: DiskEntry.largestFile) else {
        return .oversized
      }
      return .file(mode: status.mode, bytes: bytes)
    }
  }

  private func contents(of folder: Folder, path: String, depth: Int) throws(Errno) -> [String] {
    let names = try folder.names().filter { !ArtifactPath.isTemporary(name: $0) }
    guard depth < Self.deepestFolder, names.count <= Self.mostNames else { return [path + "/..."] }
    var contents: [String] = []
    for name in names {
      let inner = "\(path)/\(name)"
      if try folder.status(of: name)?.kind == .folder {
        contents += try self.contents(of: folder.folder(name), path: inner, depth: depth + 1)
      } else {
        contents.append(inner)
      }
      if contents.count > Self.mostNames { return [path + "/..."] }
    }
    return names.isEmpty && depth > 0 ? [path + "/"] : contents
  }
}
