import Lineage

/// The lines that differ between two versions of a site.
struct Comparison {
  /// The lines of the first that the second does not have, as `PATH:LINE`, and the other way round.
  private(set) var removed: Set<String> = []
  private(set) var added: Set<String> = []
  /// Those of them that were not declared to depend on what differs between the sites.
  private(set) var undeclared: [String] = []

  init(_ old: Version, _ new: Version) {
    let paths = Set(old.values.keys).union(new.values.keys).filter { old.values[$0] != new.values[$0] }
    let settings = Set(paths.map { $0.replacing(" is written", with: "") })
    for path in Set(old.texts.keys).union(new.texts.keys).sorted() {
      let (before, after) = (old.texts[path] ?? [], new.texts[path] ?? [])
      if before == after { continue }
      let difference = after.difference(from: before)
      let removals = difference.removals.map(Self.offset)
      let insertions = difference.insertions.map(Self.offset)
      removed.formUnion(removals.map { "\(path):\($0 + 1)" })
      added.formUnion(insertions.map { "\(path):\($0 + 1)" })
      undeclared += Self.undeclared(removals, before) { old.declares(path, $0, settings) }.map {
        "- \(path):\($0 + 1): \(before[$0])"
      }
      undeclared += Self.undeclared(insertions, after) { new.declares(path, $0, settings) }.map {
        "+ \(path):\($0 + 1): \(after[$0])"
      }
    }
  }

  private static func offset(_ change: CollectionDifference<String>.Change) -> Int {
    switch change {
    case .remove(let offset, _, _), .insert(let offset, _, _): offset
    }
  }

  /// Those of some changed lines that are not declared. Where a run of lines begins with the line that follows it, or ends with the
  /// one before it, a difference can as well be told of the lines one further down or up: one of these readings must be declared whole.
  private static func undeclared(_ lines: [Int], _ text: [String], _ isDeclared: (Int) -> Bool) -> [Int] {
    var result: [Int] = []
    let lines = lines.sorted()
    var index = 0
    while index < lines.count {
      var end = index
      while end + 1 < lines.count, lines[end + 1] == lines[end] + 1 { end += 1 }
      let run = lines[index]...lines[end]
      if !readings(of: run, text).contains(where: { $0.allSatisfy(isDeclared) }) {
        result += run.filter { !isDeclared($0) }
      }
      index = end + 1
    }
    return result
  }

  /// The runs of lines that may as well be taken for the changed ones.
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
}
