import Host

/// Paths as a shell completes them: to the next separator, and then further.
enum PathLevel {
  /// The candidates that begin with what is written, each once and no longer than to its next separator.
  static func next(_ paths: [String], after prefix: String, separator: Character) -> [String] {
    var seen: Set<Substring> = []
    return paths.compactMap { path in
      guard path.hasPrefix(prefix) else { return nil }
      let rest = path.dropFirst(prefix.count)
      let level = rest.firstIndex(of: separator).map { path[...$0] } ?? path[...]
      return seen.insert(level).inserted ? String(level) : nil
    }
  }

  /// The sites that begin with what is written, and the folders that they may be in.
  static func sites(after prefix: String) -> [String] {
    FolderListing.paths(after: prefix).filter { $0.hasSuffix("/") || $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
  }
}
