import Diagnostics
import JSON
import Reports

/// A finding at a stretch of a file.
func finding(
  _ message: String = "wrong", file: String = "site.yaml", _ line: Int = 2, _ start: Int = 3, _ end: Int = 7,
  endLine: Int? = nil,
  help: String? = nil, notes: [Diagnostic.Note] = []
) -> Diagnostic {
  let span = Span(start: Mark(line: line, column: start), end: Mark(line: endLine ?? line, column: end))
  return Diagnostic(.error, id: .sizeFormat, message, at: Place(file: file, span: span), help: help, notes: notes)
}

/// Values that try to end what they are in, each with what makes it dangerous.
let hostileTexts = [
  "a\nb", "a\r\nb", "a\r::error::b", "100% %0A %25", "::error file=x::y", "a,line=1::b", "##[stop-commands]x",
  "\u{1B}[2J", "\u{202E}abc",
  "\u{2066}a\u{2069}", "\u{200B}", "\u{2028}", "\"}]}", "\\", "</script>", "[click](https://example.net)",
  "[a]\u{28}\u{301}x)", "{0} {{x}}", "\u{FEFF}",
]

/// Whether a text has nothing in it that could steer a terminal or hide from a reader; line feeds are told apart by the caller.
func isVisible(_ text: some StringProtocol) -> Bool {
  text.unicodeScalars.allSatisfy {
    $0.value >= 0x20 && $0.value != 0x7F && !$0.properties.isBidiControl && $0.value != 0x200B && $0.value != 0x2028
      && $0.value != 0xFEFF
  }
}

extension JSONValue {
  /// The text of a member at a path of keys and numbers.
  func text(_ path: String) -> String? {
    if case .string(let text)? = value(path) { text } else { nil }
  }

  /// A member at a path of keys and numbers.
  func value(_ path: String) -> JSONValue? {
    path.split(separator: ".").reduce(Optional(self)) { value, name in
      if case .array(let elements)? = value, let index = Int(name) {
        return elements.indices.contains(index) ? elements[index] : JSONValue?.none
      }
      return value?[String(name)]
    }
  }
}
