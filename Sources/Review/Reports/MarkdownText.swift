import Diagnostics

/// Text of anybody's within Markdown as GitHub and GitLab read it, so that it says what it says and does nothing.
///
/// It stands in `<code>`, in which neither looks for mentions, references and emoji; a character reference is text for Markdown and for
/// the HTML in it (GitHub Flavored Markdown Spec, 6.2 and 6.9).
enum MarkdownText {
  /// The longest text of a cell; a longer one is cut.
  private static let longest = 300

  /// Text in a fixed width: HTML, since backquotes need care of their own.
  static func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }

  /// Text within a sentence; in a fixed width where it could mention or refer to somebody.
  static func prose(_ text: String) -> String {
    text.contains { $0 == "@" || $0 == "#" || $0 == ":" && text.contains("://") } ? code(text) : escaped(text)
  }

  /// Text in which nothing is markup, a link or a cell's end.
  static func escaped(_ text: String) -> String {
    let visible = (text.count > longest ? "\(text.prefix(longest))…" : text).withoutHiddenCharacters
    let scalars = Array(visible.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let isMarkup =
        switch scalar {
        case "&", "<", ">", "@", "|", "`", "*", "[", "]", "~", "\\", "$", "#": true
        // Within a word it is a character like any other.
        case "_": !(isWord(scalars, index - 1) && isWord(scalars, index + 1))
        // What GitHub takes for an address, even where nobody marked it: `https://`, `www.`.
        case ":": scalars.dropFirst(index + 1).starts(with: ["/", "/"])
        case "w", "W": scalars.dropFirst(index).prefix(4).map { String($0).lowercased() } == ["w", "w", "w", "."]
        default: false
        }
      if isMarkup { result += "&#\(scalar.value);" } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  private static func isWord(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    scalars.indices.contains(index) && scalars[index].properties.isAlphabetic
      || scalars.indices.contains(index) && ("0"..."9").contains(scalars[index])
  }
}
