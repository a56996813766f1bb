import Diagnostics
public import Document
public import Model
import TextTypes

extension Decoding {
  /// Reports that a node is not of the kind that its key asks for.
  public mutating func mismatch(_ node: Node, at path: String, expected: Shape) {
    let subject = path.isEmpty ? "" : path + ": "
    if node.isEmptyValue {
      diagnostics.error(
        .missingValue, "\(subject)has no value", at: node.place,
        help: expected.howToWrite + (path.hasSuffix("]") ? ", or remove the item" : ", or remove the key"))
    } else {
      diagnostics.error(
        .wrongType, "\(subject)expected \(expected.described), found \(node.described)", at: node.place,
        help: node.beginsWithDash ? "write a blank behind each `-` of the list" : expected.howToWrite)
    }
  }
}

extension Node {
  /// Whether it would be a list if its first `-` had a blank behind it.
  fileprivate var beginsWithDash: Bool {
    switch content {
    case .mapping(let entries): entries.first?.key.hasPrefix("-") == true
    case .scalar(let scalar): scalar.style == .plain && scalar.text.hasPrefix("-")
    case .sequence: false
    }
  }
}

extension Shape {
  /// What a value of this type is, in words.
  var described: String {
    switch self {
    case .integer(let type): type.name.withArticle
    case .boolean: "true or false"
    case .text(let type): type.name.withArticle
    case .list: "a list"
    case .map, .record: "a mapping"
    case .optional(let wrapped): wrapped.described
    case .either(let shapes): shapes.map(\.described).joined(separator: " or ")
    case .fragment(let type): type.name
    case .secret: "a secret"
    }
  }

  /// What to write for a value of this type, as a help text begins.
  var howToWrite: String {
    switch self {
    case .integer: "write a whole number"
    case .boolean: "write `true` or `false`"
    case .text(let type):
      if !type.choices.isEmpty {
        "write one of \(type.choices.joined(separator: ", "))"
      } else if type.example.isEmpty {
        "write \(type.name.withArticle)"
      } else {
        "write \(type.name.withArticle), such as \(type.example)"
      }
    case .list: "write a list: `[…]` on one line, or one `- …` per line"
    case .map, .record: "write a mapping: `key: value`, indented under the key"
    case .optional(let wrapped): wrapped.howToWrite
    case .either(let shapes): shapes.map(\.howToWrite).joined(separator: "; or ")
    case .fragment(let type): "write \(type.name), such as \(type.example)"
    case .secret: "remove the key"
    }
  }
}

extension String {
  /// The name of a type with its indefinite article.
  var withArticle: String {
    guard let first = utf8.first else { return self }
    if hasPrefix("IP") { return "an " + self }
    return (["a", "e", "i", "o"].contains(Character(UnicodeScalar(first))) ? "an " : "a ") + self
  }
}
