public import Diagnostics
import Output
public import Secrets
import SystemPackage

/// The .env file that secrets are kept in, 0600, from which fetch-secrets.sh makes the files on the server.
public struct SecretEnvironment: SecretStore {
  /// The folder that it is in.
  private let folder: String
  private static let name = ".env"

  /// Names the file in a folder, which is that of site.yaml.
  public init(in folder: String) { self.folder = folder }

  private var path: String { folder == "." ? Self.name : "\(folder)/\(Self.name)" }

  /// The line of a secret.
  public func shown(_ entry: SecretCatalogue.Entry) -> String { "\(path): \(entry.variable)" }

  /// What is in the line of each secret.
  public func states(of entries: [SecretCatalogue.Entry]) throws(HostError) -> [String: SecretState] {
    guard let file = try read() else { return [:] }
    var states: [String: SecretState] = [:]
    for entry in entries {
      let values = file.values(of: entry.variable)
      if values.count > 1 { states[entry.name] = .unusable("is given twice there") }
      if values.count == 1 { states[entry.name] = .value(values[0], mode: nil) }
    }
    return states
  }

  /// Whether others can come at the file.
  public func exposures() throws(HostError) -> [Diagnostic] {
    try ExposedPlace(path: path, mode: "0600").findings()
  }

  /// Whether git keeps the file. The folder is the operator's, and so is its .gitignore.
  public func gitFindings(_ entries: [SecretCatalogue.Entry]) throws(HostError) -> [Diagnostic] {
    let ignored = folder == "." ? ".gitignore" : "\(folder)/.gitignore"
    return try GitTree(folder: folder, remedy: "add the line /\(Self.name) to \(ignored)").findings(for: [Self.name])
  }

  /// There is nothing to make.
  public func prepare() {}

  /// Adds a line; the file is made when it is not there.
  public func add(_ entry: SecretCatalogue.Entry) throws(HostError) {
    var file = try read() ?? EnvironmentFile([])
    file.set(entry.variable, to: NewPassword.make())
    try write(file)
  }

  /// Changes a line; what it said is kept in one of the name with `_FORMER` behind it.
  public func rotate(_ entry: SecretCatalogue.Entry) throws(HostError) {
    var file = try read() ?? EnvironmentFile([])
    guard file.rotate(entry.variable, to: NewPassword.make()) else {
      throw .unfinishedRotation("\(shown(entry))_FORMER")
    }
    try write(file)
  }

  private func read() throws(HostError) -> EnvironmentFile? {
    var reader = DiskReader(root: try open()) { _ in path }
    switch try reader.entry(at: Self.name) {
    case .missing: return nil
    case .file(_, let bytes): return EnvironmentFile(bytes)
    default:
      throw HostError(
        .cannotCreate, id: .secretUnusable, "\(path) is not a regular file", help: "move it away, or put a file there")
    }
  }

  private func write(_ file: EnvironmentFile) throws(HostError) {
    var writer = DiskWriter(root: try open(), shown: { _ in path }, isSynced: true) { (_, _) throws(HostError) in }
    try writer.removeLeftovers(in: "")
    try writer.write(Artifact(path: Self.name, mode: 0o600, bytes: file.bytes))
  }

  private func open() throws(HostError) -> Folder {
    do throws(Errno) {
      return try Folder(path: folder, followsLink: true)
    } catch {
      throw .changing("open", folder, error)
    }
  }
}
