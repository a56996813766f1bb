import Diagnostics
import TextTypes

/// YAML in block style with flow collections, as libyaml and PyYAML read it; with compose's `$` on top where that reads it.
///
/// Whether a plain scalar stays a text is decided by the whole scalar: a value that is all of it is quoted where it must be,
/// and text with values in it must hold something that makes it a text. Anchors, tags, tabs and quoted scalars of several
/// lines are not modelled.
struct YAMLFormat: OutputFormat {
  static let name = "yaml"
  typealias Context = YAMLContext

  /// Whether compose replaces `$` in values.
  let isCompose: Bool

  var start: YAMLContext { YAMLContext() }

  func advance(_ context: inout YAMLContext, over byte: UInt8) throws(Unfit) {
    if byte == 0x0A {
      try newline(&context)
      return
    }
    if context.length <= YAMLContext.keyLimit + 1 { context.length += 1 }
    switch context.state {
    case .content: try begin(&context, byte)
    case .dash, .dashes, .marker: try dashes(&context, byte)
    case .plain: try plain(&context, byte)
    case .plainColon:
      if byte == 0x20 || (context.flow > 0 && Self.flowEnd.contains(byte)) {
        try key(&context)
        if byte != 0x20 { try bracket(&context, byte) }
      } else {
        context.state = .plain
        context.meanings.formIntersection(PlainMeaning.ofByte[Int(UInt8(ascii: ":"))])
        if isCompose { context.take(UInt8(ascii: ":")) }
        try plain(&context, byte)
      }
    case .plainBlank:
      if byte == UInt8(ascii: "#") {
        try endPlain(&context)
        context.state = .comment
      } else {
        if byte != 0x20 { context.meanings.formIntersection(.time) }
        try plain(&context, byte)
      }
    case .double:
      try dollar(&context, byte)
      if byte == UInt8(ascii: "\\") {
        context.state = .doubleEscape
      } else if byte == UInt8(ascii: "\"") {
        try close(&context)
      } else if isCompose {
        context.take(byte)
      }
    case .doubleEscape: try escape(&context, byte)
    case .single:
      if byte == UInt8(ascii: "'") {
        context.state = .singleQuote
      } else {
        try dollar(&context, byte)
        if isCompose { context.take(byte) }
      }
    case .singleQuote:
      if byte == UInt8(ascii: "'") {
        context.state = .single
        try dollar(&context, byte)
        if isCompose { context.take(byte) }
      } else {
        try close(&context)
        try behind(&context, byte)
      }
    case .closed, .closedBlank, .closedColon, .placed, .placedBlank, .placedColon: try behind(&context, byte)
    case .comment: break
    case .blockHeader, .blockStart, .blockLine: try block(&context, byte)
    }
  }

  static let flowEnd = ByteSet(",]}")

  private func newline(_ context: inout YAMLContext) throws(Unfit) {
    switch context.state {
    case .double, .doubleEscape, .single:
      throw Unfit(
        id: .yamlQuotedLine, message: "a quoted scalar that continues on another line is not supported",
        help: "write it on one line, or as a block scalar: `|`")
    case .blockHeader, .blockStart, .blockLine:
      try endDollar(context, isEnd: false)
      context.dollar = .none
      context.state = .blockStart
      context.column = 0
      context.length = 0
      return
    case .plainColon, .closedColon, .placedColon:
      try key(&context)
      context.continuation = YAMLContext.none
    case .plain, .plainBlank, .placed, .placedBlank:
      if context.state == .plain || context.state == .plainBlank { try endPlain(&context) }
      context.continuation = context.flow > 0 ? 0 : context.parent + 1
    case .singleQuote:
      try close(&context)
      context.continuation = YAMLContext.none
    case .content where context.isLeading: break
    default: context.continuation = YAMLContext.none
    }
    context.endScalar()
    context.beginLine()
  }

  func finish(_ context: YAMLContext) throws(Unfit) {
    guard context.state == .content || context.state == .blockStart, context.isLeading || context.state == .blockStart,
      context.flow == 0, context.column == 0
    else {
      throw .unfinished(describe(context), help: "end it with a line feed, and close every bracket and quote")
    }
  }

  func isBetweenTokens(_ context: YAMLContext) -> Bool {
    context.state == .content
  }

  func describe(_ context: YAMLContext) -> String {
    switch context.state {
    case .content:
      context.flow > 0
        ? "inside brackets" : context.isLeading ? "where a line's content begins" : "where a value begins"
    case .dash, .dashes, .marker, .plain, .plainColon, .plainBlank: "inside a plain scalar"
    case .placed, .placedBlank, .placedColon: "after a value"
    case .double, .single, .singleQuote: "inside quotes"
    case .doubleEscape: "after a `\\`"
    case .closed, .closedBlank, .closedColon: "after a closing quote or bracket"
    case .comment: "inside a comment"
    case .blockHeader, .blockStart, .blockLine: "inside a block scalar"
    }
  }
}
