import Diagnostics
import Document
import Model
import TextTypes

/// One row of a table: a property's key, where it lives in the struct, the default for when the key is not written, and one
/// sentence on what it decides.
public struct Row<Root: Sendable, Property: Modeled>: Sendable {
  private(set) var field: RecordType.Field
  /// The fields that the record has by this row: its own, or those of a part.
  private(set) var fields: [RecordType.Field]
  /// How they are written into their cells.
  let write: Table<Root>.Write
  /// The default for when the key is not written; nil where it must be.
  let fallback: (@Sendable (_ path: String) -> Property)?
  /// Why a value that could be read is refused all the same.
  let check: (@Sendable (Property) -> Refusal?)?
  /// How a part of a record is read from the record's own mapping; nil for a property that has a key.
  let readPart: (@Sendable (Mapping, inout Decoding) -> Property)?

  private init(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, _ doc: String, _ absence: RecordType.Absence,
    shape: Shape = Property.shape, bounds: RecordType.Bounds? = nil, check: (@Sendable (Property) -> Refusal?)? = nil,
    fallback: (@Sendable (String) -> Property)?
  ) {
    var field = RecordType.Field(key: key, shape: shape, doc: doc, absence: absence)
    field.bounds = bounds
    self.field = field
    self.fields = [field]
    self.write = { root, arena, cell in property(root).project(into: &arena, at: cell) }
    self.fallback = fallback
    self.check = check
    self.readPart = nil
  }

  /// A part of a derived record that is a struct of its own in Swift, and none in the model: its fields are the record's.
  public init(part property: @escaping @Sendable (Root) -> Property) where Property: Tabled {
    self.init(property, of: Property.table, readPart: nil)
  }

  /// A part of a section, whose keys are the section's.
  public init(part property: @escaping @Sendable (Root) -> Property) where Property: Section {
    self.init(property, of: Property.table, readPart: Property.section.read)
  }

  private init(
    _ property: @escaping @Sendable (Root) -> Property, of part: Table<Property>,
    readPart: (@Sendable (Mapping, inout Decoding) -> Property)?
  ) {
    self.field = RecordType.Field(key: "", shape: Property.shape, doc: "")
    self.fields = part.type.fields
    self.write = { root, arena, first in part.write(property(root), &arena, first) }
    self.fallback = nil
    self.check = nil
    self.readPart = readPart
  }

  /// A key that must be written; or a property of a derived record.
  public init(_ key: String, _ property: @escaping @Sendable (Root) -> Property, _ doc: String) {
    self.init(key, property, doc, .required, fallback: nil)
  }

  /// A record; its key may be left out where every key in it may be.
  public init(_ key: String, _ property: @escaping @Sendable (Root) -> Property, record doc: String)
  where Property: Section {
    guard Property.table.type.fields.allSatisfy({ $0.absence != .required }) else {
      self.init(key, property, doc, .required, fallback: nil)
      return
    }
    self.init(key, property, doc, .value("{}")) { Property.section.defaults($0) }
  }

  /// A value with a default.
  public init<Value: Leaf>(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, default value: Value, _ doc: String
  ) where Property == Traced<Value> {
    self.init(key, property, doc, .value(value.printed)) { Traced(value, Step(setting: $0, at: nil)) }
  }

  /// A value of a kind of its own with a default, which is `written` so in site.yaml.
  public init<Value: Readable>(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, default value: Value, written: String,
    _ doc: String
  ) where Property == Traced<Value> {
    self.init(key, property, doc, .value(written)) { Traced(value, Step(setting: $0, at: nil)) }
  }

  /// A value that may be absent.
  public init<Value: Readable>(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, optional doc: String
  ) where Property == Traced<Value?> {
    self.init(key, property, doc, .absent) { Traced(nil, Step(setting: $0, at: nil)) }
  }

  /// A value that follows from other settings when it is not written, as the text says: `the value of contact`.
  public init<Value: Readable>(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, derived: String, _ doc: String
  ) where Property == Traced<Value?> {
    self.init(key, property, doc, .derived(derived)) { Traced(nil, Step(setting: $0, at: nil)) }
  }

  /// A list that is empty when it is not written.
  public init<Element: Setting>(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, list doc: String
  ) where Property == Traced<[Element]> {
    self.init(key, property, doc, .value("[]")) { Traced([], Step(setting: $0, at: nil)) }
  }

