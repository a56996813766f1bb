/// A flat picture of a model: what templates, `gen show` and provenance read.
///
/// Cell 0 is the root. What a cell means is said by the shape at its place:
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
    /// The index into `origins`.
    public var origins: Int32

    /// Whether the value is absent.
    public var isAbsent: Bool { count < 0 }
  }

  /// The values.
  public private(set) var cells: [Cell]
  /// The text of all scalars.
  public private(set) var bytes: [UInt8] = []
  /// What values were made from; the first entry is `Origins.none`.
  public private(set) var origins: [Origins] = [.none]

  /// Makes an arena with an absent root.
  public init() {
    cells = [Cell(start: 0, count: -1, origins: 0)]
    cells.reserveCapacity(1024)
    bytes.reserveCapacity(16384)
  }

  /// Notes what values were made from; the result goes into the cells made from it.
  public mutating func note(_ made: Origins) -> Int32 {
    if made.settings.isEmpty && made.formula.isEmpty { return 0 }
    origins.append(made)
    return Int32(origins.count - 1)
  }

  /// Puts a scalar's printed form into a cell.
  public mutating func setScalar(_ text: some Sequence<UInt8>, at cell: Int, origins: Int32) {
    let start = bytes.count
    bytes.append(contentsOf: text)
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
