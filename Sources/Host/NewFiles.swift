import Diagnostics
public import Output
import SystemPackage
import TextTypes

/// Makes files that must not be there yet, for commands that give the user something to start from.
public enum NewFiles {
  /// Makes all of the files, or none when one of them is there already.
  ///
  /// - Parameters:
  ///   - files: the files, with paths relative to the folder; folders on the way are made.
  ///   - folder: the folder; it is made when it is not there. A symbolic link to a folder is followed, since it is the
  ///     user's own choice of where to work.
  ///   - remedy: what to do about a file that is there.
  /// - Throws: all the files that are there, or what went wrong with one.
  public static func create(
    _ files: [Artifact], in folder: String, remedy: String = "move it away, or choose another place"
  ) throws(HostError) {
    let root = try open(folder)
    let shown = { (path: String) in folder == "." ? path : "\(folder)/\(path)" }
    var reader = DiskReader(root: root, shown: shown)
    let sorted = files.sorted { $0.path < $1.path }
    var refusal = HostError(.cannotCreate, [])
    for file in sorted {
      if let fault = ArtifactPath.fault(in: file.path) {
        throw HostError(.cannotCreate, id: .cannotCreate, "the path \"\(file.path)\" \(fault)", help: nil)
      }
      let found = try reader.entry(at: file.path)
      if found != .missing { refusal.findings += occupied(shown(file.path), remedy).findings }
    }
    guard refusal.findings.isEmpty else { throw refusal }
    var writer = DiskWriter(root: root, shown: shown, isSynced: false) { (_, _) throws(HostError) in }
    for file in sorted { try writer.create(file) }
  }

  /// Writes files, over what is there.
  public static func replace(_ files: [Artifact], in folder: String) throws(HostError) {
    let shown = { (path: String) in folder == "." ? path : "\(folder)/\(path)" }
    var writer = DiskWriter(root: try open(folder), shown: shown, isSynced: false) { (_, _) throws(HostError) in }
    for file in files.sorted(by: { $0.path < $1.path }) { try writer.write(file) }
  }

  /// Which of some paths are there already.
  ///
  /// - Throws: why the folder cannot be looked at; a folder that is not there has none of them.
  public static func present(_ paths: [String], in folder: String) throws(HostError) -> Set<String> {
    let root: Folder
    do throws(Errno) {
      root = try Folder(path: folder, followsLink: true)
    } catch {
      guard error == .noSuchFileOrDirectory else { throw .changing("open", folder, error) }
      return []
    }
    var reader = DiskReader(root: root, shown: { folder == "." ? $0 : "\(folder)/\($0)" })
    var found: Set<String> = []
    for path in paths where try reader.entry(at: path) != .missing { found.insert(path) }
    return found
  }

  /// That a file is there already.
  public static func occupied(_ path: String, _ remedy: String) -> HostError {
    HostError(.cannotCreate, id: .fileExists, "\(path) already exists", help: remedy)
  }

  private static func open(_ path: String) throws(HostError) -> Folder {
    do throws(Errno) {
      return try Folder(path: path, followsLink: true)
    } catch {
      guard error == .noSuchFileOrDirectory else { throw .changing("open", path, error) }
    }
    do throws(Errno) {
      return try Folder(making: path)
    } catch {
      throw .changing("make", path, error)
    }
  }
}
