public import Compiler
import SystemPackage

/// The .env file that secrets are kept in, 0600, from which fetch-secrets.sh makes the files on the server.
public struct SecretEnvironment: Sendable {
  /// The folder that it lies in.
  private let folderPath: String
  private static let name = ".env"

  /// Names the file beside a site.
  ///
  /// - Parameter folder: the folder of site.yaml.
  public init(beside folder: String) { folderPath = folder }

  /// The file's path.
  public var path: String { folderPath == "." ? Self.name : "\(folderPath)/\(Self.name)" }

  /// What is in the file, with its permission bits; nil when there is none.
  public func read() throws(HostError) -> (file: EnvironmentFile, mode: UInt16)? {
    switch try PrivateFile.state(of: Self.name, in: try open(), shown: path) {
    case .missing: return nil
    case .value(let bytes, let mode): return (EnvironmentFile(bytes), mode)
    case .unusable(let reason):
      throw HostError(
        .cannotCreate, id: "secret-unusable", "\(path) \(reason)", help: "move it away, or put a file there")
    }
  }

  /// Writes the file: it is there wholly, or as it was.
  public func write(_ file: EnvironmentFile) throws(HostError) {
    let folder = try open()
    do throws(Errno) {
      try PrivateFile.write(Self.name, file.bytes, mode: 0o600, in: folder) { (temporary) throws(Errno) in
        try folder.rename(temporary, to: Self.name)
      }
    } catch {
      throw .changing("write", path, error)
    }
  }

  private func open() throws(HostError) -> Folder {
    do throws(Errno) {
      return try Folder(path: folderPath, followsLink: true)
    } catch {
      throw .changing("open", folderPath, error)
    }
  }
}
