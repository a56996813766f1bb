public import Compiler
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder that the containers' secrets are read from: 0700, with files of 0444, which is how users of containers that are
/// none of this machine can read what the machine's other users cannot.
public struct SecretFolder: Sendable {
  /// The folder's path.
  public let path: String

  /// Names a folder; it need not be there.
  public init(path: String) { self.path = path }

  /// What stands at a secret's file.
  public func state(of name: String) throws(HostError) -> SecretState {
    guard let folder = try open() else { return .missing }
    return try PrivateFile.state(of: name, in: folder, shown: shown(name))
  }

  /// The permission bits of the folder; nil when it is not there.
  public func mode() throws(HostError) -> UInt16? {
    do throws(Errno) {
      let status = try FileStatus(at: path)
      return status.kind == .symbolicLink ? nil : status.mode
    } catch {
      if error == .noSuchFileOrDirectory { return nil }
      throw .reading(path, error)
    }
  }

  /// Puts a value where none is. A folder that is made for it holds a `.gitignore` that keeps it out of git.
  ///
  /// - Throws: 73 when there is a file already; it is never replaced.
  public func add(_ name: String, _ value: [UInt8]) throws(HostError) {
    let folder = try openOrMake()
    try PrivateFile.create(name, value, mode: 0o444, in: folder, shown: shown(name))
  }

  /// Puts another value in the place of one, which is kept as `NAME.former`.
  public func replace(_ name: String, _ value: [UInt8]) throws(HostError) {
    let folder = try openOrMake()
    try PrivateFile.replace(name, value, mode: 0o444, in: folder, shown: shown(name))
  }

  /// The path of a secret's file.
  public func shown(_ name: String) -> String { "\(path)/\(name)" }

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
    if let folder = try open() { return folder }
    do throws(Errno) {
      let folder = try Folder(making: path)
      try folder.setMode(0o700)
      try PrivateFile.write(".gitignore", Array("*\n".utf8), mode: 0o644, in: folder) { (temporary) throws(Errno) in
        try folder.rename(temporary, to: ".gitignore")
      }
      return folder
    } catch {
      throw .changing("make", path, error)
    }
  }
}
