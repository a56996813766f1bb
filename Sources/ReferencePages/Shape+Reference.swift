import Model
import TextTypes

extension Shape {
  /// What a value of this type can be, in the words of a reference page.
  var inReference: String {
    switch self {
    case .integer(let type): type.inReference
    case .boolean: "`true` or `false`"
    case .text(let type):
      type.choices.isEmpty
        ? "\(type.name)" + (type.example.isEmpty ? "" : ", such as `\(type.example)`")
        : type.choices.map { "`\($0)`" }.joined(separator: ", ")
    case .list(let element): "a list: " + element.inReference
    case .map: "keys and values"
    case .either(let shapes): shapes.map(\.inReference).joined(separator: ", or ")
    case .optional(let wrapped): wrapped.inReference
    case .record: "a mapping"
    case .fragment(let type): "\(type.name), such as `\(type.example)`"
    case .secret: "nothing; secrets are files"
    }
  }

  /// The fields of a record, or of each record of a list, with what comes before their keys after the record's own.
  var fields: (type: RecordType, suffix: String)? {
    switch self {
    case .record(let type): (type, ".")
    case .optional(let wrapped): wrapped.fields
    case .list(.record(let type)): (type, "[].")
    case .either(let shapes): shapes.compactMap(\.fields).first
    default: nil
    }
  }
}

extension IntegerType {
  fileprivate var inReference: String {
    if range.lowerBound == .min || range == 0...Int.max { return "a whole number" }
    return "a whole number, \(range.lowerBound) to \(range.upperBound)"
  }
}

extension String {
  /// The text in a cell of a table of Markdown.
  var asCell: String { replacing("|", with: "\\|") }
}
