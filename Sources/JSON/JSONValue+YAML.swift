extension JSONValue {
  /// The value as YAML in block style, every text in quotes where a reader could take it for something else.
  public var yaml: String {
    var text = ""
    write(into: &text, indent: 0)
    return text
  }

  private func write(into text: inout String, indent: Int) {
    let blanks = String(repeating: " ", count: indent)
    switch self {
    case .object(let members):
      for member in members {
        text += "\(blanks)\(member.key):"
        member.value.writeValue(into: &text, indent: indent + 2)
      }
    case .array(let elements):
      for element in elements {
        if case .object(let members) = element, !members.isEmpty {
          var inner = ""
          element.write(into: &inner, indent: indent + 2)
          text += blanks + "- " + inner.dropFirst(indent + 2)
        } else {
          text += "\(blanks)-"
          element.writeValue(into: &text, indent: indent + 2)
        }
      }
    default: text += "\(blanks)\(scalar)\n"
    }
  }

  private func writeValue(into text: inout String, indent: Int) {
    switch self {
    case .object(let members) where members.isEmpty: text += " {}\n"
    case .array(let elements) where elements.isEmpty: text += " []\n"
    case .object, .array:
      text += "\n"
      write(into: &text, indent: indent)
    default: text += " \(scalar)\n"
    }
  }

  private var scalar: String {
    // A JSON text is a YAML text in double quotes.
    String(decoding: compact, as: UTF8.self)
  }
}
