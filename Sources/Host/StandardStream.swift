import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output or standard error: bytes go out at once and whole, or there is an error that says why not.
public struct StandardStream: Sendable {
  /// Standard output.
  public static let output = StandardStream(descriptor: .standardOutput, name: "standard output")
  /// Standard error.
  public static let error = StandardStream(descriptor: .standardError, name: "standard error")

  private let descriptor: FileDescriptor
  private let name: String

  init(descriptor: FileDescriptor, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Whether a terminal is at the other end.
  public var isTerminal: Bool { isatty(descriptor.rawValue) == 1 }

  /// Whether a person would have to type what is read from standard input.
  public static var isInputTerminal: Bool { isatty(FileDescriptor.standardInput.rawValue) == 1 }

  /// Writes a text.
  public func write(_ text: String) throws(HostError) { try write(Array(text.utf8)) }

  /// Writes bytes.
  ///
  /// - Throws: `readerGone` when the reader has closed its end, as `head` does; 74 when the disk is full and the like.
  public func write(_ bytes: [UInt8]) throws(HostError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      do {
        rest = try rest.dropFirst(unsafe rest.withUnsafeBytes { try unsafe descriptor.write($0) })
      } catch Errno.brokenPipe {
        throw HostError(.readerGone, [])
      } catch Errno.wouldBlock {
        waitUntilReady()
      } catch {
        throw HostError(
          .inputOutput, id: .inputOutput, "cannot write to \(name): \(error as? Errno ?? .ioError)", help: nil)
      }
    }
  }

  /// Waits until a stream that somebody has made non-blocking takes more.
  private func waitUntilReady() {
    var wanted = pollfd(fd: descriptor.rawValue, events: Int16(POLLOUT), revents: 0)
    _ = unsafe poll(&wanted, 1, -1)
  }
}
