import Diagnostics
import TextTypes

/// A page of HTML, as browsers read it.
///
/// Values are texts: of elements, and of attributes in double quotes. Tags, comments, programs and styles are the template's
/// own. What browsers read differently from what is written here, or leave to guesses, is refused.
struct HTMLFormat: OutputFormat {
  static let name = "html"
  typealias Context = HTMLContext

  var start: HTMLContext { HTMLContext() }

  func advance(_ context: inout HTMLContext, over byte: UInt8) throws(Unfit) {
    switch context.state {
    case .text, .reference: text(&context, byte)
    case .open: try open(&context, byte)
    case .close: try close(&context, byte)
    case .tagName, .between, .slash: try tag(&context, byte)
    case .attribute, .attributeEnd, .equals: try attribute(&context, byte)
    case .double, .doubleReference: double(&context, byte)
    case .single: if byte == UInt8(ascii: "'") { context.state = .valueEnd }
    case .valueEnd:
      guard byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || Self.blanks.contains(byte) else {
        throw Self.syntax("this directly follows an attribute's value", "write a blank, `>` or `/`")
      }
      context.state = .between
      try tag(&context, byte)
    case .bare: try bare(&context, byte)
    case .declaration, .declarationDash, .commentStart, .comment, .commentDash, .commentEnd, .document:
      try declaration(&context, byte)
    case .raw, .rawOpen, .rawClose: try raw(&context, byte)
    }
  }

  func skip(_ context: inout HTMLContext, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    context.state == .text ? bytes.end(of: Self.ordinary, in: range) : range.lowerBound
  }

  private static let ordinary = ByteSet(0x00...0xFF).subtracting(ByteSet("<&"))
  static let blanks = ByteSet(" \t\n")
  static let letters = ByteSet.alphanumerics.subtracting(.digits)

  static func syntax(_ message: String, _ help: String) -> Unfit {
    Unfit(id: .htmlSyntax, message: message, help: help)
  }

