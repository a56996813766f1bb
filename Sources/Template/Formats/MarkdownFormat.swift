import Schema

/// Markdown as the forges render it: text, table cells, code spans and fenced blocks.
struct MarkdownFormat: OutputFormat {
  static let name = "markdown"

  /// Where the reader is.
  struct Context: Hashable {
    enum State: UInt8 {
      case text, escape, code
    }
    var state = State.text
    /// Whether a block between fences is open.
    var isFenced = false
    /// How many backticks begin the line in hand; 3 is a fence.
    var backticks = 0
    /// Whether nothing stands before this on its line.
    var isLineStart = true
  }

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    if byte == 0x0A {
      guard context.state != .code || context.isFenced else {
        throw Unfit(
          id: "markdown-code", message: "a code span is not closed in its line", help: "close it with a backtick")
      }
      if context.backticks >= 3 { context.isFenced.toggle() }
      context = Context(isFenced: context.isFenced)
      return
    }
    if byte == UInt8(ascii: "`"), context.isLineStart || (0 < context.backticks && context.backticks < 3) {
      context.backticks += 1
      context.isLineStart = false
      if !context.isFenced { context.state = context.backticks == 1 ? .code : .text }
      return
    }
    context.isLineStart = false
    if context.backticks < 3 { context.backticks = 0 }
    guard !context.isFenced, context.backticks == 0 else { return }
    switch (context.state, byte) {
    case (.text, UInt8(ascii: "`")): context.state = .code
    case (.code, UInt8(ascii: "`")): context.state = .text
    case (.text, UInt8(ascii: "\\")): context.state = .escape
    case (.escape, _): context.state = .text
    default: break
    }
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    guard type.alphabet.isSubset(of: .text) else { throw .lines(type, "line") }
    context.isLineStart = false
    if context.backticks < 3 { context.backticks = 0 }
    if context.isFenced || context.state == .code {
      return type.isInert(in: Self.code.inert) ? .verbatim : .encoded(Self.code)
    }
    guard context.state == .text else {
      throw Unfit(id: "hole-after-escape", message: "a value cannot stand after a `\\`", help: "remove the `\\`")
    }
    return type.isInert(in: Self.text.inert) ? .verbatim : .encoded(Self.text)
  }

  /// A `|` would end a table's cell even inside a code span.
  private static let code = EscapingEncoder(
    escapes: { _ in nil }, inert: ByteSet.text.subtracting(ByteSet("`|")),
    refusal: Refusal(
      id: "markdown-code", "holds a backtick or a `|`, which end a code span", help: "use a value without it"))

  private static let text = EscapingEncoder(
    escapes: { ByteSet.printable.contains($0) ? [0x5C, $0] : nil },
    inert: ByteSet.text.subtracting(ByteSet("\\`*[]<>|#!~&$")),
    refusal: Refusal(id: "markdown-control", "holds a control character", help: "use a value without it"))

  func finish(_ context: Context) throws(Unfit) {
    guard context == Context() else {
      throw Unfit(
        id: "unfinished", message: "the file ends \(describe(context))",
        help: "end it with a line feed, and close every fence")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context.isLineStart
  }

  func describe(_ context: Context) -> String {
    if context.isFenced { return "inside a fenced block" }
    switch context.state {
    case .text: return context.isLineStart ? "at the start of a line" : "inside text"
    case .escape: return "after a `\\`"
    case .code: return "inside a code span"
    }
  }
}
