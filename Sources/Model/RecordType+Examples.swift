import TextTypes

extension RecordType.Field {
  /// An example of the key's value as it is written, without quotes: the row's own, or by a rule, a value other than the default; for a
  /// list the one of an element, for a map that of an entry's value. Nil for a section, which is shown by its keys, and where no rule has one.
  public var example: String? {
    if let own = examples.first {
      guard case .map = shape, let blank = own.firstRange(of: ": ") else { return own }
      return String(own[blank.upperBound...])
    }
    return shape.example(otherThan: absence)
  }
}

extension Shape {
  fileprivate func example(otherThan absence: RecordType.Absence) -> String? {
    switch self {
    case .boolean: absence == .value("true") ? "false" : "true"
    case .integer:
      if case .value(let text) = absence { text } else { nil }
    case .text(let type):
      if let word = type.choices.first(where: { absence != .value($0) }) { word } else { type.example }
    case .list(let element), .optional(let element): element.example(otherThan: absence)
    case .map(_, let value): value.example(otherThan: absence)
    case .either(let shapes): shapes.first?.example(otherThan: absence)
    case .fragment(let type): type.example
    case .record, .secret: nil
    }
  }
}
