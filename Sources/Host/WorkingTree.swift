import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The working tree of a repository that a folder is in.
public struct WorkingTree: Hashable, Sendable {
  /// The absolute path of its topmost folder.
  public let root: String
  /// The absolute path of the folder that was asked about.
  public let current: String

  /// Looks for something called `.git` in a folder and in those above; nil where there is none.
  public init?(above folder: String = ".") {
    guard let real = unsafe realpath(folder, nil) else { return nil }
    defer { unsafe free(real) }
    self.init(current: unsafe String(cString: real))
  }

  /// The same for another folder, whose absolute path is given.
  init?(current: String) {
    self.current = current
    var names = current.split(separator: "/")
    while true {
      let folder = "/" + names.joined(separator: "/")
      if (try? FileStatus(at: folder + (names.isEmpty ? ".git" : "/.git"))) != nil {
        root = folder
        return
      }
      guard names.popLast() != nil else { return nil }
    }
  }
}
