import Lineage
import Output

/// Which lines of two versions of an artifact have changed, and which line took the place of which.
enum LinePairing {
  /// Compares two versions.
  ///
  /// - Parameters:
  ///   - path: the artifact's path.
  ///   - old: the former version.
  ///   - new: the present version.
  ///   - keys: what made a line of the former and of the present version, where that is known: within a change, a line takes the place
  ///     of one with the same. Otherwise lines are paired in their order where as many come as go.
  static func changes(
    _ path: String, _ old: DiffText, _ new: DiffText,
    keys: (old: (Int) -> TemplatePlace?, new: (Int) -> TemplatePlace?)? = nil
  ) -> [LineChange] {
    let numbers = DiffText.numbers(old, new)
    return LineDiff.changes(from: numbers.old, to: numbers.new).flatMap { change in
      pairs(change, keys).enumerated().map { offset, pair in
        LineChange(
          path: path, old: pair.old, new: pair.new, oldText: pair.old.map { old.said($0) },
          newText: pair.new.map { new.said($0) }, continues: offset > 0)
      }
    }
  }

  private static func pairs(
    _ change: LineDiff.Change, _ keys: (old: (Int) -> TemplatePlace?, new: (Int) -> TemplatePlace?)?
  ) -> [(old: Int?, new: Int?)] {
    if let keys {
      var known: [TemplatePlace?: Int] = [:]
      func number(_ key: TemplatePlace?) -> Int {
        if let number = known[key] { return number }
        known[key] = known.count
        return known.count - 1
      }
      let (before, after) = (change.old.map { number(keys.old($0)) }, change.new.map { number(keys.new($0)) })
      var pairs: [(old: Int?, new: Int?)] = []
      var (line, other) = (change.old.lowerBound, change.new.lowerBound)
      let end = LineDiff.Change(old: change.old.count..<change.old.count, new: change.new.count..<change.new.count)
      for gap in LineDiff.changes(from: before, to: after) + [end] {
        while line < change.old.lowerBound + gap.old.lowerBound {
          pairs.append((line, other))
          (line, other) = (line + 1, other + 1)
        }
        for gone in gap.old { pairs.append((change.old.lowerBound + gone, nil)) }
        for come in gap.new { pairs.append((nil, change.new.lowerBound + come)) }
        (line, other) = (change.old.lowerBound + gap.old.upperBound, change.new.lowerBound + gap.new.upperBound)
      }
      return pairs
    }
    if change.old.count == change.new.count { return zip(change.old, change.new).map { ($0, $1) } }
    let gone: [(old: Int?, new: Int?)] = change.old.map { ($0, nil) }
    return gone + change.new.map { (nil, $0) }
  }
}

extension DiffText {
  /// A line as people read it: without what ends it.
  func said(_ line: Int) -> String {
    let bytes = self[line]
    return String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes, as: UTF8.self)
  }
}
