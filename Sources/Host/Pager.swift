import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shows a long text on a terminal page by page, as git does: by the program in `PAGER`, else by less, which ends by itself where the
/// text fits the screen.
public enum Pager {
  /// Writes a text to standard output, through a pager where people look at it.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - environment: looks up a variable. An empty `PAGER`, or `cat`, and `TERM=dumb` mean none.
  public static func write(
    _ text: String, environment: (String) -> String? = ProcessState.environment
  ) throws(HostError) {
    guard StandardStream.output.isTerminal, let command = command(environment), let pipe = try? FileDescriptor.pipe()
    else {
      return try StandardStream.output.write(text)
    }
    for end in [pipe.readEnd, pipe.writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
    guard let process = spawn(command, reading: pipe.readEnd, environment) else {
      try? pipe.readEnd.close()
      try? pipe.writeEnd.close()
      return try StandardStream.output.write(text)
    }
    try? pipe.readEnd.close()
    // Who leaves the pager early has seen enough.
    _ = try? pipe.writeEnd.writeAll(text.utf8)
    try? pipe.writeEnd.close()
    var status: Int32 = 0
    _ = try? retried { unsafe waitpid(process, &status, 0) }
  }

  /// The command for the shell; nil for no pager.
  static func command(_ environment: (String) -> String?) -> String? {
    if environment("TERM") == "dumb" { return nil }
    if let wanted = environment("PAGER") { return ["", "cat"].contains(wanted) ? nil : wanted }
    return ChildProcess.find("less", in: environment("PATH") ?? "")
  }

  private static func spawn(
    _ command: String, reading input: FileDescriptor, _ environment: (String) -> String?
  ) -> pid_t? {
    // As git does: colours are shown, a short text ends at once, and stays on the screen.
    let variables = ProcessState.environment() + (environment("LESS") == nil ? ["LESS=FRX"] : [])
    return try? Spawn.start("/bin/sh", ["-c", command], variables, input: .descriptor(input))
  }
}
