public import Diagnostics
import Output
public import Secrets
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

  /// What is at each file.
  public func states(of entries: [SecretCatalogue.Entry]) throws(HostError) -> [String: SecretState] {
    guard let root = try open(followsLink: true) else { return [:] }
    var reader = DiskReader(root: root, shown: shown)
    var states: [String: SecretState] = [:]
    for entry in entries { states[entry.name] = SecretState(try reader.entry(at: entry.name)) }
    return states
  }

  /// Whether others can come at the folder.
  public func exposures() throws(HostError) -> [Diagnostic] {
    try ExposedPlace(path: path, mode: "0700").findings()
  }

  /// Whether git keeps a file, or a former value beside it.
  public func gitFindings(_ entries: [SecretCatalogue.Entry]) throws(HostError) -> [Diagnostic] {
    let names = entries.flatMap { [$0.name, Self.former($0)] }
    return try GitTree(folder: path, remedy: "replace the contents of \(shown(Self.ignored)) with the line *")
      .findings(for: names)
  }

  /// Makes the folder, with a `.gitignore` that keeps all of it out of git; one that is there stays as it is.
  public func prepare() throws(HostError) {
    let root = try openOrMake()
    var reader = DiskReader(root: root, shown: shown)
    guard try reader.entry(at: Self.ignored) == .missing else { return }
    var writer = writer(in: root)
    try writer.create(Artifact(path: Self.ignored, bytes: Array("*\n".utf8)))
  }

  /// Makes a file.
  public func add(_ entry: SecretCatalogue.Entry) throws(HostError) {
    try prepare()
    var writer = writer(in: try openOrMake())
    try writer.create(Self.file(entry.name))
  }

  /// Makes another file; the one that was there is kept as `NAME.former`.
  public func rotate(_ entry: SecretCatalogue.Entry) throws(HostError) {
    let root = try openOrMake()
    let former = Self.former(entry)
    var reader = DiskReader(root: root, shown: shown)
    guard try reader.entry(at: former) == .missing else { throw .unfinishedRotation(shown(former)) }
    var writer = writer(in: root)
    if case .file(let mode, let bytes) = try reader.entry(at: entry.name) {
      try writer.create(Artifact(path: former, mode: mode, bytes: bytes))
    }
    try writer.write(Self.file(entry.name))
  }

  private static let ignored = ".gitignore"

  private static func former(_ entry: SecretCatalogue.Entry) -> String { "\(entry.name).former" }

  private static func file(_ name: String) -> Artifact {
    Artifact(path: name, mode: 0o444, bytes: Array("\(NewPassword.make())\n".utf8))
  }

  private func writer(in root: Folder) -> DiskWriter {
    DiskWriter(root: root, shown: shown, isSynced: true) { (_, _) throws(HostError) in }
  }

  private func open(followsLink: Bool) throws(HostError) -> Folder? {
    do throws(Errno) {
      return try Folder(path: path, followsLink: followsLink)
    } catch {
      if error == .noSuchFileOrDirectory { return nil }
      throw .changing("open", path, error)
    }
  }

  private func openOrMake() throws(HostError) -> Folder {
    if let folder = try open(followsLink: false) {
      var writer = writer(in: folder)
      try writer.removeLeftovers(in: "")
      return folder
    }
    do throws(Errno) {
      let folder = try Folder(making: path)
      try folder.setMode(0o700)
      return folder
    } catch {
      throw .changing("make", path, error)
    }
  }
}
