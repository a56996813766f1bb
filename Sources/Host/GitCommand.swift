import SystemPackage

/// How git is asked about a repository that may come from anybody: it runs no program that the repository's configuration names, fetches
/// nothing and changes nothing; and git itself refuses a repository that belongs to another user.
struct GitCommand {
  /// The program's absolute path.
  let path: String
  private let process: ChildProcess
  private let folder: String

  /// Prepares a question about a folder.
  ///
  /// - Parameters:
  ///   - path: the program's absolute path.
  ///   - environment: looks up a variable of the environment.
  ///   - folder: the folder that git works in.
  ///   - limit: how many bytes of an answer are kept.
  init(_ path: String, _ environment: (String) -> String?, folder: String, limit: Int = 1 << 20) {
    self.path = path
    self.folder = folder
    process = ChildProcess(program: path, environment: Self.clean(environment), limit: limit)
  }

  /// Asks one question.
  func run(_ question: [String], reading text: [UInt8] = []) throws(Errno) -> ChildProcess.Outcome {
    try process.run(safely + question, reading: text)
  }

  private var safely: [String] {
    [
      "-C", folder, "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
      "-c", "core.quotePath=false", "-c", "core.untrackedCache=false", "-c", "core.attributesFile=/dev/null",
    ]
  }

  /// Nothing of the caller's but where their own ignored files and configuration are: a GIT_DIR would ask another repository.
  private static func clean(_ environment: (String) -> String?) -> [String] {
    let kept = ["PATH", "HOME", "XDG_CONFIG_HOME"].compactMap { name in environment(name).map { "\(name)=\($0)" } }
    return kept + [
      "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=",
      "GIT_NO_REPLACE_OBJECTS=1",
    ]
  }
}
