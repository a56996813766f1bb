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
        help: expected.howToWrite(example)
          + (path.hasSuffix("]") ? ", or remove the item" : mayBeAbsent ? ", or remove the key" : ""))
    } else {
      diagnostics.error(
        .wrongType, "\(subject)expected \(expected.described), found \(node.described)", at: node.place,
        help: node.slip(expected) ?? expected.howToWrite(example))
    }
  }
}

extension Node {
  /// What to write where little is missing to what is expected; nil where that is not so.
  fileprivate func slip(_ expected: Shape) -> String? {
    if beginsWithDash {
      guard case .scalar(let scalar) = content,
        let blank = scalar.text.unicodeScalars.dropFirst().first, OddBlank.isOne(blank)
      else { return "write a blank behind each `-` of the list" }
      return "\(OddBlank.message(blank)): \(OddBlank.help)"
    }
    switch (expected, content) {
    case (.record, .sequence), (.map, .sequence):
      return "write `key: value` without `-` and brackets, indented under the key"
    case (.list(.record(let type)), .mapping):
      return "begin each element with `- `: `- \(type.fields.first?.key ?? "key"): …`"
    case (.list(let element), .scalar(let scalar)) where element.fields == nil && scalar.isOneLine:
      let bare = scalar.text.filter { $0 != "[" && $0 != "]" }
      return bare.isEmpty ? nil : "write it in brackets: `[\(bare)]`"
    case (.record(let type), .scalar(let scalar)) where scalar.isOneLine:
      guard let colon = scalar.text.firstIndex(of: ":"), type.slot(of: String(scalar.text[..<colon])) != nil else {
        return nil
      }
      return "write a blank behind the colon: `\(scalar.text[...colon]) \(scalar.text[colon...].dropFirst())`"
    default: return nil
    }
  }

  /// Whether it would be a list if its first `-` had a blank behind it.
  fileprivate var beginsWithDash: Bool {
    switch content {
    case .mapping(let entries): entries.first?.key.hasPrefix("-") == true
    case .scalar(let scalar): scalar.style == .plain && scalar.text.hasPrefix("-")
    case .sequence: false
    }
  }
}

extension Node.Scalar {
  fileprivate var isOneLine: Bool { style == .plain && text.utf8.count <= 60 && !text.contains("\n") }
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
  ///
  /// - Parameter example: one of the key in hand; nil for the type's.
  func howToWrite(_ example: String?) -> String {
    switch self {
    case .integer: "write a whole number" + (example.map { ", such as \($0)" } ?? "")
    case .boolean: "write `true` or `false`"
    case .text(let type):
      if !type.choices.isEmpty {
        "write one of \(type.choices.joined(separator: ", "))"
      } else if type.example.isEmpty {
        "write \(type.name.withArticle)"
      } else {
        "write \(type.name.withArticle), such as \(example ?? type.example)"
      }
    case .list: "write a list: `[\(example ?? "…")]` on one line, or one `- \(example ?? "…")` per line"
    case .map, .record: "write a mapping: `key: value`, indented under the key"
    case .optional(let wrapped): wrapped.howToWrite(example)
    case .either(let shapes): shapes.map { $0.howToWrite(example) }.joined(separator: "; or ")
    case .fragment(let type): "write \(type.name), such as \(example ?? type.example)"
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
