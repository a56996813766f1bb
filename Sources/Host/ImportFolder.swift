import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads the folder of an old deployment, whatever else lies in it: nothing there stops an import, and what is not read is told of.
///
/// No symbolic link is followed, and nothing is opened that is not a regular file. A folder with a `__manifest__.py` is a module of Odoo, and is
/// not looked into.
public struct ImportFolder {
  /// A file as it was read.
  public struct File: Hashable, Sendable {
    /// The path, relative to the folder, with `/` between names.
    public var path: String
    /// The content.
    public var bytes: [UInt8]
  }

  /// Which files and folders are wanted, by their paths, and how large a file may be, in bytes.
  public struct Wanted {
    var file: (String) -> Bool
    var folder: (String) -> Bool
    var largest: Int

    /// Says what is wanted.
    public init(file: @escaping (String) -> Bool, folder: @escaping (String) -> Bool, largest: Int) {
      self.file = file
      self.folder = folder
      self.largest = largest
    }
  }

  /// The files that were read.
  public private(set) var files: [File] = []
  /// What was wanted and could not be read, and why, to be read after its path.
  public private(set) var unread: [(path: String, reason: String)] = []

  private let wanted: Wanted
  private var names = 0
  private var size = 0

  private static let mostNames = 20_000
  private static let mostFiles = 500
  private static let mostBytes = 16 << 20
  private static let deepest = 8

  /// Reads a folder.
  ///
  /// - Throws: 66 when the folder is not there or cannot be opened.
  public init(_ path: String, _ wanted: Wanted) throws(HostError) {
    self.wanted = wanted
    let root: Folder
    do throws(Errno) {
      root = try Folder(path: path, followsLink: true)
    } catch {
      throw HostError(
        .missingInput, id: .missingInput, "cannot read the folder \(path): \(error)",
        help: "name the folder of the old docker-compose.yml")
    }
    visit(root, inside: "", depth: 0)
  }

  private mutating func visit(_ folder: Folder, inside prefix: String, depth: Int) {
    do throws(Errno) {
      let found = try folder.names()
      if found.contains("__manifest__.py") || found.contains("__openerp__.py") { return }
      for name in found {
        names += 1
        guard names <= Self.mostNames else {
          if names == Self.mostNames + 1 {
            unread.append((prefix + name, "there are too many files: nothing from here on was looked at"))
          }
          return
        }
        try take(name, in: folder, prefix, depth)
      }
    } catch {
      unread.append((prefix.isEmpty ? "." : prefix, "\(error)"))
    }
  }

  private mutating func take(_ name: String, in folder: Folder, _ prefix: String, _ depth: Int) throws(Errno) {
    let path = prefix + name
    guard let kind = try folder.status(of: name)?.kind else { return }
    switch kind {
    case .folder:
      if wanted.file(name) { unread.append((path, "it is a folder")) }
      guard wanted.folder(path) else { return }
      if depth >= Self.deepest { return unread.append((path, "it is too deep in the folder")) }
      do throws(Errno) {
        visit(try folder.folder(name), inside: path + "/", depth: depth + 1)
      } catch {
        unread.append((path, "\(error)"))
      }
    case .file: if wanted.file(path) { read(name, in: folder, path) }
    case .symbolicLink: if wanted.file(path) { unread.append((path, "it is a symbolic link, and none is followed")) }
    case .special: if wanted.file(path) { unread.append((path, "it is not a regular file")) }
    }
  }

  private mutating func read(_ name: String, in folder: Folder, _ path: String) {
    guard files.count < Self.mostFiles, size < Self.mostBytes else {
      return unread.append((path, "there are too many files before it"))
    }
    do throws(Errno) {
      // O_NONBLOCK: should a pipe have taken the file's place since, opening it must not wait for a writer.
      let file = try folder.open(name, flags: O_RDONLY | O_NONBLOCK | O_NOCTTY)
      defer { try? file.close() }
      let status = try FileStatus(of: file)
      guard status.kind == .file else { return unread.append((path, "it is not a regular file")) }
      guard let bytes = try Folder.bytes(of: file, size: status.size, limit: wanted.largest) else {
        return unread.append((path, "it is larger than \(wanted.largest) bytes"))
      }
      size += bytes.count
      files.append(File(path: path, bytes: bytes))
    } catch {
      unread.append((path, "\(error)"))
    }
  }
}