  /// A list with default values.
  public init<Element: Leaf>(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, default values: [Element], _ doc: String
  ) where Property == Traced<[Traced<Element>]> {
    let written = "[" + values.map { $0.printed }.joined(separator: ", ") + "]"
    self.init(key, property, doc, .value(written)) { path in
      let step = Step(setting: path, at: nil)
      return Traced(values.map { Traced($0, step) }, step)
    }
  }

  /// Values under keys of the operator's choice; none when the key is not written.
  public init<Key: Leaf, Value: Leaf>(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, map doc: String
  ) where Property == Traced<Keyed<Key, Value>> {
    self.init(key, property, doc, .value("{}")) { Traced(Keyed(), Step(setting: $0, at: nil)) }
  }
}

extension Row {
  /// The row with an example for the reference and for error texts.
  ///
  /// - Parameter values: a value of this very key as it is written, without quotes; several for the elements of a list, and `key: value`
  ///   for the entries of a map.
  public func example(_ values: String...) -> Row {
    var row = self
    row.field.examples = values
    row.fields = [row.field]
    return row
  }
}

extension Row {
  /// A value between bounds that must be written.
  public init<Value: Leaf & Comparable>(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, in range: ClosedRange<Value>, _ doc: String
  ) where Property == Traced<Value> {
    self.init(
      key, property, doc, .required, shape: Property.shape.narrowed(to: range), bounds: Value.bounds(of: range),
      check: { $0.value.refusal(outside: range) }, fallback: nil)
  }

  /// A value between bounds, with a default.
  public init<Value: Leaf & Comparable>(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, in range: ClosedRange<Value>,
    default value: Value, _ doc: String
  ) where Property == Traced<Value> {
    self.init(
      key, property, doc, .value(value.printed), shape: Property.shape.narrowed(to: range),
      bounds: Value.bounds(of: range),
      check: { $0.value.refusal(outside: range) }, fallback: { Traced(value, Step(setting: $0, at: nil)) })
  }

  /// A value between bounds that follows from other settings when it is not written, as the text says.
  public init<Value: Leaf & Comparable>(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, in range: ClosedRange<Value>, derived: String,
    _ doc: String
  ) where Property == Traced<Value?> {
    self.init(
      key, property, doc, .derived(derived), shape: Property.shape.narrowed(to: range), bounds: Value.bounds(of: range),
      check: { $0.value?.refusal(outside: range) }, fallback: { Traced(nil, Step(setting: $0, at: nil)) })
  }

  /// A value between bounds that may be absent.
  public init<Value: Leaf & Comparable>(
    _ key: String, _ property: @escaping @Sendable (Root) -> Property, in range: ClosedRange<Value>,
    optional doc: String
  ) where Property == Traced<Value?> {
    self.init(
      key, property, doc, .absent, shape: Property.shape.narrowed(to: range), bounds: Value.bounds(of: range),
      check: { $0.value?.refusal(outside: range) }, fallback: { Traced(nil, Step(setting: $0, at: nil)) })
  }
}

extension Leaf where Self: Comparable {
  fileprivate static func bounds(of range: ClosedRange<Self>) -> RecordType.Bounds {
    RecordType.Bounds(least: range.lowerBound.printed, greatest: range.upperBound.printed)
  }

  /// Why a value outside a range is refused; nil within it.
  fileprivate func refusal(outside range: ClosedRange<Self>) -> Refusal? {
    guard !range.contains(self) else { return nil }
    return Refusal(
      id: .outOfRange, "is out of range",
      help: "write a value from \(range.lowerBound.printed) to \(range.upperBound.printed)")
  }
}

extension Shape {
  /// The type with a range, where it is one of numbers.
  fileprivate func narrowed<Value: Leaf & Comparable>(to range: ClosedRange<Value>) -> Shape {
    switch self {
    case .integer(let type):
      guard let range = range as? ClosedRange<Int> else { return self }
      return .integer(IntegerType(name: type.name, range: range))
    case .text(var type):
      guard let pattern = Value.pattern(from: range.lowerBound, to: range.upperBound) else { return self }
      type.pattern = pattern
      // Zero is the one quantity that needs no unit.
      type.lookalikes = range.lowerBound.printed.utf8.first == UInt8(ascii: "0") ? type.lookalikes : .none
      return .text(type)
    case .optional(let wrapped): return .optional(wrapped.narrowed(to: range))
    default: return self
    }
  }
}
