import SystemPackage

/// Reads what the user names on the command line.
public enum Input {
  /// The content of a file, or of standard input for `-`.
  ///
  /// - Parameters:
  ///   - path: the file's path.
  ///   - limit: the most bytes that are read; one more is enough to see that a file is too large.
  /// - Throws: that there is no such file, or that it cannot be read.
  public static func read(_ path: String, limit: Int) throws(HostError) -> [UInt8] {
    if path == "-" { return try read(.standardInput, "standard input", limit) }
    let descriptor: FileDescriptor
    do {
      descriptor = try FileDescriptor.open(FilePath(path), .readOnly)
    } catch let errno as Errno {
      throw missing(path, errno)
    } catch {
      throw missing(path, .ioError)
    }
    defer { try? descriptor.close() }
    return try read(descriptor, path, limit)
  }

  private static func read(_ descriptor: FileDescriptor, _ path: String, _ limit: Int) throws(HostError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count: Int
      do {
        count = try unsafe buffer.withUnsafeMutableBytes { unsafe try descriptor.read(into: $0) }
      } catch let errno as Errno {
        throw missing(path, errno)
      } catch {
        throw missing(path, .ioError)
      }
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }

  private static func missing(_ path: String, _ errno: Errno) -> HostError {
    let help =
      errno == .noSuchFileOrDirectory ? "name a file that exists; `gen init` makes a site.yaml to begin with" : nil
    return HostError(.missingInput, id: "no-input", "cannot read \(path): \(errno)", help: help)
  }
}
