import Diagnostics
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

  /// Reads a whole file: a regular one, or what is open already: standard input, or the pipe that `<(command)` of a shell
  /// hands over as /dev/fd/63. A pipe, a device or a socket that has a name of its own is refused: nobody may ever write to
  /// it, or it may never end.
  ///
  /// - Parameters:
  ///   - path: the file's path; `-` for standard input. Symbolic links are followed.
  ///   - limit: the most bytes to take.
  ///   - otherwise: paths that may have been meant, to be named if they exist and `path` does not.
  /// - Throws: 66 when the file is not there, cannot be opened or is no file, 65 when it is larger than the limit, 74 when
  ///   reading fails.
  public static func read(_ path: String, limit: Int, otherwise: [String] = []) throws(HostError) -> [UInt8] {
    if path == standardInput { return try read(.standardInput, shown: "standard input", limit: limit) }
    if let open = openDescriptor(path) { return try read(open, shown: path, limit: limit) }
    let file: FileDescriptor
    do throws(Errno) {
      // O_NONBLOCK: opening a pipe must not wait for a writer.
      file = FileDescriptor(
        rawValue: try retried { unsafe openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) })
    } catch {
      let present = otherwise.first { unsafe access($0, F_OK) == 0 }
      let help =
        error == .noSuchFileOrDirectory
        ? present.map { "\($0) is there: name it, or rename it to \(path)" } ?? "name the right file"
        : "check its permissions"
      throw HostError(.missingInput, id: .missingInput, "cannot read \(path): \(error)", help: help)
    }
    defer { try? file.close() }
    return try read(file, shown: path, limit: limit, isNamed: true)
  }

  /// The descriptor that a path such as /dev/fd/63 stands for.
  private static func openDescriptor(_ path: String) -> FileDescriptor? {
    if path == "/dev/stdin" { return .standardInput }
    guard let folder = ["/dev/fd/", "/proc/self/fd/"].first(where: path.hasPrefix) else { return nil }
    return Int32(path.dropFirst(folder.count)).map(FileDescriptor.init(rawValue:))
  }

  /// - Parameter isNamed: whether it was opened by name, rather than inherited from the parent process.
  private static func read(_ file: FileDescriptor, shown: String, limit: Int, isNamed: Bool = false) throws(HostError)
    -> [UInt8]
  {
    let status: FileStatus
    let bytes: [UInt8]?
    do throws(Errno) {
      status = try FileStatus(of: file)
      let size = status.kind == .file ? status.size : 0
      let isRefused = status.kind == .folder || status.kind == .special && isNamed
      bytes = isRefused ? [] : try Folder.bytes(of: file, size: size, limit: limit)
    } catch {
      throw .reading(shown, error)
    }
    if status.kind == .folder {
      throw HostError(.missingInput, id: .missingInput, "\(shown) is a folder", help: "name a file in it")
    }
    if status.kind == .special && isNamed {
      throw HostError(
        .missingInput, id: .missingInput, "\(shown) is not a regular file",
        help: "name a file; for the output of a command, write - and pipe it in")
    }
    guard let bytes else {
      throw HostError(
        .badInput, id: .inputTooLarge, "\(shown) is larger than \(limit) bytes",
        help: "name the right file")
    }
    return bytes
  }
}
