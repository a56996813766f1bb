import Schema

/// Markdown as the forges render it: GitHub's, which is CommonMark with tables.
///
/// Text is escaped byte by byte; code spans and fenced blocks have no escapes, but in a table's cell a `|` needs one even in a
/// code span.
struct MarkdownFormat: OutputFormat {
  static let name = "markdown"

  /// Where the reader is.
  struct Context: Hashable {
    enum State: UInt8 {
      /// Blanks at the beginning of a line; backticks or tildes there, which may be a fence.
      case margin, fence
      /// Behind digits that begin a block; behind a value that may be nothing but digits; behind what may mark an item of a list.
      case number, placedNumber, marker
      case text, escape
      /// Behind backticks in text; in a code span; behind backticks in it.
      case opening, code, closing
      /// Behind `]`; in a link's target; behind `<`; in an autolink or a tag.
      case bracket, target, angle, tag
      /// Behind a fence, and in a line between two fences.
      case info, fenced
    }
    var state = State.margin
    /// How many blanks begin the line, up to 4.
    var indent = 0
    /// How many backticks or tildes stand directly before this, up to 255.
    var run = 0
    /// How many opened the code span.
    var span = 0
    /// Which byte the fence is made of, and how many; 0 outside of a fenced block.
    var fence: UInt8 = 0
    var fenceLength = 0
    /// How many blanks stand before it.
    var fenceIndent = 0
    /// Whether the line is, so far, in a quotation or an item of a list that begins in it.
    var isContained = false
    /// Whether the line is a table's row.
    var isRow = false
  }

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    if byte == 0x0A {
      try newline(&context)
      return
    }
    switch context.state {
    case .margin: try margin(&context, byte)
    case .number, .placedNumber, .marker: try marker(&context, byte)
    case .fence: try fence(&context, byte)
    case .text: text(&context, byte)
    case .escape: context.state = .text
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
    case .bracket:
      context.state = byte == UInt8(ascii: "(") ? .target : .text
      if context.state == .text { text(&context, byte) }
    case .target: if byte == UInt8(ascii: ")") { context.state = .text }
    case .angle:
      let isTag = ByteSet.alphanumerics.union(ByteSet("/!?")).contains(byte)
      context.state = isTag ? .tag : .text
      if !isTag { text(&context, byte) }
    case .tag: if byte == UInt8(ascii: ">") { context.state = .text }
    case .info, .fenced: break
    }
  }

  /// The backticks before this were the end of the code span, or part of it.
  private func endsSpan(_ context: inout Context) -> Bool {
    let isClosed = context.run == context.span
    context.run = 0
    context.state = isClosed ? .text : .code
    if isClosed { context.span = 0 }
    return isClosed
  }

  private func margin(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case 0x20: context.indent = min(context.indent + 1, 4)
    case 0x09: context.indent = 4
    case _ where context.fence != 0 && context.indent < context.fenceIndent: throw Self.nestedFence
    case UInt8(ascii: ">") where context.fence == 0: enter(&context)
    case _ where context.fence == 0 && ByteSet("-+*").contains(byte): context.state = .marker
    case UInt8(ascii: "0")...UInt8(ascii: "9") where context.fence == 0: context.state = .number
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      guard context.fence == 0 || context.fence == byte else { fallthrough }
      context.state = .fence
      context.run = 1
      if context.fence == 0 { context.span = Int(byte) }
    default:
      guard context.fence == 0 else {
        context.state = .fenced
        return
      }
      context.isRow = byte == UInt8(ascii: "|")
      context.state = .text
      text(&context, byte)
    }
  }

  /// Goes on in a quotation or an item of a list, where a block of any kind can begin.
  private func enter(_ context: inout Context) {
    context.state = .margin
    context.indent = 0
    context.isContained = true
  }

  /// Behind what may become the mark of a list's item.
  private func marker(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    let ends = byte == UInt8(ascii: ".") || byte == UInt8(ascii: ")")
    switch context.state {
    case .marker where byte == 0x20 || byte == 0x09: enter(&context)
    case .number where ends: context.state = .marker
    case .placedNumber where ends:
      throw Unfit(
        id: "markdown-number", message: "with some values this makes an item of a numbered list",
        help: "write a word before the value, or `\\` before this")
    case .number where ByteSet.digits.contains(byte), .placedNumber where ByteSet.digits.contains(byte): break
    default:
      context.state = .text
      text(&context, byte)
    }
  }

  static let nestedFence = Unfit(
    id: "markdown-fence", message: "a fence in a quotation or a list ends where that ends, which is not modelled",
    help: "begin the fence, and every line up to its end, without a mark and with the same blanks")

  /// Behind backticks or tildes at the beginning of a line.
  private func fence(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    let mark = context.fence == 0 ? UInt8(truncatingIfNeeded: context.span) : context.fence
    if byte == mark {
      context.run = min(context.run + 1, 255)
      return
    }
    if context.fence != 0 {
      // A closing fence has nothing but blanks behind it.
      if context.run < context.fenceLength || byte != 0x20 { (context.state, context.run) = (.fenced, 0) }
      return
    }
    if context.run >= 3 {
      guard !context.isContained else { throw Self.nestedFence }
      context.fenceIndent = context.indent
      (context.fence, context.fenceLength, context.run, context.span) = (mark, context.run, 0, 0)
      context.state = .info
      return
    }
    let run = context.run
    (context.run, context.span) = (0, 0)
    if mark == UInt8(ascii: "`") {
      (context.span, context.state) = (run, .code)
    } else {
      context.state = .text
      text(&context, byte)
    }
  }

  private func text(_ context: inout Context, _ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "`"): (context.state, context.run) = (.opening, 1)
    case UInt8(ascii: "\\"): context.state = .escape
    case UInt8(ascii: "]"): context.state = .bracket
    case UInt8(ascii: "<"): context.state = .angle
    default: context.state = .text
    }
  }

  private func newline(_ context: inout Context) throws(Unfit) {
    var next = Context(fence: context.fence, fenceLength: context.fenceLength, fenceIndent: context.fenceIndent)
    switch context.state {
    case .fence where context.fence != 0 && context.run >= context.fenceLength: next = Context()
    case .fence where context.fence == 0 && context.run >= 3:
      guard !context.isContained else { throw Self.nestedFence }
      next = Context(
        fence: UInt8(truncatingIfNeeded: context.span), fenceLength: context.run, fenceIndent: context.indent)
    case .closing where context.run == context.span: break
    case .code, .closing, .opening:
      throw Unfit(
        id: "markdown-code", message: "a code span is not closed in its line", help: "close it with a backtick")
    case .target:
      throw Unfit(id: "markdown-link", message: "a link is not closed in its line", help: "close it with a `)`")
    case .tag: next.state = .tag
    default: break
    }
    context = next
  }

  func finish(_ context: Context) throws(Unfit) {
    guard context == Context() else {
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
    case .number, .placedNumber, .marker, .text, .bracket, .angle: return "inside text"
    case .escape: return "after a `\\`"
    case .opening, .code, .closing: return "inside a code span"
    case .target: return "inside a link's target"
    case .tag: return "inside `<…>`"
    case .info, .fenced: return "inside a fenced block"
    }
  }
}
