import Output
import SystemPackage

/// Finds the versions of an output folder that git is merging, or has merged with the last commit: in the middle of a merge, a rebase or
/// a cherry-pick, and until the merge is followed by another commit.
struct MergeSides {
  private let git: Git
  private let revisions: [String]

  /// Looks for them; nil where git has merged nothing, or cannot say.
  init?(of folder: String, environment: @escaping @Sendable (String) -> String?) {
    git = Git(folder: folder, environment: environment)
    guard (try? git.isInRepository()) == true else { return nil }
    // The last commit, and what it was made from.
    let last = Self.names(git.answer(["rev-list", "--parents", "--max-count=1", "HEAD"]))
    guard let own = last.first else { return nil }
    let unfinished = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD", "REVERT_HEAD^"]
    let other = unfinished.lazy.compactMap { [git] in
      Self.names(git.answer(["rev-parse", "--verify", "--quiet", "\($0)^{commit}"])).first
    }.first { $0 != own }
    revisions = other.map { [own, $0] } ?? Array(last.dropFirst())
    guard revisions.count > 1 else { return nil }
  }

  /// What each of them says that a build wrote; nil where one of them has no manifest.
  var sides: [MergeSide]? {
    let sides = revisions.compactMap { revision in
      file(Manifest.path, of: revision, limit: Manifest.largestSize).flatMap(MergeSide.init(manifest:))
    }
    return sides.count == revisions.count ? sides : nil
  }

  /// Adds files to the sides.
  func add(_ paths: [String], to sides: inout [MergeSide]) {
    for (index, revision) in zip(sides.indices, revisions) {
      for path in paths where sides[index].manifest.files.contains(where: { $0.path == path }) {
        if let bytes = file(path, of: revision, limit: DiskEntry.largestFile) { sides[index].add(bytes, at: path) }
      }
    }
  }

  /// A file of the folder in a revision. git's filters are not applied, so the bytes are those that were committed.
  private func file(_ path: String, of revision: String, limit: Int) -> [UInt8]? {
    git.answer(["cat-file", "blob", "\(revision):./\(path)"], limit: limit)
  }

  private static func names(_ answer: [UInt8]?) -> [String] {
    String(decoding: answer ?? [], as: UTF8.self).split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
