extension Shape {
  /// The fields of a record, or of each record of a list, with what comes before their keys after the record's own.
  public var fields: (type: RecordType, suffix: String)? {
    switch self {
    case .record(let type): (type, ".")
    case .optional(let wrapped): wrapped.fields
    case .list(.record(let type)): (type, "[].")
    case .either(let shapes): shapes.compactMap(\.fields).first
    default: nil
    }
  }
}

extension RecordType {
  /// All fields, those of the records in it too, each with its path: a record comes before its fields, and `[]` stands for the
  /// elements of a list.
  public func settings(below path: String = "") -> [(path: String, field: Field)] {
    fields.flatMap { field in
      let own = (path: path + field.key, field: field)
      guard let inner = field.shape.fields else { return [own] }
      return [own] + inner.type.settings(below: own.path + inner.suffix)
    }
  }
}
