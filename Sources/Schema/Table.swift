/// What a struct is made of: its memberwise initialiser, and one row per property in the same order.
///
/// The compiler checks the rows against the initialiser, so that a property without a row does not compile. No second list
/// of a struct's keys exists: decoding, editors' schema, the reference page, `gen show` and the types that templates are
/// checked against all come from here.
public struct Table<Root: Sendable>: Sendable {
  /// The record's type.
  public let type: RecordType
  let decode: @Sendable (_ node: Node, _ path: String, _ decoding: inout Decoding) -> Root
  let standIn: @Sendable (_ path: String) -> Root
  /// Writes a record's fields into cells that follow each other.
  let fill: @Sendable (_ root: Root, _ arena: inout Arena, _ first: Int) -> Void

  /// Makes a table.
  ///
  /// - Parameters:
  ///   - name: the record's name in messages.
  ///   - make: the struct's memberwise initialiser.
  ///   - reserved: keys that mean nothing yet, but will.
  ///   - row: a row per property, in the order of the initialiser.
  public init<each Property: Modeled>(
    _ name: String, _ make: @escaping @Sendable (repeat each Property) -> Root, reserved: [String] = [],
    _ row: repeat Row<Root, each Property>
  ) {
    var fields: [RecordType.Field] = []
    for row in repeat each row { fields += row.fields }
    let type = RecordType(name: name, fields: fields)
    let standIn: @Sendable (String) -> Root = { path in
      make(repeat Self.standIn(each row, path))
    }
    self.type = type
    self.standIn = standIn
    self.decode = { node, path, decoding in
      guard let mapping = Mapping(node, type, reserved: reserved, at: path, in: &decoding) else { return standIn(path) }
      return make(repeat mapping.property(each row, in: &decoding))
    }
    self.fill = { root, arena, first in
      var next = first
      for row in repeat each row {
        row.project(root, &arena, next)
        next += row.fields.count
      }
    }
  }

  /// Writes a record into its cell.
  func project(_ root: Root, _ arena: inout Arena, _ cell: Int) {
    fill(root, &arena, arena.setAggregate(count: type.fields.count, at: cell, origins: 0))
  }

  /// The record with every key left out; only for records in which every key may be.
  func defaults(_ path: String) -> Root {
    var decoding = Decoding(file: "")
    return decode(Node(.mapping([]), span: .nowhere), path, &decoding)
  }

  private static func standIn<Property>(_ row: Row<Root, Property>, _ path: String) -> Property {
    Property.standIn(at: path.isEmpty ? row.field.key : "\(path).\(row.field.key)")
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

  /// What stands in for a value that could not be read.
  public static var placeholder: Self { table.standIn("") }

  /// Reads the property; what cannot be read is reported, and a poisoned value stands in.
  public static func decode(_ node: Node, at path: String, in decoding: inout Decoding) -> Self {
    table.decode(node, path, &decoding)
  }

  /// Reads a value; nil when it cannot be read, which has been reported.
  public static func read(_ node: Node, at path: String, in decoding: inout Decoding) -> Self? {
    guard case .mapping = node.content else {
      decoding.mismatch(node, at: path, expected: shape)
      return nil
    }
    return table.decode(node, path, &decoding)
  }

  /// A poisoned value that stands in for one which could not be read.
  public static func standIn(at path: String) -> Self {
    table.standIn(path)
  }

  /// A record's properties say it, each for itself.
  public var isStandIn: Bool { false }

  /// Writes the value into its cell.
  public func project(into arena: inout Arena, at cell: Int) {
    Self.table.project(self, &arena, cell)
  }

  /// Writes the value into its cell.
  public func project(into arena: inout Arena, at cell: Int, origins: Int32) {
    Self.table.project(self, &arena, cell)
  }
}