  private func text(_ context: inout HTMLContext, _ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "<"): context.state = .open
    case UInt8(ascii: "&"): context.state = .reference
    case _ where context.state == .reference && ByteSet.alphanumerics.union(ByteSet("#")).contains(byte): break
    default: context.state = .text
    }
  }

  /// Behind `<`.
  private func open(_ context: inout HTMLContext, _ byte: UInt8) throws(Unfit) {
    if context.content == .plain {
      // Nothing but the element's own end is a tag here.
      context.state = byte == UInt8(ascii: "/") ? .close : .text
      if context.state == .text { text(&context, byte) }
      return
    }
    switch byte {
    case UInt8(ascii: "/"): context.state = .close
    case UInt8(ascii: "!"): (context.state, context.word) = (.declaration, ShortWord())
    case _ where Self.letters.contains(byte):
      (context.state, context.isEnd, context.word) = (.tagName, false, ShortWord())
      context.word.append(LetterCase.lower(byte))
    case UInt8(ascii: "?"): throw Self.syntax("HTML has no processing instructions", "write a comment: <!-- … -->")
    default: throw Self.syntax("this `<` does not begin a tag", "write `&lt;`")
    }
  }

  /// Behind `</`.
  private func close(_ context: inout HTMLContext, _ byte: UInt8) throws(Unfit) {
    guard Self.letters.contains(byte) else { throw Self.syntax("this `</` does not end an element", "write `&lt;/`") }
    (context.state, context.isEnd, context.word) = (.tagName, true, ShortWord())
    context.word.append(LetterCase.lower(byte))
  }

  private func tag(_ context: inout HTMLContext, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case UInt8(ascii: ">"):
      if context.state == .tagName { try endName(&context) }
      endTag(&context)
    case UInt8(ascii: "/"):
      if context.state == .tagName { try endName(&context) }
      context.state = .slash
    case _ where Self.blanks.contains(byte):
      if context.state == .tagName { try endName(&context) }
      context.state = .between
    case _ where context.state == .tagName:
      guard ByteSet.alphanumerics.union(ByteSet("-")).contains(byte) else { throw Self.tagText }
      context.word.append(LetterCase.lower(byte))
    case _ where context.state == .slash: throw Self.syntax("this follows the `/` of a tag", "write `/>`")
    default:
      (context.state, context.word) = (.attribute, ShortWord())
      try attribute(&context, byte)
    }
  }

  private static let tagText = syntax(
    "a tag's name consists of letters, digits and `-`, an attribute's of the same, `_` and `:`",
    "write a name of these characters")

  private func endName(_ context: inout HTMLContext) throws(Unfit) {
    guard !HTMLNames.unmodelled.contains(context.word) else {
      throw Self.syntax(
        "the content of this element is read by special rules",
        "move it into a separate file, such as an image")
    }
    if context.content != .normal, context.word != context.element || !context.isEnd {
      throw Self.syntax("a tag in an element that contains only text", "close that element before it")
    }
    context.element = context.word
  }

  /// Behind the `>` of a tag: what its element holds.
  private func endTag(_ context: inout HTMLContext) {
    let name = context.isEnd ? ShortWord() : context.element
    let isRaw = HTMLNames.raw.contains(name)
    let content: HTMLContext.Content = isRaw ? .raw : HTMLNames.plain.contains(name) ? .plain : .normal
    context = HTMLContext(
      state: isRaw ? .raw : .text, content: content, element: content == .normal ? ShortWord() : name)
  }

  private func attribute(_ context: inout HTMLContext, _ byte: UInt8) throws(Unfit) {
    switch (context.state, byte) {
    case (.attribute, UInt8(ascii: "=")), (.attributeEnd, UInt8(ascii: "=")):
      context.purpose = HTMLNames.purpose(of: context.word)
      context.state = .equals
    case (.equals, UInt8(ascii: "\"")): (context.state, context.word, context.isWhole) = (.double, ShortWord(), true)
    case (.equals, UInt8(ascii: "'")): context.state = .single
    case (.equals, UInt8(ascii: ">")): throw Self.syntax("this attribute has no value", "write name=\"…\"")
    case (.equals, _) where Self.blanks.contains(byte): break
    case (.equals, _):
      context.state = .bare
      try bare(&context, byte)
    case (_, UInt8(ascii: ">")), (_, UInt8(ascii: "/")):
      context.state = .between
      try tag(&context, byte)
    case (_, _) where Self.blanks.contains(byte): context.state = .attributeEnd
    case (.attributeEnd, _):
      (context.state, context.word) = (.attribute, ShortWord())
      try attribute(&context, byte)
    default:
      guard ByteSet.alphanumerics.union(ByteSet("-_:")).contains(byte) else { throw Self.tagText }
      context.word.append(LetterCase.lower(byte))
    }
  }

  private func double(_ context: inout HTMLContext, _ byte: UInt8) {
    if context.purpose == .address, context.isWhole {
      context.word.append(LetterCase.lower(byte))
      // Scheme, host and path are told apart by then.
      context.isWhole = !HTMLNames.isAddress(context.word) && context.word.isWhole
    }
    switch byte {
    case UInt8(ascii: "\""): context.state = .valueEnd
    case UInt8(ascii: "&"): context.state = .doubleReference
    case _ where context.state == .doubleReference && ByteSet.alphanumerics.union(ByteSet("#")).contains(byte): break
    default: context.state = .double
    }
  }

  private func bare(_ context: inout HTMLContext, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case UInt8(ascii: ">"): endTag(&context)
    case _ where Self.blanks.contains(byte): context.state = .between
    case _ where ByteSet("\"'<=`").contains(byte): throw Self.syntax("this needs quotes", "write name=\"…\"")
    default: break
    }
  }

  func finish(_ context: HTMLContext) throws(Unfit) {
    guard context.state == .text, context.content == .normal else {
      throw .unfinished(describe(context), help: "close every tag, comment and quote")
    }
  }

  func isBetweenTokens(_ context: HTMLContext) -> Bool { context.state == .between }

  func describe(_ context: HTMLContext) -> String {
    switch context.state {
    case .text, .reference: "inside text"
    case .open, .close, .tagName, .between, .slash, .attribute, .attributeEnd, .equals, .valueEnd, .bare: "inside a tag"
    case .double, .doubleReference, .single: "inside quotes"
    case .declaration, .declarationDash, .commentStart, .comment, .commentDash, .commentEnd: "inside a comment"
    case .document: "inside the document's type"
    case .raw, .rawOpen, .rawClose: "inside a style or a program"
    }
  }
}
