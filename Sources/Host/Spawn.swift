import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Starts a program.
enum Spawn {
  /// What one of its standard streams is.
  enum Stream {
    /// An open file.
    case descriptor(FileDescriptor)
    /// There is nothing to read.
    case nothing
    /// That of this process.
    case inherited
  }

  /// Starts it, without a shell.
  ///
  /// - Parameters:
  ///   - program: its absolute path.
  ///   - arguments: its arguments, without its name.
  ///   - environment: its environment, each `NAME=value`.
  ///   - input: what it reads.
  ///   - output: where it writes.
  ///   - errors: where it writes errors.
  static func start(
    _ program: String, _ arguments: [String], _ environment: [String], input: Stream, output: Stream = .inherited,
    errors: Stream = .inherited
  ) throws(Errno) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in [input, output, errors].enumerated() {
      switch stream {
      case .descriptor(let file): unsafe posix_spawn_file_actions_adddup2(&actions, file.rawValue, Int32(number))
      case .nothing: unsafe posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", O_RDONLY, 0)
      case .inherited: break
      }
    }
    var words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    var process: pid_t = 0
    let status = unsafe posix_spawn(&process, program, &actions, nil, &words, &variables)
    guard status == 0 else { throw Errno(rawValue: status) }
    return process
  }
}
