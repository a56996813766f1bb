/// Which lines of two texts belong together: Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its
/// Variations", 1986), with a limit on the work.
///
/// Texts that differ in more than the limit allows are taken to differ in all between their common beginning and their
/// common end: a correct answer, if not the shortest, in time and memory that no input can stretch.
package struct LineDiff {
  /// A stretch of lines of the old text that another stretch of the new text takes the place of.
  package struct Change: Hashable {
    /// The lines that go.
    package var old: Range<Int>
    /// The lines that come.
    package var new: Range<Int>

    /// Makes a change.
    package init(old: Range<Int>, new: Range<Int>) {
      self.old = old
      self.new = new
    }
  }

  /// The most lines that may differ before the answer is coarse: memory grows with the square of it.
  private static let mostEdits = 1_000
  /// The most lines that are compared before the answer is coarse.
  private static let mostComparisons = 20_000_000

  /// The changes, in order, with at least one common line between two of them.
  package static func changes(from old: [Int], to new: [Int]) -> [Change] {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var end = 0
    while end < old.count - start, end < new.count - start,
      old[old.count - 1 - end] == new[new.count - 1 - end]
    {
      end += 1
    }
    let inner = (old: start..<old.count - end, new: start..<new.count - end)
    if inner.old.isEmpty && inner.new.isEmpty { return [] }
    var search = LineDiff(old: old[inner.old], new: new[inner.new])
    guard !inner.old.isEmpty, !inner.new.isEmpty, let edits = search.edits() else {
      return [Change(old: inner.old, new: inner.new)]
    }
    return merged(edits)
  }

  private let old: ArraySlice<Int>
  private let new: ArraySlice<Int>
  private var comparisons = 0
  /// For each number of edits, how far each diagonal got: the state before that round, to walk back by.
  private var trace: [[Int32]] = []

  private init(old: ArraySlice<Int>, new: ArraySlice<Int>) {
    self.old = old
    self.new = new
  }

  /// The single deleted and inserted lines, last first; nil when the limit is reached.
  private mutating func edits() -> [Change]? {
    // reach[k + offset] is the furthest line of the old text on diagonal k, where k is old minus new.
    let limit = min(Self.mostEdits, old.count + new.count)
    let offset = limit + 1
    var reach = [Int32](repeating: 0, count: 2 * limit + 3)
    for count in 0...limit {
      trace.append(Array(reach[(offset - count)...(offset + count)]))
      for diagonal in stride(from: -count, through: count, by: 2) {
        let goesDown =
          diagonal == -count || (diagonal != count && reach[diagonal - 1 + offset] < reach[diagonal + 1 + offset])
        var x = Int(goesDown ? reach[diagonal + 1 + offset] : reach[diagonal - 1 + offset] + 1)
        var y = x - diagonal
        while x < old.count, y < new.count, old[old.startIndex + x] == new[new.startIndex + y] {
          x += 1
          y += 1
          comparisons += 1
        }
        reach[diagonal + offset] = Int32(truncatingIfNeeded: x)
        if x >= old.count && y >= new.count { return walkBack(count) }
      }
      comparisons += count + 1
      if comparisons > Self.mostComparisons { return nil }
    }
    return nil
  }

  private func walkBack(_ count: Int) -> [Change] {
    var edits: [Change] = []
    var (x, y) = (old.count, new.count)
    for round in stride(from: count, to: 0, by: -1) {
      let reach = trace[round]
      let diagonal = x - y
      // A neighbour that the round before did not reach lies outside of its triangle, and counts as not reached.
      func reached(_ k: Int) -> Int { abs(k) < round ? Int(reach[k + round]) : -1 }
      let goesDown = diagonal == -round || (diagonal != round && reached(diagonal - 1) < reached(diagonal + 1))
      let previous = goesDown ? diagonal + 1 : diagonal - 1
      let fromX = reached(previous)
      let fromY = fromX - previous
      let (atOld, atNew) = (old.startIndex + fromX, new.startIndex + fromY)
      edits.append(
        goesDown
          ? Change(old: atOld..<atOld, new: atNew..<atNew + 1) : Change(old: atOld..<atOld + 1, new: atNew..<atNew))
      (x, y) = (fromX, fromY)
    }
    return edits
  }

  /// Joins single lines, given last first, that touch.
  private static func merged(_ edits: [Change]) -> [Change] {
    var changes: [Change] = []
    for edit in edits.reversed() {
      if let last = changes.last, last.old.upperBound == edit.old.lowerBound, last.new.upperBound == edit.new.lowerBound
      {
        changes[changes.count - 1] = Change(
          old: last.old.lowerBound..<edit.old.upperBound, new: last.new.lowerBound..<edit.new.upperBound)
      } else {
        changes.append(edit)
      }
    }
    return changes
  }
}
