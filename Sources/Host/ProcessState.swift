import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a program inherits from the process that started it.
public enum ProcessState {
  /// To be called before all else.
  ///
  /// A reader that goes away must not kill a build half-way, so that writing to it fails instead (`readerGone`). And
  /// where a standard stream is closed, the next file opened would get its number and have messages written into it; so
  /// each gets an open file, which can be read at its end and not be written.
  public static func prepare() {
    _ = signal(SIGPIPE, SIG_IGN)
    for descriptor in 0...2 as ClosedRange<Int32> where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free number is the one that is missing.
      _ = unsafe open("/dev/null", O_RDONLY)
    }
  }

  /// Keeps a value until the process ends: taking it apart piece by piece would be for nothing, as all memory goes then.
  public static func keep(_ value: some AnyObject) {
    _ = unsafe Unmanaged.passRetained(value)
  }

  /// A variable of the environment; nil when it is not set.
  public static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// All variables of the environment, each `NAME=value`.
  static func environment() -> [String] {
    var found: [String] = []
    var next = unsafe environ
    while let variable = unsafe next.pointee {
      unsafe found.append(String(cString: variable))
      unsafe next += 1
    }
    return found
  }

  /// Whether to write colours to a stream.
  ///
  /// - Parameters:
  ///   - isTerminal: whether people look at it.
  ///   - environment: looks a variable up. `NO_COLOR` with any text in it (https://no-color.org) and `TERM=dumb` say no.
  public static func usesColour(isTerminal: Bool, environment: (String) -> String? = environment) -> Bool {
    guard isTerminal, environment("NO_COLOR") ?? "" == "" else { return false }
    return environment("TERM") != "dumb"
  }

  /// What was written behind the program's name.
  ///
  /// - Throws: 74 when the system does not tell. On Linux, Swift reads the arguments from /proc, and has none where it
  ///   cannot: a command without arguments would be another one, and succeed.
  public static func arguments() throws(HostError) -> [String] {
    guard !CommandLine.arguments.isEmpty else {
      throw HostError(
        .inputOutput, id: .noCommandLine, "cannot read the command line from /proc/self/cmdline",
        help: "mount /proc, and raise the limit on open files (ulimit -n)")
    }
    return Array(CommandLine.arguments.dropFirst())
  }
}
