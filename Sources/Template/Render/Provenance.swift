/// What each stretch of an output was made from.
public struct Provenance: Sendable {
  /// A stretch of the output that one part of one template made. It begins where the one before it ends.
  public struct Stretch: Sendable, Equatable {
    /// The first byte of the output after the stretch.
    public var end: Int32
    /// The template's index among those that were compiled.
    public var template: Int32
    /// The template's bytes: the text itself, or the tag whose value stands here.
    public var source: Range<Int32>
    /// Whether a value stands here; a text is the template's, byte for byte.
    public var isValue: Bool
    /// The arena's cells that the value was made from, in `cells`.
    public var cells: Range<Int32>
    /// The artifacts whose contents the value was made from, in `artifacts`.
    public var artifacts: Range<Int32>
    /// The innermost condition or loop around it, in `controls`; -1 without one.
    public var control: Int32
  }

  /// A condition or a loop that decided whether a stretch is there.
  public struct Control: Sendable, Equatable {
    /// The arena's cells that were looked at, in `cells`.
    public var cells: Range<Int32>
    /// The next condition or loop outside; -1 without one.
    public var parent: Int32
    /// The template's index among those that were compiled.
    public var template: Int32
    /// The bytes of the tag.
    public var source: Range<Int32>
    /// What it came to.
    public var outcome: Outcome
    /// Where the output was when it was met.
    public var start: Int32
  }

  /// What a condition or a loop came to.
  public enum Outcome: Sendable {
    /// The condition holds.
    case holds
    /// No condition of an `if` holds, or a loop has no elements.
    case otherwise
    /// One element of a loop. What is noted is what decided on this element.
    case element
    /// All elements of a loop: what decided how many there are. It stands around nothing.
    case elements
    /// The header's conditions, and what the artifact's path was made from.
    case header
  }

  /// The stretches, in the order of the output.
  public internal(set) var stretches: [Stretch] = []
  /// The conditions and loops.
  public internal(set) var controls: [Control] = []
  /// The cells that stretches and controls refer to, and groups of them.
  var cells: [Int32] = []
  var groups = CellGroups()
  /// The paths of the artifacts that stretches refer to.
  var artifacts: [String] = []

  /// The index of the stretch that made a byte of the output; nil behind the end.
  public func stretch(at offset: Int) -> Int? {
    var low = 0
    var high = stretches.count
    while low < high {
      let middle = (low + high) / 2
      if Int(stretches[middle].end) <= offset { low = middle + 1 } else { high = middle }
    }
    return low < stretches.count ? low : nil
  }

  /// The arena's cells that a stretch's value was made from.
  public func cells(of stretch: Stretch) -> ArraySlice<Int32> {
    groups.expanded(cells[Int(stretch.cells.lowerBound)..<Int(stretch.cells.upperBound)])[...]
  }

  /// The paths of the artifacts whose contents a stretch's value was made from.
  public func artifacts(of stretch: Stretch) -> ArraySlice<String> {
    artifacts[Int(stretch.artifacts.lowerBound)..<Int(stretch.artifacts.upperBound)]
  }

  /// The conditions and loops around a stretch, the innermost first.
  public func controls(of stretch: Stretch) -> [Control] {
    var result: [Control] = []
    var index = stretch.control
    while index >= 0, Int(index) < controls.count {
      result.append(controls[Int(index)])
      index = controls[Int(index)].parent
    }
    return result
  }

  /// Added to a noted cell of which only that it is there was looked at, and not its value.
  package static let presence = CellGroups.presence

  /// The cells that a stretch's value or a control was made from, and groups of them, which are negative.
  package func noted(_ range: Range<Int32>) -> ArraySlice<Int32> {
    cells[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  /// The cells of a group, and groups in it.
  package func group(_ group: Int32) -> ArraySlice<Int32> { groups.cells(of: group) }

  /// The arena's cells that a condition or a loop looked at.
  public func cells(of control: Control) -> ArraySlice<Int32> {
    groups.expanded(cells[Int(control.cells.lowerBound)..<Int(control.cells.upperBound)])[...]
  }
}
