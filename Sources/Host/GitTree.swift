import Diagnostics
import SystemPackage

/// Asks git whether it keeps files of a folder, or would with the next `git add -A`. Only git itself knows: what is ignored
/// depends on files in every folder above, on the user's own and on the order of their lines.
struct GitTree {
  /// The folder that the files are in.
  let folder: String
  /// What is to be written where so that git ignores the files.
  let remedy: String
  /// Looks up a variable of the environment.
  var environment: @Sendable (String) -> String? = ProcessState.environment

  /// What is wrong with files of the folder, which need not be there; nothing where there is no repository.
  func findings(for names: [String]) throws(HostError) -> [Diagnostic] {
    let repository = Git(folder: folder, environment: environment)
    guard try repository.isInRepository() else { return [] }
    guard let git = repository.program else {
      return [
        Diagnostic(
          .error, id: .gitMissing,
          "\(folder) is in a git repository, but git is not installed, so gen cannot find out what it tracks",
          at: nil,
          help: "install git, then run the command again")
      ]
    }
    let tracked = try ask(git, ["ls-files", "-z", "--cached", "--"] + names, isNo: nil, separator: 0)
    let ignored = Set(try ask(git, ["check-ignore", "--no-index", "--"] + names, isNo: 1, separator: 0x0A))
    return tracked.map(kept) + open(names.filter { !ignored.contains($0) })
  }

  private func kept(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, id: .secretInGit, "\(shown(name)) is tracked by git", at: nil,
      help: "git rm --cached \(shown(name)); everybody who has the repository has the password: make another one")
  }

  private func open(_ names: [String]) -> [Diagnostic] {
    guard let first = names.first else { return [] }
    let more = names.count > 1 ? " and \(names.count - 1) more are" : " is"
    return [
      Diagnostic(
        .error, id: .secretNotIgnored, "\(shown(first))\(more) not ignored by git: `git add -A` would add it",
        at: nil,
        help: remedy)
    ]
  }

  private func shown(_ name: String) -> String { folder == "." ? name : "\(folder)/\(name)" }

  /// Asks one question.
  ///
  /// - Parameter isNo: the exit status that says that the answer is empty.
  private func ask(_ git: ChildProcess, _ question: [String], isNo: Int32?, separator: UInt8) throws(HostError)
    -> [String]
  {
    let outcome: ChildProcess.Outcome
    do throws(Errno) {
      outcome = try git.run(Git.options(for: folder) + question)
    } catch {
      throw .reading(git.program, error)
    }
    if let isNo, outcome.status == isNo { return [] }
    guard outcome.status == 0 else {
      let reason = outcome.errors.split(separator: 0x0A).first.map { String(decoding: $0, as: UTF8.self) }
      throw HostError(
        .cannotCreate, id: .gitFailed, "git cannot say what it tracks in \(folder): \(reason ?? "it took too long")",
        help: "run `git status` there, and correct the error")
    }
    return outcome.output.split(separator: separator).map { String(decoding: $0, as: UTF8.self) }
  }
}
