import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Goes from folder to folder below a root, and keeps the folders on the way open, so that paths visited in order cost
/// one `openat` a folder. Never more folders are open than a path has names. No symbolic link is followed.
struct FolderTrail {
  /// Where a path leads.
  enum Destination {
    case folder(Folder)
    case missing
    /// Something on the way is no folder; its path.
    case blocked(by: String, isLink: Bool)
  }

  let root: Folder
  private var open: [(name: Substring, folder: Folder)] = []
  /// The path of the innermost of these, with a slash at its end, where the last path led there.
  private var last: Substring?

  init(root: Folder) { self.root = root }

  /// Opens the folder that a path's last name is in.
  mutating func parent(of path: String) throws(Errno) -> Destination {
    let parent = path[..<Self.start(ofNameIn: path)]
    if let last, last == parent { return .folder(open.last?.folder ?? root) }
    last = nil
    let names = path.split(separator: "/").dropLast()
    var common = 0
    while common < open.count, common < names.count, open[common].name == names[common] { common += 1 }
    open.removeSubrange(common...)
    for name in names.dropFirst(common) {
      let folder = open.last?.folder ?? root
      do throws(Errno) {
        open.append((name, try folder.folder(String(name))))
      } catch {
        switch error {
        case .noSuchFileOrDirectory: return .missing
        case .notDirectory, .tooManySymbolicLinkLevels:
          let isLink = try folder.status(of: String(name))?.kind == .symbolicLink
          return .blocked(by: names.prefix(open.count + 1).joined(separator: "/"), isLink: isLink)
        default: throw error
        }
      }
    }
    last = parent
    return .folder(open.last?.folder ?? root)
  }

  /// Forgets what is open: a folder may have been removed or made.
  mutating func reset() {
    open.removeAll()
    last = nil
  }

  /// The last name of a path.
  static func name(of path: String) -> String { String(path[start(ofNameIn: path)...]) }

  /// Where the last name of a path begins: after its last slash.
  private static func start(ofNameIn path: String) -> String.Index {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex
  }
}
