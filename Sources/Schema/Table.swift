public import Model

/// What a struct is made of: one row per property, in the order of its memberwise initialiser.
///
/// The compiler checks the rows against the initialiser, so that a property without a row does not compile. No second list
/// of a struct's keys exists: editors' schema, the reference page, `gen show` and the types that templates are checked
/// against all come from here.
public struct Table<Root: Sendable>: Sendable {
  /// The record's type.
  public let type: RecordType
  /// Writes the fields of a record into cells that follow each other, from the given one on.
  ///
  /// It is made once, of a closure for each row. Within a loop over the rows, or over a list of closures about this type,
  /// the runtime would be asked for the types again and again.
  let write: Write

  /// Writes something of a record into the cells that are set aside for it.
  typealias Write = @Sendable (_ root: Root, _ arena: inout Arena, _ cell: Int) -> Void

  /// Makes the table of a record that is only derived.
  ///
  /// - Parameters:
  ///   - name: the record's name in messages.
  ///   - make: the struct's memberwise initialiser, which says what properties there are.
  ///   - row: a row per property, in the order of the initialiser.
  public init<each Property: Modeled>(
    _ name: String, _ make: (repeat each Property) -> Root, _ row: repeat Row<Root, each Property>
  ) {
    var fields: [RecordType.Field] = []
    var write: Write = { _, _, _ in }
    for row in repeat each row {
      let (before, next, offset) = (write, row.write, fields.count)
      write = { root, arena, first in
        before(root, &arena, first)
        next(root, &arena, first + offset)
      }
      fields += row.fields
    }
    self.type = RecordType(name: name, fields: fields)
    self.write = write
  }

  /// Writes a record into its cell, with what decided that it is there.
  func project(_ root: Root, into arena: inout Arena, at cell: Int, origins: Int32 = 0) {
    write(root, &arena, arena.setAggregate(count: type.fields.count, at: cell, origins: origins))
  }
}

/// A struct that a table describes: a place for further properties.
public protocol Tabled: Modeled, Content {
  /// The struct's table.
  static var table: Table<Self> { get }
}

extension Tabled {
  /// The type, for templates, editors and the reference.
  public static var shape: Shape { .record(table.type) }

  /// Writes the value into its cell.
  public func project(into arena: inout Arena, at cell: Int) {
    Self.table.project(self, into: &arena, at: cell)
  }

  /// Writes the value into its cell.
  public func project(into arena: inout Arena, at cell: Int, origins: Int32) {
    Self.table.project(self, into: &arena, at: cell, origins: origins)
  }
}
