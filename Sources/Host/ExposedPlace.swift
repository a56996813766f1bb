import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Looks whether the machine's other users can come at a place where secrets are, or will be: by reading it, or by putting
/// something else there.
struct ExposedPlace {
  /// The file or folder, as it is named in messages.
  let path: String
  /// What it should be, such as `0700`.
  let mode: String

  /// Everything that is wrong with the place itself, and with the folders on the way to it.
  func findings() throws(HostError) -> [Diagnostic] {
    try own() + above()
  }

  private func own() throws(HostError) -> [Diagnostic] {
    guard let status = try status(of: path) else { return [] }
    if status.kind == .symbolicLink {
      return [
        finding(
          .secretLink, "is a symbolic link, which somebody could change", "remove it, and name the place itself")
      ]
    }
    var findings: [Diagnostic] = []
    if status.owner != geteuid() {
      findings.append(
        finding(
          .secretOwner, "belongs to another user, who can read and change its contents", "chown \(geteuid()) \(path)"
        ))
    }
    if status.mode & 0o077 != 0 {
      findings.append(finding(.secretMode, "is open to other users of this machine", "chmod \(mode) \(path)"))
    }
    return findings
  }

  /// Whoever may write to a folder on the way may put another one in the place of the next. A folder that does not exist yet will
  /// be made in the last one that does.
  private func above() throws(HostError) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var folder = try Self.resolved(Self.parent(of: path))
    while true {
      if let status = try status(of: folder), let fault = Self.fault(of: status) {
        findings.append(
          Diagnostic(
            .error, id: .secretParent, "\(folder), on the way to \(path), \(fault.message)", at: nil,
            help: "\(fault.command) \(folder)"))
      }
      guard folder != "/" else { return findings }
      folder = Self.parent(of: folder)
    }
  }

  /// Root, and the user who runs this, may change a folder on the way; so may a group, if it is this user's own.
  private static func fault(of status: FileStatus) -> (message: String, command: String)? {
    if status.owner != 0, status.owner != geteuid() {
      return ("belongs to another user, who can replace the secrets", "chown \(geteuid())")
    }
    // With the sticky bit, as /tmp has it, each may only remove what is their own.
    guard status.mode & 0o1000 == 0 else { return nil }
    if status.mode & 0o002 != 0 {
      return ("every user can write to it, and replace the secrets", "chmod o-w")
    }
    if status.mode & 0o020 != 0, status.group != 0, status.group != getegid() {
      return ("a group can write to it, and replace the secrets", "chmod g-w")
    }
    return nil
  }

  private func finding(_ id: FindingID, _ message: String, _ help: String) -> Diagnostic {
    Diagnostic(.error, id: id, "\(path) \(message)", at: nil, help: help)
  }

  private func status(of path: String) throws(HostError) -> FileStatus? {
    do throws(Errno) {
      return try FileStatus(at: path)
    } catch {
      if error == .noSuchFileOrDirectory || error == .notDirectory { return nil }
      throw .reading(path, error)
    }
  }

  private static func parent(of path: String) -> String {
    let trimmed = path.hasSuffix("/") && path != "/" ? String(path.dropLast()) : path
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// A folder's absolute path without any link; where it is not there yet, that of the last one on the way that is.
  private static func resolved(_ path: String) throws(HostError) -> String {
    var path = path
    while true {
      if let real = unsafe realpath(path, nil) {
        defer { unsafe free(real) }
        return unsafe String(cString: real)
      }
      let error = Errno(rawValue: errno)
      guard error == .noSuchFileOrDirectory, path != ".", path != "/" else { throw .reading(path, error) }
      path = parent(of: path)
    }
  }
}
