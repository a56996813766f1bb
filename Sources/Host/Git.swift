import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Asks git about a folder.
///
/// The repository may come from anybody, so git runs no program that its configuration names, fetches nothing, and changes
/// nothing; and git itself refuses one that belongs to another user.
struct Git {
  /// The folder that relative names in a question start from.
  let folder: String
  /// Looks up a variable of the environment.
  var environment: @Sendable (String) -> String? = ProcessState.environment

  /// The program; nil where it is not installed.
  var program: ChildProcess? {
    ChildProcess.find("git", in: environment("PATH") ?? "").map { ChildProcess(program: $0, environment: variables) }
  }

  /// The options that come before a question.
  static func options(for folder: String) -> [String] {
    [
      "-C", folder, "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
      "-c", "core.quotePath=false", "-c", "core.untrackedCache=false", "-c", "core.attributesFile=/dev/null",
    ]
  }

  /// What git answers; nil where it has no answer, or there is no git.
  ///
  /// - Parameter limit: the most bytes that are taken; a longer answer is none.
  func answer(_ question: [String], limit: Int = 1 << 20) -> [UInt8]? {
    guard var git = program else { return nil }
    git.limit = limit + 1
    guard let outcome = try? git.run(Self.options(for: folder) + question), outcome.status == 0,
      outcome.output.count <= limit
    else { return nil }
    return outcome.output
  }

  /// Nothing of the caller's but where their own ignored files and configuration are: a GIT_DIR would ask another repository.
  private var variables: [String] {
    let kept = ["PATH", "HOME", "XDG_CONFIG_HOME"].compactMap { name in environment(name).map { "\(name)=\($0)" } }
    return kept + [
      "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=",
      "GIT_NO_REPLACE_OBJECTS=1",
    ]
  }

  /// Whether the folder, or one above it, holds something that git takes for a repository.
  func isInRepository() throws(HostError) -> Bool {
    guard let real = unsafe realpath(folder, nil) else {
      let error = Errno(rawValue: errno)
      if error == .noSuchFileOrDirectory { return false }
      throw .reading(folder, error)
    }
    defer { unsafe free(real) }
    var names = unsafe String(cString: real).split(separator: "/")
    while true {
      let place = names.map { "/" + $0 }.joined() + "/.git"
      do throws(Errno) {
        _ = try FileStatus(at: place)
        return true
      } catch {
        guard error == .noSuchFileOrDirectory || error == .notDirectory else { throw .reading(place, error) }
      }
      guard !names.isEmpty else { return false }
      names.removeLast()
    }
  }
}
