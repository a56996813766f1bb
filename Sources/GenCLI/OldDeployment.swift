import Host
import Importing

/// The deployment that `gen init --from` imports.
enum OldDeployment {
  /// Reads it.
  ///
  /// - Parameters:
  ///   - folder: its folder.
  ///   - settings: `key=value`, one for each setting that the command line gives.
  /// - Throws: 66 where there is no such folder, or nothing in it that could be imported.
  static func read(_ folder: String, _ settings: [String]) throws -> Import {
    let wanted = ImportFolder.Wanted(
      file: { OldFile.isWanted($0) }, folder: { OldFile.isWanted(folder: $0) }, largest: OldFile.largest)
    let content = try ImportFolder(folder, wanted)
    let given = settings.compactMap { setting in
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return parts.count == 2 ? (key: parts[0], value: parts[1]) : nil
    }
    let name = folder.split(separator: "/").last { $0 != "." && $0 != ".." }.map(String.init) ?? "the old deployment"
    let imported = Import(
      content.files.map { OldFile(path: $0.path, bytes: $0.bytes) },
      unread: content.unread.map { UnreadFile(path: $0.path, reason: $0.reason) }, folder: name, settings: given)
    guard !imported.isEmpty else { throw HostError.nothingToImport(folder) }
    return imported
  }
}
