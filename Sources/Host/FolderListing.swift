import SystemPackage

/// What is in folders, for a shell that completes a path.
public enum FolderListing {
  /// The paths that begin with what is written; a folder's ends in `/`. Hidden ones only where the dot is written. Empty where the
  /// folder cannot be read.
  public static func paths(after prefix: String) -> [String] {
    let slash = prefix.lastIndex(of: "/")
    let parent = slash.map { String(prefix[...$0]) } ?? ""
    let begun = slash.map { prefix[prefix.index(after: $0)...] } ?? prefix[...]
    guard let folder = try? Folder(path: parent.isEmpty ? "." : parent, followsLink: true),
      let names = try? folder.names()
    else { return [] }
    return names.filter { $0.hasPrefix(begun) && (!$0.hasPrefix(".") || begun.hasPrefix(".")) }.map { name in
      let path = parent + name
      let isFolder = (try? FileStatus(at: path))?.kind == .folder
      return isFolder ? path + "/" : path
    }
  }
}
