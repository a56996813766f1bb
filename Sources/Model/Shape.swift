public import TextTypes

/// The type of a modelled value: what templates are checked against, and what `gen show`, `gen schema` and the reference
/// page are made from.
public indirect enum Shape: Sendable {
  /// A whole number; its printed form is decimal digits, with `-` before a negative one.
  case integer(IntegerType)
  /// `true` or `false`; it has no place in an artifact and can only be asked for.
  case boolean
  /// Text of a type that says which bytes it can hold.
  case text(TextType)
  /// Any number of values of one shape.
  case list(Shape)
  /// Any number of values of one shape, each under a key of its own; templates see a list of records `key` and `value`,
  /// in the order of the file.
  case map(key: TextType, value: Shape)
  /// A value that is written in one of several ways; templates have no use for it, what follows from it is theirs.
  case either([Shape])
  /// A value that may be absent.
  case optional(Shape)
  /// Named fields, each of its own shape.
  case record(RecordType)
  /// Text in the language of an output format, which is trusted to bring structure.
  case fragment(FragmentType)
  /// A value that gen names and never has, such as a password: nothing can be done with it but to name it.
  case secret
}

extension Shape {
  /// The type of what a loop over a value of this type runs through; nil where there is nothing to loop over.
  public var element: Shape? {
    switch self {
    case .list(let element): element
    case .map(let key, let value):
      .record(
        RecordType(
          name: "entry",
          fields: [
            RecordType.Field(key: "key", shape: .text(key), doc: "The key."),
            RecordType.Field(key: "value", shape: value, doc: "The value."),
          ]))
    default: nil
    }
  }
}

/// The type of a whole number.
public struct IntegerType: Sendable, Equatable {
  /// The type's name in messages and in the reference, such as `port`.
  public var name: String
  /// The values that are allowed.
  public var range: ClosedRange<Int>

  /// Makes a type from its name and its range.
  public init(name: String, range: ClosedRange<Int>) {
    self.name = name
    self.range = range
  }

  /// Whether a value's text can begin with `-`.
  public var mayBeNegative: Bool { range.lowerBound < 0 }
}

/// The type of a record: its fields in the order of their slots.
public struct RecordType: Sendable {
  /// The type's name in messages.
  public var name: String
  /// The fields; a field's index is its slot.
  public var fields: [Field]

  /// Makes a record's type.
  public init(name: String, fields: [Field]) {
    self.name = name
    self.fields = fields
  }

  /// One field of a record.
  public struct Field: Sendable {
    /// The key, as in site.yaml and in templates.
    public var key: String
    /// The type of its value.
    public var shape: Shape
    /// One sentence on what it decides or says.
    public var doc: String
    /// What happens when the key is not written.
    public var absence: Absence
    /// The least and the greatest value, as they are written; nil where the type alone decides.
    public var bounds: Bounds?
    /// A value of this very key as it is written, without quotes; several for the elements of a list, and `key: value` for the entries
    /// of a map. Empty where a rule gives one: see `example`.
    public var examples: [String] = []

    /// Makes a field.
    public init(key: String, shape: Shape, doc: String, absence: Absence = .required) {
      self.key = key
      self.shape = shape
      self.doc = doc
      self.absence = absence
    }
  }

  /// The least and the greatest value of a field, as they are written.
  public struct Bounds: Sendable, Equatable {
    /// The least value.
    public var least: String
    /// The greatest value.
    public var greatest: String

    /// Makes bounds.
    public init(least: String, greatest: String) {
      self.least = least
      self.greatest = greatest
    }
  }

  /// What happens when a key is not written.
  public enum Absence: Sendable, Equatable {
    /// It must be written.
    case required
    /// This value stands in, as it would be written in site.yaml.
    case value(String)
    /// A value is derived, as the text says: `the value of contact`.
    case derived(String)
    /// The field is absent.
    case absent
  }

  /// The slot of a key.
  public func slot(of key: String) -> Int? {
    fields.firstIndex { $0.key == key }
  }
}
