import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The terminal and the two streams.
public enum Terminal {
  /// Whether messages may be coloured: standard error is a terminal, and nobody asked for none (no-color.org).
  public static var usesColour: Bool {
    let environment = { (name: String) -> String in
      guard let value = unsafe getenv(name) else { return "" }
      return unsafe String(cString: value)
    }
    return isatty(STDERR_FILENO) == 1 && environment("NO_COLOR").isEmpty && environment("TERM") != "dumb"
  }

  /// Writes results to standard output.
  ///
  /// - Throws: that it is full; quietly, that nobody reads it any more.
  public static func print(_ bytes: [UInt8]) throws(HostError) {
    try write(bytes, .standardOutput)
  }

  /// Writes messages to standard error, as well as that can be done.
  public static func report(_ text: String) {
    try? write(Array(text.utf8), .standardError)
  }

  private static func write(_ bytes: [UInt8], _ descriptor: FileDescriptor) throws(HostError) {
    do {
      try descriptor.writeAll(bytes)
    } catch let errno as Errno {
      if errno == .brokenPipe { throw HostError(.readerGone, []) }
      throw HostError.changing("write", "standard output", errno)
    } catch {
      throw HostError.changing("write", "standard output", .ioError)
    }
  }

  /// Lets a write to a closed pipe fail instead of ending the program.
  public static func ignoreBrokenPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }
}
