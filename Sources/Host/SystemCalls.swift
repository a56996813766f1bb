import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few system calls that swift-system does not offer, with its errors.
///
/// Each takes an open folder and one name in it, never a path: no name has a `/`, so that nothing but the last component
/// is ever looked up, and none of them follows a symbolic link there.
enum SystemCalls {
  /// What `fstatat` tells of a name.
  struct Status {
    enum Kind { case file, folder, symbolicLink, special }
    var kind: Kind
    /// The permission bits with set-user-id, set-group-id and sticky.
    var mode: UInt16
    /// In bytes.
    var size: Int64
  }

  /// Opens a name. The descriptor is closed on `exec`.
  static func open(_ name: String, in folder: FileDescriptor, flags: Int32, mode: UInt16 = 0) throws(Errno)
    -> FileDescriptor
  {
    let all = flags | O_CLOEXEC | O_NOFOLLOW
    return FileDescriptor(rawValue: try retried { unsafe openat(folder.rawValue, name, all, mode_t(mode)) })
  }

  static func status(of name: String, in folder: FileDescriptor) throws(Errno) -> Status {
    var status = stat()
    _ = try retried { unsafe fstatat(folder.rawValue, name, &status, AT_SYMLINK_NOFOLLOW) }
    return Status(status)
  }

  static func status(of file: FileDescriptor) throws(Errno) -> Status {
    var status = stat()
    _ = try retried { unsafe fstat(file.rawValue, &status) }
    return Status(status)
  }

  static func makeFolder(_ name: String, in folder: FileDescriptor) throws(Errno) {
    _ = try retried { unsafe mkdirat(folder.rawValue, name, 0o755) }
  }

  static func setMode(_ mode: UInt16, of file: FileDescriptor) throws(Errno) {
    _ = try retried { fchmod(file.rawValue, mode_t(mode)) }
  }

  static func rename(_ name: String, to newName: String, in folder: FileDescriptor) throws(Errno) {
    _ = try retried { unsafe renameat(folder.rawValue, name, folder.rawValue, newName) }
  }

  /// Gives a file a second name; fails when the name is taken.
  static func link(_ name: String, to newName: String, in folder: FileDescriptor) throws(Errno) {
    _ = try retried { unsafe linkat(folder.rawValue, name, folder.rawValue, newName, 0) }
  }

  static func removeFile(_ name: String, in folder: FileDescriptor) throws(Errno) {
    _ = try retried { unsafe unlinkat(folder.rawValue, name, 0) }
  }

  static func removeFolder(_ name: String, in folder: FileDescriptor) throws(Errno) {
    _ = try retried { unsafe unlinkat(folder.rawValue, name, AT_REMOVEDIR) }
  }

  static func sync(_ file: FileDescriptor) throws(Errno) {
    _ = try retried { fsync(file.rawValue) }
  }

  /// Takes a lock on an open folder or file, without waiting.
  static func lock(_ file: FileDescriptor, isShared: Bool) throws(Errno) {
    _ = try retried { flock(file.rawValue, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) }
  }

  /// Calls until the call is not interrupted by a signal.
  static func retried(_ call: () -> Int32) throws(Errno) -> Int32 {
    while true {
      let result = call()
      if result >= 0 { return result }
      let error = Errno(rawValue: errno)
      if error != .interrupted { throw error }
    }
  }
}

extension SystemCalls.Status {
  fileprivate init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .symbolicLink
    default: kind = .special
    }
    mode = UInt16(status.st_mode & 0o7777)
    size = Int64(status.st_size)
  }
}
