import Diagnostics
public import Document
import Model

/// A table of settings: it can also read the struct from site.yaml.
public struct SectionTable<Root: Sendable>: Sendable {
  /// What the struct is made of.
  public let table: Table<Root>
  let decode: @Sendable (_ node: Node, _ path: String, _ decoding: inout Decoding) -> Root
  /// Reads the struct from a mapping that is open: its own, or for a part that of the section it belongs to.
  let read: @Sendable (_ mapping: Mapping, _ decoding: inout Decoding) -> Root
  let standIn: @Sendable (_ path: String) -> Root

  /// Makes a table of settings.
  ///
  /// - Parameters:
  ///   - name: the record's name in messages.
  ///   - make: the struct's memberwise initialiser.
  ///   - reserved: keys that mean nothing yet, but will, and what to do until then.
  ///   - row: a row per property, in the order of the initialiser.
  public init<each Property: Setting>(
    _ name: String, _ make: @escaping @Sendable (repeat each Property) -> Root, reserved: [String: String] = [:],
    _ row: repeat Row<Root, each Property>
  ) {
    let table = Table(name, make, repeat each row)
    let standIn: @Sendable (String) -> Root = { path in
      make(repeat Self.standIn(each row, path))
    }
    let read: @Sendable (Mapping, inout Decoding) -> Root = { mapping, decoding in
      make(repeat mapping.property(each row, in: &decoding))
    }
    self.table = table
    self.read = read
    self.standIn = standIn
    self.decode = { node, path, decoding in
      guard let mapping = Mapping(node, table.type, reserved: reserved, at: path, in: &decoding) else {
        return standIn(path)
      }
      return read(mapping, &decoding)
    }
  }

  /// The record with every key left out; only for records in which every key may be.
  func defaults(_ path: String) -> Root {
    var decoding = Decoding()
    return decode(Node(.mapping([]), place: Place(file: "", span: Span(at: .start))), path, &decoding)
  }

  private static func standIn<Property: Setting>(_ row: Row<Root, Property>, _ path: String) -> Property {
    if row.readPart != nil { return Property.standIn(at: path) }
    return Property.standIn(at: path.isEmpty ? row.field.key : "\(path).\(row.field.key)")
  }
}

/// A struct of settings: a part of site.yaml.
public protocol Section: Tabled, Setting, Readable {
  /// The struct's table, which can also read it.
  static var section: SectionTable<Self> { get }
}

extension Section {
  /// The struct's table.
  public static var table: Table<Self> { section.table }

  /// What stands in for a value that could not be read.
  public static var placeholder: Self { section.standIn("") }

  /// Reads the property; what cannot be read is reported, and a poisoned value stands in.
  public static func decode(_ node: Node, at path: String, in decoding: inout Decoding) -> Self {
    section.decode(node, path, &decoding)
  }

  /// Reads a value; nil when it cannot be read, which has been reported.
  public static func read(_ node: Node, at path: String, in decoding: inout Decoding) -> Self? {
    guard case .mapping = node.content else {
      decoding.mismatch(node, at: path, expected: shape)
      return nil
    }
    return section.decode(node, path, &decoding)
  }

  /// A poisoned value that stands in for one which could not be read.
  public static func standIn(at path: String) -> Self {
    section.standIn(path)
  }

  /// A record's properties say it, each for itself.
  public var isStandIn: Bool { false }
}
