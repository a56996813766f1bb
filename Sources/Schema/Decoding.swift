public import Diagnostics

/// The state of reading a document: what has been found wrong with it.
public struct Decoding: Sendable {
  /// What has been found so far.
  public var diagnostics: DiagnosticList
  /// The place of the key whose value is being read, or of the whole document: that of a finding about something that is
  /// not there.
  var key: Place?

  /// Starts to read a document.
  public init(diagnostics: DiagnosticList = DiagnosticList()) {
    self.diagnostics = diagnostics
  }

  /// Reports that a setting's value is refused; a secret is not repeated.
  public mutating func refuse(_ text: String, at path: String, _ place: Place, _ refusal: Refusal) {
    let isHidden = refusal.hidesText || Concealment.isSecret(key: path)
    diagnostics.error(
      refusal.id, "\(path): \(isHidden ? "the value" : quote(text)) \(refusal.message)", at: place,
      help: refusal.help)
  }

  /// Reports that a secret stands where everybody can read it.
  mutating func refuseSecret(at path: String, _ place: Place) {
    diagnostics.error(
      .secretInSite, "\(path): a secret does not belong in a committed file", at: place,
      help: "remove it here, and change it where it is in use; secrets are files in the folder that secrets.directory "
        + "names")
  }

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
        help: expected.howToWrite)
    }
  }

  /// A text in quotes, cut where it is too long to be read.
  func quote(_ text: String) -> String {
    let limit = 60
    guard text.unicodeScalars.count > limit else { return "\"\(text)\"" }
    return "\"\(String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))))…\""
  }
}

extension Node {
  /// Whether the key was left without a value: `key:` or one of YAML's words for nothing.
  public var isEmptyValue: Bool {
    guard case .scalar(let scalar) = content, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.text)
  }

  /// What the node is, in words.
  var described: String {
    switch content {
    case .scalar: "text"
    case .mapping: "a mapping"
    case .sequence: "a list"
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
