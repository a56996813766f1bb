/// Where a browser is while it reads a page (HTML Standard, 13.2.5).
struct HTMLContext: Joinable {
  enum State: UInt8 {
    /// In the text of an element; behind `<` in it, and behind `</`.
    case text, open, close
    /// Behind an `&` that may begin a character reference, in text.
    case reference
    /// In a tag's name; between attributes; behind the `/` at its end.
    case tagName, between, slash
    /// In an attribute's name; behind it; behind `=`.
    case attribute, attributeEnd, equals
    /// In a value with double quotes; behind an `&` there; in one with single quotes; behind either; in one without quotes.
    case double, doubleReference, single, valueEnd, bare
    /// In a comment; behind one, and behind two `-` in it; in the document's type.
    case comment, commentDash, commentEnd, document
    /// Behind `<!`, and behind the `-` of a comment's beginning; where a comment's text may end at once.
    case declaration, declarationDash, commentStart
    /// In text that is no HTML, up to the element's end: of `style` and `script`.
    case raw, rawOpen, rawClose
  }

  /// What an attribute's value is for.
  enum Purpose: UInt8 {
    /// Text.
    case text
    /// The address of something that a browser loads or goes to.
    case address
    /// A program, a style, or a page in a page.
    case program
  }

  /// What kind of text the element that was opened last holds.
  enum Content: UInt8 {
    /// Text and elements.
    case normal
    /// Text alone, with character references: `title` and `textarea`.
    case plain
    /// Something that is no HTML: `style` and `script`.
    case raw
  }

  var state = State.text
  /// The name of the current tag, attribute or declaration.
  var word = ShortWord()
  /// Whether the current tag ends an element.
  var isEnd = false
  /// What the current attribute is for.
  var purpose = Purpose.text
  /// Whether its value, an address, is in `word` as far as it goes, and does not say yet where it leads to.
  var isWhole = false
  /// What the element holds whose end alone ends its text.
  var content = Content.normal
  /// The name of that element, and the tag's while it is read.
  var element = ShortWord()

  /// Behind a character that may begin a reference, text goes on as text.
  static func unify(_ a: inout HTMLContext, _ b: inout HTMLContext, _ how: Unification) {
    how.one(&a.state, &b.state, of: [.text, .reference], as: .reference)
    how.one(&a.state, &b.state, of: [.double, .doubleReference], as: .doubleReference)
    // What is in an address is known to the reader, and not to the analysis where a value does.
    if a.word == .unknown, a.state == .double || a.state == .doubleReference {
      how.unforeseen(&a.word, &b.word)
      how.unforeseen(&a.isWhole, &b.isWhole)
    }
  }
}
