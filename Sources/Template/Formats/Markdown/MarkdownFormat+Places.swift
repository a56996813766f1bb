import Diagnostics
import TextTypes

extension MarkdownFormat {
  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    guard type.alphabet.isSubset(of: .text) else { throw .lines(type, .line) }
    let isTask = context.isContained && context.label == .start && context.state == .text
    if context.label != .none { (context.label, context.holdsValue) = (.inside, true) }
    if context.front == 2, type.mayHold(UInt8(ascii: "-")) { throw Self.frontMatter }
    if !type.mayBeEmpty { context.front = -1 }
    switch context.state {
    case .escape: throw .afterEscape()
    case .fence:
      throw Unfit(
        id: .holeInFence, message: "a value directly after backticks or tildes may continue them",
        help: "write something between them")
    case .info:
      throw Unfit(
        id: .holeInFence, message: "a value cannot name a fenced block's language",
        help: "write the language in the template")
    case .fenced:
      try inLanguage(type, context)
      return .verbatim
    case .margin where context.fence != 0:
      try inLanguage(type, context)
      guard context.indent >= context.fenceIndent else { throw Self.nestedFence }
      return fenced(type, &context)
    case .opening:
      context.span = context.run
      context.run = 0
      context.state = .code
      return code(type, context)
    case .closing:
      // Backticks that close the span are followed by text; others would be, too, and it could not be told.
      guard context.run == context.span else { throw .afterEscape("backtick") }
      let placement = text(type, context)
      (context.state, context.run, context.span) = (.text, 0, 0)
      return placement
    case .code: return code(type, context)
    case .definition: throw Self.definition
    case .target, .tag, .tagDouble, .tagSingle: return try target(type)
    case .blockAngle, .html, .htmlMargin:
      let mayBeEmpty = context.state != .htmlMargin
      guard type.isInert(in: ByteSet.alphanumerics.union(ByteSet("._-")), mayBeEmpty: mayBeEmpty) else {
        throw Unfit(
          id: .holeInHtml, message: "\(type.name) may need escapes, which Markdown does not read in a block of HTML",
          help: "insert an empty line before this line, so that it is Markdown again")
      }
      if context.state == .blockAngle { throw Self.html }
      context.state = .html
      return .verbatim
    case .angle:
      throw Unfit(
        id: .holeInTag, message: "a value directly after `<` may begin a tag",
        help: "write `\\<`, or a scheme first")
    case .margin:
      guard !context.isBehindDefinition || !type.mayBeEmpty && !type.mayHold(anyOf: ByteSet("\"'(")) else {
        throw Self.definition
      }
      let placement = text(type, context)
      guard context.indent < 4 else {
        if case .verbatim = placement {
          context.state = Self.begun(with: type)
          return placement
        }
        throw Unfit(
          id: .holeInIndented, message: "\(type.name) may need escapes, which a line indented by 4 would show",
          help: "write the lines between fences: ```")
      }
      context.state = Self.begun(with: type)
      return placement
    case .number, .placedNumber, .marker:
      let placement = text(type, context)
      context.state = context.state == .marker ? .text : Self.begun(with: type)
      return placement
    case .text where context.link == .address: return try target(type)
    case .text where context.link == .reference: throw .afterEscape("`&`")
    case .bracket, .text:
      if context.state == .bracket { context.label = .none }
      let placement = isTask ? task(type, context) : text(type, context)
      context.link = .none
      context.state = .text
      guard context.indent == 4, case .encoded = placement else { return placement }
      throw Unfit(
        id: .holeInIndented, message: "\(type.name) may need escapes, which a line indented by 4 would show",
        help: "write the lines between fences: ```")
    }
  }

  /// Where the reader is behind a value that begins a block: it may be a number.
  private static func begun(with type: TextType) -> Context.State {
    type.mayHold(anyOf: .digits) ? .placedNumber : .text
  }

  /// Refuses what a block would do with a value when it is more than shown.
  private func inLanguage(_ type: TextType, _ context: Context) throws(Unfit) {
    switch context.language {
    case .other: break
    case .shell:
      guard type.isInert(in: ByteSet.word.union(ByteSet("~"))) else {
        throw Unfit(
          id: .holeInCommands, message: "\(type.name) may be more than one word, and people run these commands",
          help: "write it above the block, and a word such as VALUE in its place here")
      }
    case .picture:
      guard type.isInert(in: ByteSet.alphanumerics.union(ByteSet(" ._/-"))) else {
        throw Unfit(
          id: .holeInPicture, message: "\(type.name) may contain characters with a meaning in the diagram",
          help: "use a value of letters, digits, blanks and ._/-")
      }
    }
  }

  private func fenced(_ type: TextType, _ context: inout Context) -> Placement {
    let mark = context.fence
    // The line stays what it is where the value is empty, and then a fence in the template closes the block.
    guard type.mayHold(mark) || type.mayHold(0x20) || type.mayBeEmpty else {
      context.state = .fenced
      return .verbatim
    }
    context.state = .fenced
    return .encoded(
      CheckedEncoder(EscapingEncoder.backslash("", refusal: Self.control)) { value in
        guard let first = value.first, first != mark, first != 0x20 else {
          return Refusal(
            id: .markdownFence, "is empty, or begins with a blank or with the fence's character",
            help: "use another value, or write something before it in the template")
        }
        return nil
      })
  }

  /// In a code span nothing is escaped; in a table's row a `|` must be, wherever it stands.
  private func code(_ type: TextType, _ context: Context) -> Placement {
    let special = ByteSet("`|")
    if type.isInert(in: ByteSet.text.subtracting(special).subtracting(ByteSet(" ")), mayBeEmpty: false) {
      return .verbatim
    }
    let isRow = context.isRow
    let encoder = EscapingEncoder(
      inert: ByteSet.text.subtracting(special),
      refusal: Refusal(
        id: .markdownCode, "contains a backtick or a `|`, which a code span cannot contain here",
        help: "use a value without it")
    ) { isRow && $0 == UInt8(ascii: "|") ? Array("\\|".utf8) : nil }
    return .encoded(
      CheckedEncoder(encoder) { value in
        guard let first = value.first, let last = value.last, first != 0x20, last != 0x20 else {
          return Refusal(
            id: .markdownBlank, "is empty, or begins or ends with a blank, which a code span removes",
            help: "use a value without it")
        }
        guard !isRow || !value.contains(UInt8(ascii: "|")) || !value.contains(UInt8(ascii: "\\")) else {
          return Refusal(
            id: .markdownCode, "contains both `\\` and `|`, which a table's cell cannot",
            help: "use a value without one of them")
        }
        return nil
      })
  }

  private func target(_ type: TextType) throws(Unfit) -> Placement {
    guard type.isInert(in: ByteSet.alphanumerics.union(ByteSet("-._~:/?#@+,=%&"))) else {
      throw Unfit(
        id: .holeInLink, message: "\(type.name) may contain characters that end a link or a tag",
        help: "use a web address or a path without blanks and brackets")
    }
    return .verbatim
  }

  /// Behind a `[` that begins an item of a list.
  private func task(_ type: TextType, _ context: Context) -> Placement {
    let encoder = MarkdownText(isStart: false, isRow: false, mayBeEmpty: false)
    return .encoded(
      CheckedEncoder(encoder) { value in
        // GitHub's reader takes brackets for a footnote's even where the `^` behind them is escaped.
        let isFootnote = value.first == UInt8(ascii: "^")
        guard isFootnote || value.elementsEqual("x".utf8) || value.elementsEqual("X".utf8) else { return nil }
        return Refusal(
          id: .markdownTask, isFootnote ? "would be a footnote's name here" : "would tick a box here",
          help: "write something before the value in the template")
      })
  }

  private func text(_ type: TextType, _ context: Context) -> Placement {
    let isStart = [.margin, .number, .placedNumber, .marker].contains(context.state)
    // Behind a bracket or a backtick, an empty value would leave what follows to be read with it.
    let mayBeEmpty = context.state == .text
    let encoder = MarkdownText(isStart: isStart, isRow: context.isRow, mayBeEmpty: mayBeEmpty)
    let risky = isStart ? MarkdownText.special.union(MarkdownText.leading) : MarkdownText.special
    let inert = ByteSet.text.subtracting(risky).subtracting(ByteSet(context.isRow ? " _:@-" : " _:@"))
    return type.isInert(in: inert, mayBeEmpty: mayBeEmpty) ? .verbatim : .encoded(encoder)
  }

  private static let control = Refusal.oneLine(.markdownControl)
}
