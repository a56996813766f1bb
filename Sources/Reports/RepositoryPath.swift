/// Turns a path as the user wrote it into one relative to the repository, which is how a forge names files.
public struct RepositoryPath: Hashable, Sendable {
  private let root: [Substring]
  private let current: [Substring]

  /// Names the folders.
  ///
  /// - Parameters:
  ///   - root: the absolute path of the repository.
  ///   - current: the absolute path of the folder that relative paths start from.
  public init(root: String, current: String) {
    self.root = Self.names(in: root)
    self.current = Self.names(in: current)
  }

  /// Where there is no repository, paths stay relative to the current folder.
  public init() { self.init(root: "/", current: "/") }

  /// A file's path relative to the repository; for one outside of it, the path as it was written.
  public func path(of file: String) -> String {
    let names = Self.names(in: file, from: file.utf8.first == UInt8(ascii: "/") ? [] : current)
    guard names.count > root.count, names.starts(with: root) else { return file }
    return names.dropFirst(root.count).joined(separator: "/")
  }

  /// The names on the way, without those that lead nowhere. Symbolic links are taken for folders.
  private static func names(in path: String, from start: [Substring] = []) -> [Substring] {
    var names = start
    for name in path.split(separator: "/") where name != "." {
      if name == ".." { names = names.dropLast() } else { names.append(name) }
    }
    return names
  }
}
