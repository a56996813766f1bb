import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open folder. What is done through it happens in that very folder, whatever its path has come to mean since.
final class Folder {
  let descriptor: FileDescriptor

  /// Takes over a descriptor.
  init(descriptor: FileDescriptor) { self.descriptor = descriptor }

  /// Opens a folder by a path of the user's; a symbolic link on the way is followed, one at the end only if told.
  convenience init(path: String, followsLink: Bool) throws(Errno) {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
    self.init(descriptor: FileDescriptor(rawValue: try retried { unsafe openat(AT_FDCWD, path, flags) }))
  }

  /// Makes a folder, or takes the one that somebody else has made meanwhile, and opens it. Its mode is 0755 whatever the
  /// umask, when it is new.
  convenience init(making path: String) throws(Errno) {
    do throws(Errno) {
      try retried { unsafe mkdir(path, 0o755) }
    } catch {
      guard error == .fileExists else { throw error }
      try self.init(path: path, followsLink: false)
      return
    }
    try self.init(path: path, followsLink: false)
    try setMode(0o755)
  }

  deinit { try? descriptor.close() }

  /// Opens a folder in this one; fails on a symbolic link.
  func folder(_ name: String) throws(Errno) -> Folder {
    Folder(descriptor: try open(name, flags: O_RDONLY | O_DIRECTORY))
  }

  /// The names in the folder, without `.` and `..`, sorted by their bytes. A name that is not UTF-8 is repaired, and so is
  /// no longer the name of anything.
  func names() throws(Errno) -> [String] {
    let copy = try open(".", flags: O_RDONLY | O_DIRECTORY)
    guard let stream = unsafe fdopendir(copy.rawValue) else {
      let error = Errno(rawValue: errno)
      try? copy.close()
      throw error
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 1) { unsafe String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    if errno != 0 { throw Errno(rawValue: errno) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The bytes of an open file, from where it stands to its end; nil when there are more than the limit.
  ///
  /// - Parameter size: how many bytes are expected, so that most files take one read.
  static func bytes(of file: FileDescriptor, size: Int64, limit: Int) throws(Errno) -> [UInt8]? {
    var bytes: [UInt8] = []
    var room = min(limit, Int(clamping: max(size, 0))) + 1
    while true {
      let count = try read(file, room, into: &bytes)
      if count == 0 { return bytes }
      if bytes.count > limit { return nil }
      // A regular file gives less than was asked for only at its end.
      if count < room && size > 0 && bytes.count == size { return bytes }
      room = min(64 << 10, limit - bytes.count + 1)
    }
  }

  private static func read(_ file: FileDescriptor, _ count: Int, into bytes: inout [UInt8]) throws(Errno) -> Int {
    do {
      var chunk = try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
        initialised = try unsafe file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      let taken = chunk.count
      if bytes.isEmpty { swap(&bytes, &chunk) } else { bytes += chunk }
      return taken
    } catch {
      throw error as? Errno ?? .ioError
    }
  }
}
