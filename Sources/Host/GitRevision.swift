import Diagnostics
import SystemPackage

/// Files of a revision in a git repository, as they were committed: no filter and no conversion of line ends is applied, and nothing is
/// checked out.
public struct GitRevision {
  /// A file.
  public struct File: Hashable, Sendable {
    /// The permission bits: 0o644 or 0o755.
    public var mode: UInt16
    /// The content.
    public var bytes: [UInt8]
  }

  /// How much is read: more is no output folder.
  private static let largest = 128 << 20
  /// An object's name and a line feed, in SHA-256.
  private static let longestName = 65

  private let git: ChildProcess
  private let folder: String
  private let name: String
  private let commit: String

  /// Looks a revision up.
  ///
  /// - Parameters:
  ///   - name: a branch, a tag, a commit, or what else git takes for a revision.
  ///   - folder: a folder of the repository.
  ///   - environment: looks up a variable of the environment.
  /// - Throws: 66 when git is not installed, or there is no such revision.
  public init(
    _ name: String, in folder: String, environment: @escaping @Sendable (String) -> String? = ProcessState.environment
  ) throws(HostError) {
    guard var git = Git(folder: folder, environment: environment).program else {
      throw HostError(
        .missingInput, id: .gitMissing, "\(name) is no folder, and git is not installed, so it cannot be a revision",
        help: "install git, or name a folder")
    }
    self.name = name
    self.folder = folder
    git.limit = Self.largest
    self.git = git
    // A name that begins with `-` must not be an option; `^{commit}` follows a tag to what it marks.
    let found = try Self.ask(
      git, ["rev-parse", "--verify", "--end-of-options", name + "^{commit}"], of: name, in: folder)
    commit = String(decoding: found.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  /// Reads the files at some paths and below them.
  ///
  /// - Parameter paths: paths as seen from the folder.
  /// - Returns: the files by their paths, as seen from the folder.
  public func files(at paths: [String]) throws(HostError) -> [String: File] {
    let listing = try ask(["ls-tree", "-r", "-z", commit, "--"] + paths)
    var entries: [(path: String, mode: UInt16, object: String)] = []
    for line in listing.split(separator: 0) {
      let parts = line.split(separator: 0x09, maxSplits: 1)
      let words = parts[0].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      guard parts.count == 2, words.count == 3 else { continue }
      let path = String(decoding: parts[1], as: UTF8.self)
      // A link or another repository is no file, and no build writes one.
      guard words[1] == "blob", words[0] == "100644" || words[0] == "100755" else { continue }
      entries.append((path, words[0] == "100755" ? 0o755 : 0o644, words[2]))
    }
    var files: [String: File] = [:]
    let most = ChildProcess.mostInput / Self.longestName
    for start in stride(from: 0, to: entries.count, by: most) {
      let some = Array(entries[start..<min(start + most, entries.count)])
      let answer = try ask(["cat-file", "--batch"], reading: some.map { $0.object + "\n" }.joined())
      var rest = answer[...]
      for entry in some {
        guard let bytes = Self.object(&rest) else {
          throw HostError(
            .badInput, id: .baseFormat, "git cannot read \(entry.path) of \(name)",
            help: "fetch all of the revision: a partial clone does not have every file")
        }
        files[entry.path] = File(mode: entry.mode, bytes: bytes)
      }
    }
    return files
  }

  /// Takes one object of the answer: `NAME blob SIZE`, a line feed, the content, a line feed.
  private static func object(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard let end = rest.firstIndex(of: 0x0A) else { return nil }
    let words = rest[..<end].split(separator: 0x20)
    guard words.count == 3, let size = Int(String(decoding: words[2], as: UTF8.self)), size >= 0,
      size < rest.endIndex - end - 1
    else { return nil }
    let start = end + 1
    let bytes = Array(rest[start..<start + size])
    rest = rest[(start + size + 1)...]
    return bytes
  }

  private func ask(_ question: [String], reading text: String = "") throws(HostError) -> [UInt8] {
    try Self.ask(git, question, of: name, in: folder, reading: text)
  }

  private static func ask(
    _ git: ChildProcess, _ question: [String], of name: String, in folder: String, reading text: String = ""
  ) throws(HostError) -> [UInt8] {
    let outcome: ChildProcess.Outcome
    do throws(Errno) {
      outcome = try git.run(Git.options(for: folder) + question, reading: Array(text.utf8))
    } catch {
      throw .reading(git.program, error)
    }
    guard outcome.status == 0 else {
      let reason = outcome.errors.split(separator: 0x0A).last.map { String(decoding: $0, as: UTF8.self) }
      throw HostError(
        .missingInput, id: .noBase,
        "\(name) is no folder, and no revision of the repository of \(folder): git says: \(reason ?? "nothing in time")",
        help: "name a branch, a tag or a commit, or a folder; fetch it first, where the clone does not have it")
    }
    return outcome.output
  }
}
