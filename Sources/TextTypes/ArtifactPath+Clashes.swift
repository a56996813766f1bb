extension ArtifactPath {
  /// Why two artifacts cannot be in one folder.
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
    var first: [String: Int] = [:]
    first.reserveCapacity(paths.count)
    for (index, path) in paths.enumerated() where first[folded(path)] == nil { first[folded(path)] = index }
    return paths.enumerated().compactMap { index, path in
      clash(of: path, index, paths, first: first, own: own).map { (index, $0) }
    }
  }

  private static func clash(
    of path: String, _ index: Int, _ paths: [String], first: [String: Int], own: [String: String]
  ) -> Clash? {
    let key = folded(path)
    if let name = own[key] { return .reserved(name) }
    if let other = first[key], other != index { return paths[other] == path ? .same(other) : .differsInCase(other) }
    for folder in folders(above: key) {
      if let name = own[folder] { return .reserved(name) }
      if let other = first[folder] { return .inside(other) }
    }
    return nil
  }

  /// What of a path a disk without upper and lower case sees.
  private static func folded(_ path: String) -> String {
    var bytes = Array(path.utf8)
    var isFolded = true
    for index in bytes.indices where bytes[index] >= UInt8(ascii: "A") && bytes[index] <= UInt8(ascii: "Z") {
      bytes[index] += 32
      isFolded = false
    }
    return isFolded ? path : String(decoding: bytes, as: UTF8.self)
  }

  /// The folders on the way to a path, outermost first: `a` and `a/b` for `a/b/c`.
  public static func folders(above path: String) -> [String] {
    let bytes = Array(path.utf8)
    var folders: [String] = []
    for index in bytes.indices where bytes[index] == UInt8(ascii: "/") {
      folders.append(String(decoding: bytes[..<index], as: UTF8.self))
    }
    return folders
  }
}
