import Diagnostics
import TextTypes

/// Markdown as the forges render it: CommonMark with tables, and with what GitHub and GitLab make of text on top of it.
///
/// Text is escaped byte by byte: `<`, `>` and `&` as HTML has it, which holds in every place, the rest with a backslash, which
/// does not hold in an address that is made a link of. Code spans and fenced blocks have no escapes, but in a table's cell a
/// `|` needs one even in a code span.
struct MarkdownFormat: OutputFormat {
  static let name = "markdown"

  typealias Context = MarkdownContext

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    if byte == 0x0A {
      try newline(&context)
      return
    }
    // A footnote, `[^a]: …`, is the definition of a link to readers that know no footnotes.
    if context.label == .start { context.label = .inside }
    if context.front >= 0 { context.front = byte == UInt8(ascii: "-") ? min(context.front + 1, 4) : -1 }
    switch context.state {
    case .margin: try margin(&context, byte)
    case .number, .placedNumber, .marker: try marker(&context, byte)
    case .fence: try fence(&context, byte)
    case .text: text(&context, byte)
    case .escape:
      context.state = .text
      context.link = context.link == .address ? .address : .none
    case .opening:
      if byte == UInt8(ascii: "`") {
        context.run = min(context.run + 1, 255)
      } else {
        context.span = context.run
        context.run = 0
        context.state = .code
      }
    case .code: if byte == UInt8(ascii: "`") { (context.state, context.run) = (.closing, 1) }
    case .closing:
      if byte == UInt8(ascii: "`") {
        context.run = min(context.run + 1, 255)
        return
      }
      let isClosed = endsSpan(&context)
      if isClosed { text(&context, byte) }
    case .bracket: try bracket(&context, byte)
    case .definition: if byte != 0x20 { context.hasTarget = true }
    case .target: if byte == UInt8(ascii: ")") { context.state = .text }
    case .angle:
      let isTag = ByteSet.alphanumerics.union(ByteSet("/!?")).contains(byte)
      (context.state, context.word) = (isTag ? .tag : .text, ShortWord())
      if isTag { try tag(&context, byte) } else { text(&context, byte) }
    case .tag, .tagDouble, .tagSingle, .blockAngle: try tag(&context, byte)
    case .htmlMargin: if byte != 0x20, byte != 0x09 { context.state = .html }
    case .info: context.word.append(LetterCase.lower(byte))
    case .html, .fenced: break
    }
  }

  func skip(_ context: inout Context, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    guard context.front < 0, context.label != .start else { return range.lowerBound }
    switch context.state {
    case .text where context.link == .none: return bytes.end(of: Self.inText, in: range)
    case .code: return bytes.end(of: Self.inCode, in: range)
    case .html, .fenced: return bytes.first(0x0A, in: range)
    default: return range.lowerBound
    }
  }

  /// What leaves text as it is where no address has begun in it; the same in a code span.
  private static let inText = ByteSet(0x00...0xFF).subtracting(ByteSet("\n`\\]<&:w"))
  private static let inCode = ByteSet(0x00...0xFF).subtracting(ByteSet("\n`"))

  /// The backticks before this were the end of the code span, or part of it.
  private func endsSpan(_ context: inout Context) -> Bool {
    let isClosed = context.run == context.span
    context.run = 0
    context.state = isClosed ? .text : .code
    if isClosed { context.span = 0 }
    return isClosed
  }

  /// Behind a `]`.
  private func bracket(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    if byte == UInt8(ascii: ":"), context.label != .none {
      guard !context.holdsValue else { throw Self.definition }
      context.state = .definition
      return
    }
    context.label = .none
    context.state = byte == UInt8(ascii: "(") ? .target : .text
    if context.state == .text { text(&context, byte) }
  }

  static let definition = Unfit(
    id: .markdownDefinition,
    message: "the link definition continues here, and affects other parts of the page",
    help: "write the link where it is used: [text](https://…)")

  /// In a tag, an autolink or a comment: in text, or at the beginning of a block of HTML.
  private func tag(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    if context.word != .unknown {
      if ByteSet.alphanumerics.contains(byte) {
        context.word.append(LetterCase.lower(byte))
        return
      }
      if byte == UInt8(ascii: "/") && context.word.isEmpty {
        context.state = context.state == .blockAngle ? .html : .tag
      }
      guard !Self.unmodelled.contains(context.word) else { throw Self.html }
      let isAddress = ByteSet(":@+.-").contains(byte) && !context.word.isEmpty
      if context.state == .blockAngle {
        // What does not begin with a letter, `/`, `!` or `?` is text; `<!-- … -->` is a comment, other such things are rare.
        guard byte != UInt8(ascii: "?") || !context.word.isEmpty else { throw Self.html }
        let begins = !context.word.isEmpty || ByteSet("/!").contains(byte)
        context.state = isAddress ? .tag : begins ? .html : .text
      }
      context.word = .unknown
      if context.state == .html { return }
      if context.state == .text {
        text(&context, byte)
        return
      }
    }
    switch (context.state, byte) {
    case (.tagDouble, UInt8(ascii: "\"")), (.tagSingle, UInt8(ascii: "'")): context.state = .tag
    case (.tag, UInt8(ascii: "\"")): context.state = .tagDouble
    case (.tag, UInt8(ascii: "'")): context.state = .tagSingle
    case (.tag, UInt8(ascii: ">")): (context.state, context.word) = (.text, ShortWord())
    default: break
    }
  }

  /// Elements whose content a browser does not read as text and elements, or that keep it as it stands.
  private static let unmodelled = Set(
    ["script", "style", "pre", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext", "svg", "math"]
      .map(ShortWord.init))
  static let html = Unfit(
    id: .markdownHtml, message: "the text after this would be read by special rules, which are not supported",
    help: "write it in Markdown, or between fences: ```")

  func text(_ context: inout Context, _ byte: UInt8) {
    context.follow(byte)
    switch byte {
    case UInt8(ascii: "`"): (context.state, context.run) = (.opening, 1)
    case UInt8(ascii: "\\"): context.state = .escape
    case UInt8(ascii: "]"): context.state = .bracket
    case UInt8(ascii: "<"): context.state = .angle
    default: context.state = .text
    }
  }

  private func newline(_ context: inout Context) throws(Unfit) {
    guard context.front != 3 else { throw Self.frontMatter }
    var next = Context(
      fence: context.fence, fenceLength: context.fenceLength, fenceIndent: context.fenceIndent,
      language: context.language, front: -1)
    let isBlank = context.state == .margin && context.fence == 0 && !context.isContained
    if context.label != .none, !isBlank { (next.label, next.holdsValue) = (.inside, context.holdsValue) }
    switch context.state {
    case .fence where context.fence != 0 && context.run >= context.fenceLength: next = Context(front: -1)
    case .fence where context.fence == 0 && context.run >= 3:
      guard !context.isContained else { throw Self.nestedFence }
      next = Context(
        fence: UInt8(truncatingIfNeeded: context.span), fenceLength: context.run, fenceIndent: context.indent, front: -1
      )
    case .closing where context.run == context.span: break
    case .code, .closing, .opening:
      throw Unfit(
        id: .markdownCode, message: "a code span is not closed on its line", help: "close it with a backtick")
    case .target:
      throw Unfit(id: .markdownLink, message: "a link is not closed on its line", help: "close it with a `)`")
    case .tag, .tagDouble, .tagSingle: (next.state, next.word) = (context.state, context.word)
    case .blockAngle where Self.unmodelled.contains(context.word): throw Self.html
    case .html, .blockAngle: next.state = .htmlMargin
    case .definition:
      guard context.hasTarget else { throw Self.definition }
      (next.isBehindDefinition, next.label) = (true, .none)
    case .info: next.language = Self.languages[context.word] ?? .other
    default: break
    }
    context = next
  }

  static let frontMatter = Unfit(
    id: .markdownFrontMatter, message: "GitHub and GitLab take the following text for metadata of the page",
    help: "begin the page with a heading; write `***` for a rule")

  private static let languages: WordTable<Context.Language> = [
    "sh": .shell, "bash": .shell, "shell": .shell, "zsh": .shell,
    "console": .shell, "mermaid": .picture,
    "math": .picture, "geojson": .picture, "topojson": .picture,
    "stl": .picture, "plantuml": .picture, "dot": .picture,
  ]

  func finish(_ context: Context) throws(Unfit) {
    guard context.state == .margin || context.state == .htmlMargin, context.fence == 0, context.indent == 0 else {
      throw .unfinished(describe(context), help: "end it with a line feed, and close every fence")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context.state == .margin
  }

  func describe(_ context: Context) -> String {
    if context.fence != 0 { return "inside a fenced block" }
    switch context.state {
    case .margin, .fence: return "at the start of a line"
    case .number, .placedNumber, .marker, .text, .bracket, .angle, .blockAngle: return "inside text"
    case .html, .htmlMargin: return "inside HTML"
    case .definition: return "inside the definition of a link"
    case .escape: return "after a `\\`"
    case .opening, .code, .closing: return "inside a code span"
    case .target: return "inside a link's target"
    case .tag, .tagDouble, .tagSingle: return "inside `<…>`"
    case .info, .fenced: return "inside a fenced block"
    }
  }
}
