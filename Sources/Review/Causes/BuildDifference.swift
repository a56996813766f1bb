import Compiler
import Lineage
import Output
import Template

/// What differs between two builds with the same templates.
struct BuildDifference {
  private(set) var lines: [LineChange] = []
  private(set) var files: [Attribution.FileChange] = []

  var isEmpty: Bool { lines.isEmpty && files.isEmpty }

  /// - Parameter isCompared: whether the file at a path counts.
  init(from old: Build, to new: Build, _ isCompared: (String) -> Bool = { _ in true }) {
    let sources = new.templates.index.sources
    let before = Dictionary(old.artifacts.map { ($0.path, $0) }) { first, _ in first }
    let after = Dictionary(new.artifacts.map { ($0.path, $0) }) { first, _ in first }
    for path in Set(before.keys).union(after.keys).sorted() where isCompared(path) {
      if let one = before[path], let two = after[path] {
        if one.bytes == two.bytes { continue }
        let (one, two) = (ArtifactLines(one, sources), ArtifactLines(two, sources))
        lines += LinePairing.changes(path, one.diffText, two.diffText, keys: (one.key, two.key))
      } else {
        files += VersionDifference.files(path, before[path].map(Self.version), after[path].map(Self.version))
      }
    }
  }

  private static func version(_ artifact: Rendered) -> FileDiff.Version {
    FileDiff.Version(mode: artifact.mode, bytes: artifact.bytes)
  }
}

/// What differs between files, whatever made them.
struct VersionDifference {
  private(set) var lines: [LineChange] = []
  private(set) var files: [Attribution.FileChange] = []

  init(from old: [String: FileDiff.Version], to new: [String: FileDiff.Version]) {
    for path in Set(old.keys).union(new.keys).sorted() {
      let (before, after) = (old[path], new[path])
      files += Self.files(path, before, after)
      guard let before, let after, before.bytes != after.bytes else { continue }
      lines += LinePairing.changes(path, DiffText(before.bytes), DiffText(after.bytes))
    }
  }

  /// What happens to a whole file.
  static func files(_ path: String, _ old: FileDiff.Version?, _ new: FileDiff.Version?) -> [Attribution.FileChange] {
    switch (old, new) {
    case (nil, let new?):
      [Attribution.FileChange(path: path, kind: .added, lines: DiffText(new.bytes).lines.count, mode: new.mode)]
    case (let old?, nil):
      [Attribution.FileChange(path: path, kind: .removed, lines: DiffText(old.bytes).lines.count, mode: old.mode)]
    case (let old?, let new?) where old.mode & 0o100 != new.mode & 0o100:
      [Attribution.FileChange(path: path, kind: .mode, lines: 0, mode: new.mode)]
    default: []
    }
  }
}

/// Which changes of lines a build with one setting has, for those of the build with all of them.
struct Reach {
  private var files: Set<Attribution.FileChange> = []
  private var old: Set<Place> = []
  private var new: Set<Text> = []

  private struct Place: Hashable {
    var path: String
    var line: Int
  }

  private struct Text: Hashable {
    var path: String
    var text: String
  }

  init(_ difference: BuildDifference) {
    files = Set(difference.files)
    for line in difference.lines {
      if let number = line.old { old.insert(Place(path: line.path, line: number)) }
      if let text = line.newText { new.insert(Text(path: line.path, text: text)) }
    }
  }

  /// Whether the build with this setting alone makes or removes the same file.
  func explains(_ file: Attribution.FileChange) -> Bool {
    files.contains { $0.path == file.path && $0.kind == file.kind }
  }

  /// Whether the build with this setting alone changes the same line, or adds one that says the same.
  func explains(_ line: LineChange) -> Bool {
    if let number = line.old { return old.contains(Place(path: line.path, line: number)) }
    return line.newText.map { new.contains(Text(path: line.path, text: $0)) } ?? false
  }
}

/// Where the lines of one build are in another.
struct LineShift {
  private let old: [String: Rendered]
  private let new: [String: Rendered]

  init(from old: Build, to new: Build) {
    self.old = Dictionary(old.artifacts.map { ($0.path, $0) }) { first, _ in first }
    self.new = Dictionary(new.artifacts.map { ($0.path, $0) }) { first, _ in first }
  }

  /// The line, from 0, in the other build; the one in whose place it is where it is there no more.
  func line(_ number: Int, of path: String) -> Int {
    guard let before = old[path], let after = new[path], before.bytes != after.bytes else { return number }
    let numbers = DiffText.numbers(DiffText(before.bytes), DiffText(after.bytes))
    var shift = 0
    for change in LineDiff.changes(from: numbers.old, to: numbers.new) {
      if change.old.contains(number) { return min(number + shift, max(change.new.upperBound - 1, 0)) }
      if change.old.lowerBound > number { break }
      shift = change.new.upperBound - change.old.upperBound
    }
    return number + shift
  }
}
