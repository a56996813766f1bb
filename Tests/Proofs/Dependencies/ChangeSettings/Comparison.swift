import Lineage

/// The lines that differ between two versions of a site.
struct Comparison {
  /// The settings that are another value, not just written now, or not written any more.
  let values: Set<String>
  /// The lines of the first that the second does not have, as `PATH:LINE`, and the other way round.
  private(set) var removed: Set<String> = []
  private(set) var added: Set<String> = []
  /// Those of them that were not declared to depend on what differs between the sites.
  private(set) var undeclared: [String] = []

  private let old: Version
  private let new: Version

  init(_ old: Version, _ new: Version) {
    (self.old, self.new) = (old, new)
    let paths = Set(old.values.keys).union(new.values.keys).filter { old.values[$0] != new.values[$0] }
    values = paths.filter { !$0.hasSuffix(" is written") }
    let settings = Set(paths.map { $0.replacing(" is written", with: "") })
      .union(Self.lists(of: paths).filter { old.elements(of: $0).sorted() == new.elements(of: $0).sorted() })
    let (mine, others) = (old.lineage.settings.set(of: settings), new.lineage.settings.set(of: settings))
    for path in Set(old.contents.keys).union(new.contents.keys).sorted() where old.contents[path] != new.contents[path]
    {
      let (before, after) = (old.lines(of: path), new.lines(of: path))
      let changed = Self.changed(before, after)
      removed.formUnion(changed.old.map { "\(path):\($0 + 1)" })
      added.formUnion(changed.new.map { "\(path):\($0 + 1)" })
      let odd = (
        old: Self.undeclared(changed.old, before) { old.declares(path, $0, mine) },
        new: Self.undeclared(changed.new, after) { new.declares(path, $0, others) }
      )
      if odd.old.isEmpty && odd.new.isEmpty { continue }
      // Of lines with the same text, such as empty ones, any can be taken for the changed one: not one that the same line of the template
      // has made in both versions.
      let exact = Self.changed(Self.lines(path, old), Self.lines(path, new))
      undeclared += Set(odd.old).intersection(exact.old).map { "- \(path):\($0 + 1): \(before[$0])" }
      undeclared += Set(odd.new).intersection(exact.new).map { "+ \(path):\($0 + 1): \(after[$0])" }
    }
  }

  /// The lists that some settings are elements of. With the same elements in another order a list is another one: then which lines have moved
  /// is as one reads it.
  private static func lists(of paths: some Sequence<String>) -> Set<String> {
    Set(paths.compactMap { path in path.hasSuffix("]") ? path.lastIndex(of: "[").map { String(path[..<$0]) } : nil })
  }

  /// Those of some lines of the first that another line of a template makes in the second, with the same text: a line of a branch that is
  /// not taken any more is not there any more, whatever the other branch says.
  func replaced(among lines: Set<String>) -> Set<String> {
    let paths = Set(lines.compactMap { line in line.lastIndex(of: ":").map { String(line[..<$0]) } })
    return paths.filter { old.contents[$0] != new.contents[$0] }.reduce(into: []) { found, path in
      found.formUnion(Self.changed(Self.lines(path, old), Self.lines(path, new)).old.map { "\(path):\($0 + 1)" })
    }
  }

  /// Those of some changed lines that are not declared. A run of lines that begins with the line that follows it, or ends with the one
  /// before it, can as well be taken to be one further down or up: one of these readings must be declared whole.
  private static func undeclared(_ lines: [Int], _ text: [String], _ isDeclared: (Int) -> Bool) -> [Int] {
    var result: [Int] = []
    let lines = lines.sorted()
    var index = 0
    while index < lines.count {
      var end = index
      while end + 1 < lines.count, lines[end + 1] == lines[end] + 1 { end += 1 }
      let run = lines[index]...lines[end]
      let isDeclaredWhole = readings(of: run, text).contains { $0.allSatisfy(isDeclared) }
      if !isDeclaredWhole { result += run.filter { !isDeclared($0) } }
      index = end + 1
    }
    return result
  }

  /// The runs of lines that can as well be taken for the changed ones.
  private static func readings(of run: ClosedRange<Int>, _ text: [String]) -> [ClosedRange<Int>] {
    var all = [run]
    var (first, last) = (run.lowerBound, run.upperBound)
    while first > 0, text[first - 1] == text[last] {
      (first, last) = (first - 1, last - 1)
      all.append(first...last)
    }
    (first, last) = (run.lowerBound, run.upperBound)
    while last + 1 < text.count, text[last + 1] == text[first] {
      (first, last) = (first + 1, last + 1)
      all.append(first...last)
    }
    return all
  }

  /// A line, and what made it.
  private struct Line: Hashable {
    let text: String
    let template: TemplatePlace
  }

  private static func lines(_ path: String, _ version: Version) -> [Line] {
    guard let artifact = version.lineage.artifact(path) else { return [] }
    return artifact.lines.map { Line(text: artifact.text(of: $0), template: artifact.template(of: $0)) }
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
