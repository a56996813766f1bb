public import Diagnostics
import SystemPackage

/// Why the disk, the terminal or a file on the command line did not serve.
public struct HostError: Error, Hashable, Sendable {
  /// What kind of failure it is; decides the exit status.
  public enum Kind: Int32, Hashable, Sendable {
    /// A file that was named is not what it should be.
    case badInput = 65
    /// A file that was named is not there or cannot be read.
    case missingInput = 66
    /// A file would have to be overwritten, or cannot be made.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// Whoever read our output has stopped reading: nothing to say, the program ends quietly, with the status that
    /// shells report for a program that SIGPIPE ended. Not 0, which would say that a check found nothing.
    case readerGone = 141
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// What went wrong, with paths and remedies; empty when there is nothing to say.
  public var findings: [Diagnostic]

  /// The status to exit with.
  public var exitCode: Int32 { kind.rawValue }

  init(_ kind: Kind, _ findings: [Diagnostic]) {
    self.kind = kind
    self.findings = findings
  }

  init(_ kind: Kind, id: FindingID, _ message: String, help: String?) {
    self.init(kind, [Diagnostic(.error, id: id, message, at: nil, help: help)])
  }

  /// A failed attempt to read, such as `cannot read out/a.conf: Permission denied`.
  static func reading(_ path: String, _ errno: Errno) -> HostError {
    HostError(.inputOutput, id: .inputOutput, "cannot read \(path): \(errno)", help: remedy(errno))
  }

  /// A failed attempt to change the disk, such as `cannot write out/a.conf: No space left on device`.
  static func changing(_ verb: String, _ path: String, _ errno: Errno) -> HostError {
    let refused: Set<Errno> = [
      .permissionDenied, .notPermitted, .readOnlyFileSystem, .fileExists, .noSuchFileOrDirectory, .notDirectory,
      .isDirectory, .tooManySymbolicLinkLevels, .fileNameTooLong,
    ]
    let isRefused = refused.contains(errno)
    return HostError(
      isRefused ? .cannotCreate : .inputOutput, id: isRefused ? .cannotCreate : .inputOutput,
      "cannot \(verb) \(path): \(errno)", help: remedy(errno))
  }

  /// What --base names has nothing to compare with.
  public static func noBase(_ name: String, _ message: String) -> HostError {
    HostError(
      .missingInput, id: .noBase, "\(name) \(message)", help: "name a revision or a folder that has one of them")
  }

  /// A folder that is imported has nothing of a deployment.
  public static func nothingToImport(_ folder: String) -> HostError {
    HostError(
      .missingInput, id: .nothingToImport, "\(folder) has no compose file, no odoo.conf and no site of nginx",
      help: "name the folder of the old docker-compose.yml, and copy the sites of /etc/nginx into it")
  }

  private static func remedy(_ errno: Errno) -> String? {
    switch errno {
    case .permissionDenied, .notPermitted: "check the owner and the permissions of the file and of its folder"
    case .noSpace: "free space on the disk and run the command again: it continues where it stopped"
    case .readOnlyFileSystem: "the disk is mounted read-only; choose another folder"
    case .noSuchFileOrDirectory, .notDirectory: "create its folder first"
    case .tooManyOpenFiles, .tooManyOpenFilesInSystem: "raise the limit on open files (ulimit -n)"
    default: nil
    }
  }
}
