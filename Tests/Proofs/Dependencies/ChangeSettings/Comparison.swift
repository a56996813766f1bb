import Lineage

/// The lines that differ between two versions of a site.
struct Comparison {
  /// The settings that differ.
  let settings: Set<String>
  /// The lines of the first that the second does not have, as `PATH:LINE`, and the other way round.
  private(set) var removed: Set<String> = []
  private(set) var added: Set<String> = []
  /// Those of them that were not declared to depend on what differs between the sites.
  private(set) var undeclared: [String] = []

  init(_ old: Version, _ new: Version) {
    let paths = Set(old.values.keys).union(new.values.keys).filter { old.values[$0] != new.values[$0] }
    let settings = Set(paths.map { $0.replacing(" is written", with: "") })
    self.settings = settings
    let (mine, others) = (old.lineage.settings.set(of: settings), new.lineage.settings.set(of: settings))
    for path in Set(old.texts.keys).union(new.texts.keys).sorted() {
      let (before, after) = (old.texts[path] ?? [], new.texts[path] ?? [])
      if before == after { continue }
      let changed = Self.changed(before, after)
      removed.formUnion(changed.old.map { "\(path):\($0 + 1)" })
      added.formUnion(changed.new.map { "\(path):\($0 + 1)" })
      let odd = (
        old: changed.old.filter { !old.declares(path, $0, mine) },
        new: changed.new.filter { !new.declares(path, $0, others) }
      )
      if odd.old.isEmpty && odd.new.isEmpty { continue }
      // Of lines with the same text, such as empty ones, any can be taken for the changed one: not one that the same line of the template
      // has made in both versions.
      let exact = Self.changed(Self.lines(path, old), Self.lines(path, new))
      undeclared += Set(odd.old).intersection(exact.old).map { "- \(path):\($0 + 1): \(before[$0])" }
      undeclared += Set(odd.new).intersection(exact.new).map { "+ \(path):\($0 + 1): \(after[$0])" }
    }
  }

  /// A line, and what made it.
  private struct Line: Hashable {
    let text: String
    let template: TemplatePlace
  }

  private static func lines(_ path: String, _ version: Version) -> [Line] {
    zip(version.texts[path] ?? [], version.templates[path] ?? []).map { Line(text: $0, template: $1) }
  }

  /// The numbers of the lines that only one of two texts has, from 0.
  private static func changed<Element: Hashable>(_ before: [Element], _ after: [Element]) -> (old: [Int], new: [Int]) {
    let difference = after.difference(from: before)
    let offset = { (change: CollectionDifference<Element>.Change) in
      switch change {
      case .remove(let offset, _, _), .insert(let offset, _, _): offset
      }
    }
    return (difference.removals.map(offset), difference.insertions.map(offset))
  }
}
