import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a name in a folder stands for.
struct FileStatus {
  enum Kind { case file, folder, symbolicLink, special }
  var kind: Kind
  /// The permission bits with set-user-id, set-group-id and sticky.
  var mode: UInt16
  /// In bytes.
  var size: Int64
  /// The user whose it is.
  var owner: UInt32
  /// The group whose it is.
  var group: UInt32
  /// Which file it is: two names with the same one stand for one file.
  var identity: Identity

  /// What differs after each change of the file's content, its permissions or its name.
  var stamp: Stamp

  struct Identity: Hashable {
    var device: UInt64
    var number: UInt64
  }

  struct Stamp: Hashable, Sendable {
    var device: UInt64
    var number: UInt64
    var size: Int64
    /// When the file or what is said of it changed last: unlike the time of its content, nobody sets it.
    var seconds: Int64
    var nanoseconds: Int64
  }

  fileprivate init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .symbolicLink
    default: kind = .special
    }
    mode = UInt16(status.st_mode & 0o7777)
    size = Int64(status.st_size)
    owner = UInt32(status.st_uid)
    group = UInt32(status.st_gid)
    identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
    #if canImport(Darwin)
      let changed = status.st_ctimespec
    #else
      let changed = status.st_ctim
    #endif
    stamp = Stamp(
      device: identity.device, number: identity.number, size: size, seconds: Int64(changed.tv_sec),
      nanoseconds: Int64(changed.tv_nsec))
  }
}

/// Calls until the call is not interrupted by a signal.
@discardableResult
func retried(_ call: () -> Int32) throws(Errno) -> Int32 {
  while true {
    let result = call()
    if result >= 0 { return result }
    let error = Errno(rawValue: errno)
    if error != .interrupted { throw error }
  }
}

/// The few system calls that swift-system does not offer, with its errors.
///
/// Each takes one name in the folder, never a path: no name has a `/`, so that nothing but the last component is ever
/// looked up, and none of them follows a symbolic link there unless told. They are methods, since a folder is closed when nothing
/// refers to it any more: a method keeps it open until the call is over.
extension Folder {
  /// Opens a name. The descriptor is closed on `exec`.
  func open(_ name: String, flags: Int32, mode: UInt16 = 0, followsLink: Bool = false) throws(Errno)
    -> FileDescriptor
  {
    let all = flags | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
    return FileDescriptor(
      rawValue: try retried { unsafe openat(descriptor.rawValue, name, all, mode_t(mode)) })
  }

  /// What is at a name; nil when nothing is.
  func status(of name: String, followsLink: Bool = false) throws(Errno) -> FileStatus? {
    var status = stat()
    do throws(Errno) {
      try retried { unsafe fstatat(descriptor.rawValue, name, &status, followsLink ? 0 : AT_SYMLINK_NOFOLLOW) }
    } catch {
      if error == .noSuchFileOrDirectory { return nil }
      throw error
    }
    return FileStatus(status)
  }

  func makeFolder(_ name: String) throws(Errno) {
    try retried { unsafe mkdirat(descriptor.rawValue, name, 0o755) }
  }

  /// Sets the folder's own permission bits.
  func setMode(_ mode: UInt16) throws(Errno) { try descriptor.setMode(mode) }

  func rename(_ name: String, to newName: String) throws(Errno) {
    try retried { unsafe renameat(descriptor.rawValue, name, descriptor.rawValue, newName) }
  }

  /// Gives a file a second name; fails when the name is taken.
  func link(_ name: String, to newName: String) throws(Errno) {
    try retried { unsafe linkat(descriptor.rawValue, name, descriptor.rawValue, newName, 0) }
  }

  func removeFile(_ name: String) throws(Errno) {
    try retried { unsafe unlinkat(descriptor.rawValue, name, 0) }
  }

  func removeFolder(_ name: String) throws(Errno) {
    try retried { unsafe unlinkat(descriptor.rawValue, name, AT_REMOVEDIR) }
  }

  /// Waits until the disk holds the folder's names for good.
  func sync() throws(Errno) { try descriptor.sync() }

  /// Takes a lock on the folder, without waiting. It lasts until the folder is closed.
  func lock(isShared: Bool) throws(Errno) {
    try retried { flock(descriptor.rawValue, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) }
  }
}

extension FileStatus {
  /// What is at a path; a symbolic link there is not followed.
  init(at path: String) throws(Errno) {
    var status = stat()
    try retried { unsafe lstat(path, &status) }
    self.init(status)
  }

  /// What a path leads to, through symbolic links.
  init(behind path: String) throws(Errno) {
    var status = stat()
    try retried { unsafe stat(path, &status) }
    self.init(status)
  }

  /// What an open file is.
  init(of file: FileDescriptor) throws(Errno) {
    var status = stat()
    try retried { unsafe fstat(file.rawValue, &status) }
    self.init(status)
  }
}

extension FileDescriptor {
  func setMode(_ mode: UInt16) throws(Errno) { try retried { fchmod(rawValue, mode_t(mode)) } }

  /// Waits until the disk holds the file for good.
  func sync() throws(Errno) { try retried { fsync(rawValue) } }

  /// Writes all bytes, in as many calls as it takes.
  func writeWhole(_ bytes: [UInt8]) throws(Errno) {
    do {
      _ = try writeAll(bytes)
    } catch {
      throw error as? Errno ?? .ioError
    }
  }
}
