extension ArtifactPath {
  /// Why two artifacts cannot lie in one folder.
  public enum Clash: Hashable, Sendable {
    /// It has the path of another one, by its index.
    case same(Int)
    /// Its path differs from that of another one in upper and lower case only: a disk that does not tell them apart, and a
    /// clone of the repository onto one, could not hold both.
    case differsInCase(Int)
    /// It is in another one, which is a file.
    case inside(Int)
    /// It has the name of a file that gen makes itself, or is in it.
    case reserved(String)
  }

  /// What is wrong with each path of a folder, in their order; of two that are the same, with the later one.
  ///
  /// - Parameter reserved: the paths of the files that gen makes itself.
  public static func clashes(of paths: [String], reserved: [String]) -> [(index: Int, clash: Clash)] {
    let own = Dictionary(reserved.map { (folded($0), $0) }) { first, _ in first }
    var first: [[UInt8]: Int] = [:]
    for (index, path) in paths.enumerated() where first[folded(path)] == nil { first[folded(path)] = index }
    return paths.enumerated().compactMap { index, path in
      clash(of: path, index, paths, first: first, own: own).map { (index, $0) }
    }
  }

  private static func clash(
    of path: String, _ index: Int, _ paths: [String], first: [[UInt8]: Int], own: [[UInt8]: String]
  ) -> Clash? {
    let key = folded(path)
    if let name = own[key] { return .reserved(name) }
    if let other = first[key], other != index { return paths[other] == path ? .same(other) : .differsInCase(other) }
    for folder in folders(above: path) {
      if let name = own[folded(folder)] { return .reserved(name) }
      if let other = first[folded(folder)] { return .inside(other) }
    }
    return nil
  }

  /// What of a path a disk without upper and lower case sees.
  private static func folded(_ path: String) -> [UInt8] {
    path.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
  }

  /// The folders on the way to a path, outermost first: `a` and `a/b` for `a/b/c`.
  public static func folders(above path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
  }
}
