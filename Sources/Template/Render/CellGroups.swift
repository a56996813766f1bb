/// Cells that are noted once and meant many times: those that a variable was made from, and those that a header asks for.
///
/// A list of cells names a group by a negative number. A variable that was made from a long list, and is used at each step of a
/// loop, would take the square of the list's length otherwise.
struct CellGroups: Sendable {
  /// Added to a cell of which only that it is there was looked at, and not its value.
  static let presence: Int32 = 1 << 30

  private var cells: [Int32] = []
  /// Where each group ends.
  private var ends: [Int] = []

  /// How many groups there are.
  var count: Int { ends.count }

  /// Notes a group; the result stands for it among cells.
  mutating func append(_ group: [Int32]) -> Int32 {
    cells += group
    ends.append(cells.count)
    return Int32(-ends.count)
  }

  /// Forgets all groups but the first ones.
  mutating func removeAll(after count: Int) {
    guard count < ends.count else { return }
    ends.removeSubrange(count...)
    cells.removeSubrange((ends.last ?? 0)...)
  }

  /// The cells themselves, in their order. A group may name others; each is taken where it is met first.
  func expanded(_ named: some Sequence<Int32>) -> [Int32] {
    flattened(named).map { $0 & ~Self.presence }
  }

  /// The same, with the mark of those of which only the presence was looked at.
  func flattened(_ named: some Sequence<Int32>) -> [Int32] {
    var result: [Int32] = []
    var met: Set<Int32> = []
    // What is still to be looked at, the next one last.
    var rest = Array(Array(named).reversed())
    while let cell = rest.popLast() {
      if cell >= 0 {
        result.append(cell)
      } else if met.insert(cell).inserted {
        rest += cells(of: cell).reversed()
      }
    }
    return result
  }

  /// The cells of a group as they were noted, groups among them.
  func cells(of group: Int32) -> ArraySlice<Int32> { cells[range(of: group)] }

  private func range(of group: Int32) -> Range<Int> {
    let index = Int(-group) - 1
    guard ends.indices.contains(index) else { return 0..<0 }
    return (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }
}
