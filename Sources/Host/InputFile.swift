import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads what the user names on the command line.
public enum InputFile {
  /// The name that stands for standard input.
  public static let standardInput = "-"

  /// Reads a whole file: a regular one, or a pipe, such as `<(command)` of a shell makes.
  ///
  /// - Parameters:
  ///   - path: the file's path; `-` for standard input. Symbolic links are followed.
  ///   - limit: the most bytes to take.
  /// - Throws: 66 when the file is not there, cannot be opened or is a folder, 65 when it is larger than the limit, 74 when
  ///   reading fails.
  public static func read(_ path: String, limit: Int) throws(HostError) -> [UInt8] {
    if path == standardInput { return try read(.standardInput, shown: "standard input", limit: limit) }
    let file: FileDescriptor
    do throws(Errno) {
      file = FileDescriptor(rawValue: try retried { unsafe openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NOCTTY) })
    } catch {
      let help = error == .noSuchFileOrDirectory ? "name the file that is meant" : "look at its permissions"
      throw HostError(.missingInput, id: "missing-input", "cannot read \(path): \(error)", help: help)
    }
    defer { try? file.close() }
    return try read(file, shown: path, limit: limit)
  }

  private static func read(_ file: FileDescriptor, shown: String, limit: Int) throws(HostError) -> [UInt8] {
    let status: FileStatus
    let bytes: [UInt8]?
    do throws(Errno) {
      status = try FileStatus(of: file)
      let size = status.kind == .file ? status.size : 0
      bytes = status.kind == .folder ? [] : try Folder.bytes(of: file, size: size, limit: limit)
    } catch {
      throw .reading(shown, error)
    }
    if status.kind == .folder {
      throw HostError(.missingInput, id: "missing-input", "\(shown) is a folder", help: "name a file in it")
    }
    guard let bytes else {
      throw HostError(
        .badInput, id: "input-too-large", "\(shown) is larger than \(limit) bytes",
        help: "name the right file; one that large is not meant to be read")
    }
    return bytes
  }
}
