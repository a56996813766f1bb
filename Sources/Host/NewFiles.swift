import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes files where none are.
public enum NewFiles {
  /// Makes files below a folder; the folder and those above each file are made too.
  ///
  /// - Throws: that one of them is there already, before any is written; or that one cannot be made.
  public static func write(_ files: [(path: String, bytes: [UInt8])], in folder: String) throws(HostError) {
    for file in files where exists("\(folder)/\(file.path)") {
      throw HostError(
        .cannotCreate, id: "file-exists", "\(folder)/\(file.path) is there already, and is not overwritten",
        help: "choose another folder, or remove the file first")
    }
    for file in files {
      let path = FilePath("\(folder)/\(file.path)")
      try makeFolders(path.removingLastComponent())
      do {
        let descriptor = try FileDescriptor.open(
          path, .writeOnly, options: [.create, .exclusiveCreate],
          permissions: [.ownerReadWrite, .groupRead, .otherRead])
        try descriptor.closeAfter { _ = try descriptor.writeAll(file.bytes) }
      } catch let errno as Errno {
        throw HostError.changing("make", path.string, errno)
      } catch {
        throw HostError.changing("make", path.string, .ioError)
      }
    }
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  private static func makeFolders(_ path: FilePath) throws(HostError) {
    guard !path.isEmpty, !exists(path.string) else { return }
    try makeFolders(path.removingLastComponent())
    guard unsafe mkdir(path.string, 0o755) == 0 || errno == EEXIST else {
      throw HostError.changing("make", path.string, Errno(rawValue: errno))
    }
  }
}
