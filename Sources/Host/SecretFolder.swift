public import Compiler
public import Diagnostics
import SystemPackage

/// The folder that the containers' secrets are read from: 0700, with files of 0444, which is how users of containers that are
/// none of this machine can read what the machine's other users cannot.
public struct SecretFolder: SecretStore {
  /// The folder's path.
  private let path: String

  /// Names a folder; it need not be there.
  public init(path: String) { self.path = path }

  /// The path of a secret's file.
  public func shown(_ entry: SecretCatalogue.Entry) -> String { shown(entry.name) }

  private func shown(_ name: String) -> String { "\(path)/\(name)" }

  /// What stands at each file.
  public func states(of entries: [SecretCatalogue.Entry]) throws(HostError) -> [String: SecretState] {
    guard let root = try open() else { return [:] }
    var reader = DiskReader(root: root, shown: shown)
    var states: [String: SecretState] = [:]
    for entry in entries { states[entry.name] = SecretState(try reader.entry(at: entry.name)) }
    return states
  }

  /// Whether others can look into the folder. What a symbolic link leads to is the operator's own business.
  public func exposure() throws(HostError) -> Diagnostic? {
    do throws(Errno) {
      let status = try FileStatus(at: path)
      return .exposure(of: path, mode: status.kind == .symbolicLink ? nil : status.mode, wanted: "0700")
    } catch {
      if error == .noSuchFileOrDirectory { return nil }
      throw .reading(path, error)
    }
  }

  /// Makes a file. A folder that is made for it holds a `.gitignore` that keeps it out of git.
  public func add(_ entry: SecretCatalogue.Entry) throws(HostError) {
    var writer = writer(in: try openOrMake())
    try writer.create(Self.file(entry.name))
  }

  /// Makes another file; the one that was there is kept as `NAME.former`.
  public func rotate(_ entry: SecretCatalogue.Entry) throws(HostError) {
    let root = try openOrMake()
    let former = "\(entry.name).former"
    var reader = DiskReader(root: root, shown: shown)
    guard try reader.entry(at: former) == .missing else { throw .unfinishedRotation(shown(former)) }
    var writer = writer(in: root)
    if case .file(let mode, let bytes) = try reader.entry(at: entry.name) {
      try writer.create(Artifact(path: former, mode: mode, bytes: bytes))
    }
    try writer.write(Self.file(entry.name))
  }

  private static func file(_ name: String) -> Artifact {
    Artifact(path: name, mode: 0o444, bytes: Array("\(NewPassword.make())\n".utf8))
  }

  private func writer(in root: Folder) -> DiskWriter {
    DiskWriter(root: root, shown: shown, isSynced: true) { (_, _) throws(HostError) in }
  }

  /// Opens the folder; a symbolic link to one is followed, since it is the operator's own choice of where secrets lie.
  private func open() throws(HostError) -> Folder? {
    do throws(Errno) {
      return try Folder(path: path, followsLink: true)
    } catch {
      if error == .noSuchFileOrDirectory { return nil }
      throw .changing("open", path, error)
    }
  }

  private func openOrMake() throws(HostError) -> Folder {
    if let folder = try open() {
      var writer = writer(in: folder)
      try writer.removeLeftovers(in: "")
      return folder
    }
    let folder: Folder
    do throws(Errno) {
      folder = try Folder(making: path)
      try folder.setMode(0o700)
    } catch {
      throw .changing("make", path, error)
    }
    var writer = writer(in: folder)
    try writer.create(Artifact(path: ".gitignore", bytes: Array("*\n".utf8)))
    return folder
  }
}
