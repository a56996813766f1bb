import Compiler
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads and writes the small files that secrets are in: each is there wholly or not at all, and none is followed anywhere else.
enum PrivateFile {
  /// The most bytes that are read.
  static let limit = 1 << 20

  /// What stands at a name.
  static func state(of name: String, in folder: Folder, shown: String) throws(HostError) -> SecretState {
    do throws(Errno) {
      guard let status = try folder.status(of: name) else { return .missing }
      switch status.kind {
      case .folder: return .unusable("is a folder")
      case .symbolicLink: return .unusable("is a symbolic link, which containers would not follow")
      case .special: return .unusable("is no regular file")
      case .file: break
      }
      let file = try folder.open(name, flags: O_RDONLY | O_NONBLOCK)
      defer { try? file.close() }
      guard let bytes = try Folder.bytes(of: file, size: status.size, limit: limit) else {
        return .unusable("is larger than \(limit) bytes")
      }
      return .value(bytes, mode: status.mode)
    } catch {
      throw .reading(shown, error)
    }
  }

  /// Makes a file where nothing is.
  static func create(
    _ name: String, _ bytes: [UInt8], mode: UInt16, in folder: Folder, shown: String
  ) throws(HostError) {
    do throws(Errno) {
      try write(name, bytes, mode: mode, in: folder) { (temporary) throws(Errno) in
        try folder.link(temporary, to: name)
        try? folder.removeFile(temporary)
      }
    } catch {
      throw .changing("make", shown, error)
    }
  }

  /// Puts a file in the place of another, which gets the name with `.former` behind it.
  ///
  /// - Throws: 73 when there is a former one already: it may be the one that the running system still has.
  static func replace(
    _ name: String, _ bytes: [UInt8], mode: UInt16, in folder: Folder, shown: String
  ) throws(HostError) {
    do throws(Errno) {
      try write(name, bytes, mode: mode, in: folder) { (temporary) throws(Errno) in
        try folder.link(name, to: "\(name).former")
        try folder.rename(temporary, to: name)
      }
    } catch {
      guard error != .fileExists else {
        throw HostError(
          .cannotCreate, id: "rotation-unfinished", "\(shown).former is still there",
          help: "carry the new value into the running system, as `gen secrets rotate` said; then remove the former one")
      }
      throw .changing("replace", shown, error)
    }
  }

  /// Writes a file under a name of its own, on the disk for good, and hands the name over.
  static func write(
    _ name: String, _ bytes: [UInt8], mode: UInt16, in folder: Folder, place: (String) throws(Errno) -> Void
  ) throws(Errno) {
    let temporary = DiskWriter.temporaryName()
    let file = try folder.open(temporary, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    do throws(Errno) {
      defer { try? file.close() }
      try file.writeWhole(bytes)
      try file.setMode(mode)
      try file.sync()
      try place(temporary)
      try folder.sync()
    } catch {
      try? folder.removeFile(temporary)
      throw error
    }
  }
}
