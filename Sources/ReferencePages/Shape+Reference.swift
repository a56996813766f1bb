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
        ? type.name : type.choices.map { "`\($0)`" }.joined(separator: ", ")
    case .list(let element): "a list: " + element.inReference
    case .map: "keys and values"
    case .either(let shapes): shapes.map(\.inReference).joined(separator: ", or ")
    case .optional(let wrapped): wrapped.inReference
    case .record: "a mapping"
    case .fragment(let type): "\(type.name), such as `\(type.example)`"
    case .secret: "nothing; secrets are files"
    }
  }

  /// Whether it is a text, or a list of texts, of which one can be shown.
  var isText: Bool {
    switch self {
    case .text(let type): type.choices.isEmpty
    case .list(let element), .optional(let element): element.isText
    default: false
    }
  }
}

extension Shape {
  /// What a value is, without an example, in the words of the page on one setting.
  var described: String {
    switch self {
    case .text(let type): type.choices.isEmpty ? type.name : "one of " + type.choices.joined(separator: ", ")
    case .integer: "whole number"
    case .boolean: "true or false"
    case .list(let element): "list of: " + element.described
    case .map(let key, let value): "\(key.name): \(value.described)"
    case .either(let shapes): shapes.map(\.described).joined(separator: ", or ")
    case .optional(let wrapped): wrapped.described
    case .record: "mapping"
    case .fragment(let type): type.name
    case .secret: inReference
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
