import Output

extension Review {
  /// The files that change, a line each, with how many lines come and go: what `git diff --stat` prints.
  public var statistics: String {
    let width = files.map(\.path.count).max() ?? 0
    let most = files.map { $0.added + $0.removed }.max() ?? 0
    let scale = max(1, (most + 39) / 40)
    func bar(_ sign: Character, _ count: Int) -> String { String(repeating: sign, count: (count + scale - 1) / scale) }
    let lines = files.map { file in
      let name = file.path + String(repeating: " ", count: width - file.path.count)
      return " \(name) | \(file.added + file.removed) \(bar("+", file.added))\(bar("-", file.removed))\n"
    }
    let (added, removed) = files.reduce((0, 0)) { ($0.0 + $1.added, $0.1 + $1.removed) }
    let end =
      files.isEmpty
      ? "" : " \(ReviewWords.count(files.count, "file")) changed, \(added) insertions(+), \(removed) deletions(-)\n"
    return lines.joined() + end
  }

  /// The paths of the files that change, a line each.
  public var names: String { files.map { $0.path + "\n" }.joined() }

  /// All changes as `git apply` takes them.
  public var unified: [UInt8] { files.flatMap(\.bytes) }
}
