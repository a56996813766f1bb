import Lineage
import Model

/// Which changed settings a changed line depends on, as the lineages of both builds declare it.
struct DeclaredSettings {
  private let old: Side
  private let new: Side
  private let count: Int

  /// One build: of each of its settings, which of the changes it is part of.
  private struct Side {
    let lineage: BuildLineage
    let changes: [Int: Int]

    init(_ lineage: BuildLineage, _ changes: [SettingChange]) {
      self.lineage = lineage
      var found: [Int: Int] = [:]
      for (number, setting) in lineage.settings.settings.enumerated() {
        found[number] = changes.firstIndex {
          Self.isWithin(setting.path, $0.path) || Self.isWithin($0.path, setting.path)
        }
      }
      self.changes = found
    }

    /// Whether a path is another one, or leads to something below it.
    private static func isWithin(_ path: String, _ outer: String) -> Bool {
      path == outer || path.hasPrefix(outer + ".") || path.hasPrefix(outer + "[")
    }

    func changes(of line: Int, in path: String) -> Set<Int> {
      guard let artifact = lineage.artifact(path), artifact.lines.indices.contains(line) else { return [] }
      return Set(lineage.settings(of: artifact.lines[line], in: artifact).numbers.compactMap { changes[$0] })
    }

    func changes(of path: String) -> Set<Int> {
      Set(lineage.settings(ofArtifact: path).numbers.compactMap { changes[$0] })
    }
  }

  init(_ changes: [SettingChange], _ old: BuildLineage, _ new: BuildLineage) {
    self.old = Side(old, changes)
    self.new = Side(new, changes)
    count = changes.count
  }

  /// The changes that a line depends on; all of them where it declares none.
  func changes(of line: LineChange) -> [Int] {
    var found: Set<Int> = []
    if let number = line.old { found.formUnion(old.changes(of: number, in: line.path)) }
    if let number = line.new { found.formUnion(new.changes(of: number, in: line.path)) }
    return orAll(found)
  }

  /// The changes that it depends on whether a file is there.
  func changes(of file: Attribution.FileChange) -> [Int] {
    orAll(old.changes(of: file.path).union(new.changes(of: file.path)))
  }

  private func orAll(_ found: Set<Int>) -> [Int] { found.isEmpty ? Array(0..<count) : found.sorted() }
}
