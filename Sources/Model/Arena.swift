/// A flat picture of a model: what templates, `gen show` and provenance read.
///
/// Cell 0 is the root. What a cell means depends on the shape at its place:
/// - integer, boolean, text: `start` and `count` are a stretch of `bytes`, the value's one printed form;
/// - list: `count` elements, whose cells begin at `start`;
/// - record: its fields' cells begin at `start`, in the order of the record type's slots;
/// - optional: `isAbsent`, or just as its wrapped shape says.
public struct Arena: Sendable {
  /// One value's place.
  public struct Cell: Sendable, Equatable {
    /// The first byte, or the first cell.
    public var start: Int32
    /// The number of bytes, elements or fields; -1 when the value is absent.
    public var count: Int32
    /// The index into `steps`.
    public var origins: Int32

    /// Whether the value is absent.
    public var isAbsent: Bool { count < 0 }
  }

  /// The values.
  public private(set) var cells: [Cell]
  /// The text of all scalars.
  public private(set) var bytes: [UInt8] = []
  /// How values came about; the first entry is that of all which follow from nothing in site.yaml.
  public private(set) var steps: [Step?] = [nil]

  /// Makes an arena with an absent root.
  public init() {
    cells = [Cell(start: 0, count: -1, origins: 0)]
    cells.reserveCapacity(1024)
    bytes.reserveCapacity(16384)
  }

  /// Notes how a value came about; the result goes into its cell.
  public mutating func note(_ step: Step?) -> Int32 {
    guard let step else { return 0 }
    steps.append(step)
    return Int32(steps.count - 1)
  }

  /// How a cell's value came about; nil for one that follows from nothing in site.yaml.
  public func step(of cell: Cell) -> Step? { steps[Int(cell.origins)] }

  /// All settings that a cell's value was made from, and how.
  public func origins(of cell: Cell) -> Origins { step(of: cell)?.origins ?? .none }

  /// Puts a scalar's printed form into a cell.
  public mutating func setScalar(_ text: String, at cell: Int, origins: Int32) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    cells[cell] = Cell(start: Int32(start), count: Int32(bytes.count - start), origins: origins)
  }

  /// Puts a record or a list of `count` values into a cell; the result is the first value's cell.
  public mutating func setAggregate(count: Int, at cell: Int, origins: Int32) -> Int {
    let first = cells.count
    cells.append(contentsOf: repeatElement(Cell(start: 0, count: -1, origins: 0), count: count))
    cells[cell] = Cell(start: Int32(first), count: Int32(count), origins: origins)
    return first
  }

  /// Marks a cell's value as absent.
  public mutating func setAbsent(at cell: Int, origins: Int32) {
    cells[cell] = Cell(start: 0, count: -1, origins: origins)
  }

  /// The bytes of a scalar's cell.
  public func text(of cell: Cell) -> ArraySlice<UInt8> {
    bytes[Int(cell.start)..<Int(cell.start) + Int(max(cell.count, 0))]
  }

  /// The cell that slots lead to from another cell.
  public func cell(_ slots: [Int], from root: Int = 0) -> Int {
    var index = root
    for slot in slots { index = Int(cells[index].start) + slot }
    return index
  }
}
