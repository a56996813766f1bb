import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs a program to its end, without a shell, with an environment of its own and little or nothing to read.
struct ChildProcess {
  /// How a program ended.
  struct Outcome: Hashable {
    /// The exit status; nil when a signal ended it, or when it took too long.
    var status: Int32?
    /// What it wrote to standard output, and to standard error, each up to the limit.
    var output: [UInt8]
    var errors: [UInt8]
  }

  /// The program's absolute path.
  let program: String
  /// Its environment, each `NAME=value`.
  let environment: [String]
  /// How long it may take, in milliseconds, before it is ended.
  var patience: Int32 = 10_000
  /// How much of its output is kept.
  var limit = 1 << 20

  /// Finds a program in the folders of a PATH; a relative one among them is not looked into, for what lies there may come from
  /// anybody.
  static func find(_ name: String, in path: String) -> String? {
    for folder in path.split(separator: ":") where folder.hasPrefix("/") {
      let candidate = "\(folder)/\(name)"
      var status = stat()
      if unsafe stat(candidate, &status) == 0, status.st_mode & S_IFMT == S_IFREG, unsafe access(candidate, X_OK) == 0 {
        return candidate
      }
    }
    return nil
  }

  /// The most bytes that a program can be given to read: a pipe holds them before anybody reads, on every system.
  static let mostInput = 16 << 10

  /// Runs the program.
  ///
  /// - Parameter text: what it can read, at most `mostInput` bytes; nothing where it is empty.
  func run(_ arguments: [String], reading text: [UInt8] = []) throws(Errno) -> Outcome {
    let output = try Pipe()
    let errors = try Pipe()
    let input = text.isEmpty ? nil : try Pipe()
    let process = try Spawn.start(
      program, arguments, environment, input: input.map { .descriptor($0.read) } ?? .nothing,
      output: .descriptor(output.write), errors: .descriptor(errors.write))
    if let input {
      // A program that reads nothing closes its end; what it says of that counts.
      _ = try? input.write.writeAll(text.prefix(Self.mostInput))
      try? input.write.close()
    }
    try? output.write.close()
    try? errors.write.close()
    var outcome = Outcome(status: nil, output: [], errors: [])
    let isDone = collect(output.read, errors.read, into: &outcome)
    if !isDone { kill(process, SIGKILL) }
    var status: Int32 = 0
    try retried { unsafe waitpid(process, &status, 0) }
    // The lowest seven bits are the signal that ended it; the next eight are the exit status.
    if isDone, status & 0x7F == 0 { outcome.status = status >> 8 & 0xFF }
    return outcome
  }

  /// Both ends of a pipe; closed when nobody has it any more.
  private final class Pipe {
    let read: FileDescriptor
    let write: FileDescriptor

    init() throws(Errno) {
      do {
        (read, write) = try FileDescriptor.pipe()
      } catch {
        throw error as? Errno ?? .ioError
      }
      for end in [read, write] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
      try? read.close()
    }
  }

  /// Reads both streams until they end.
  ///
  /// - Returns: whether they did so in time.
  private func collect(_ output: FileDescriptor, _ errors: FileDescriptor, into outcome: inout Outcome) -> Bool {
    var open = [true, true]
    let deadline = Self.now + Int(patience)
    while open.contains(true) {
      var wanted = zip([output, errors], open).map {
        pollfd(fd: $1 ? $0.rawValue : -1, events: Int16(POLLIN), revents: 0)
      }
      let left = deadline - Self.now
      guard left > 0 else { return false }
      let ready = unsafe poll(&wanted, 2, Int32(clamping: left))
      if ready < 0, errno != EINTR { return false }
      for index in wanted.indices where ready > 0 && wanted[index].revents != 0 {
        guard let bytes = Self.read(index == 0 ? output : errors), !bytes.isEmpty else {
          open[index] = false
          continue
        }
        if index == 0 {
          outcome.output += bytes.prefix(limit - outcome.output.count)
        } else {
          outcome.errors += bytes.prefix(limit - outcome.errors.count)
        }
      }
    }
    return true
  }

  private static func read(_ file: FileDescriptor) -> [UInt8]? {
    try? unsafe [UInt8](unsafeUninitializedCapacity: 16 << 10) { buffer, count in
      count = try unsafe file.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }

  /// Milliseconds of a clock that nobody sets.
  private static var now: Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000
  }
}
