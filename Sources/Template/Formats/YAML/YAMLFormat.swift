import Schema

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

  private static let flowEnd = ByteSet(",]}")

  private func newline(_ context: inout YAMLContext) throws(Unfit) {
    switch context.state {
    case .double, .doubleEscape, .single:
      throw Unfit(
        id: "yaml-quoted-line", message: "a quoted scalar that goes on in another line is not modelled",
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

  /// The first byte of a node, or of what stands between nodes.
  private func begin(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
    if byte == 0x20 {
      if context.isLeading { context.column += 1 }
      return
    }
    if context.isLeading { try check(&context, byte) }
    switch byte {
    case UInt8(ascii: "#"):
      context.state = .comment
      return
    case UInt8(ascii: "-") where context.flow == 0 && context.isLeading:
      context.state = .dash
      context.column += 1
      return
    case UInt8(ascii: "|") where context.flow == 0, UInt8(ascii: ">") where context.flow == 0:
      guard context.isValue || context.parent >= 0 else { throw Self.unmodelled }
      context.beginNode()
      context.isFolded = byte == UInt8(ascii: ">")
      context.state = .blockHeader
      return
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","):
      context.beginNode()
      try bracket(&context, byte)
      return
    default: context.beginNode()
    }
    switch byte {
    case UInt8(ascii: "\""): context.state = .double
    case UInt8(ascii: "'"): context.state = .single
    case _ where ByteSet("\t&*!|>%@`?:").contains(byte): throw Self.unmodelled
    default:
      context.state = .plain
      context.meanings.formIntersection(PlainMeaning.beginning[Int(byte)])
      try plain(&context, byte)
    }
  }

  static let unmodelled = Unfit(
    id: "yaml-unmodelled",
    message:
      "tabs, anchors, tags, directives, `?` and block scalars that are not behind a key or a dash are not modelled",
    help: "write the scalar in quotes")

  /// Refuses a line that a reader would take for more of the scalar before it.
  private func check(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
    let goesOn = context.column >= context.continuation && byte != UInt8(ascii: "#")
    context.continuation = YAMLContext.none
    if goesOn, context.flow == 0 || !Self.flowEnd.contains(byte) {
      throw Unfit(
        id: "yaml-continued", message: "the plain scalar of the line before goes on in this line",
        help: "write it on one line, in quotes, or as a block scalar: `|`")
    }
  }

  private func dashes(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
    switch (context.state, byte) {
    case (.dash, 0x20):
      context.parent = context.column - 1
      context.column += 1
      context.isItem = true
      context.state = .content
    case (.dash, UInt8(ascii: "-")) where context.column == 1: context.state = .dashes
    case (.dashes, UInt8(ascii: "-")): context.state = .marker
    case (.marker, 0x20): context.state = .closedBlank
    default:
      context.column -= 1
      context.beginNode()
      context.state = .plain
      context.meanings.formIntersection(PlainMeaning.beginning[Int(UInt8(ascii: "-"))])
      try plain(&context, byte)
    }
  }

  private func plain(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case UInt8(ascii: ":"):
      try dollar(&context, byte)
      context.state = .plainColon
      return
    case 0x20:
      try dollar(&context, byte)
      context.state = .plainBlank
      return
    case 0x09: throw Self.unmodelled
    case _ where context.flow > 0 && ByteSet(",[]{}").contains(byte):
      guard context.braces > 0 || context.dollar == .sign else {
        try endPlain(&context)
        guard Self.flowEnd.contains(byte) else { throw Self.brackets }
        try bracket(&context, byte)
        return
      }
      throw Self.brackets
    default: break
    }
    try dollar(&context, byte)
    context.state = .plain
    context.meanings.formIntersection(PlainMeaning.ofByte[Int(byte)])
    if isCompose { context.take(byte) }
  }

  private static let brackets = Unfit(
    id: "yaml-bracket", message: "this bracket, brace or comma has no place here", help: "put the scalar in quotes")

  private func bracket(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard context.flow < 16 else { throw .tooDeep }
      if isCompose { context.passBracket(byte) }
      context.flow += 1
      context.state = .content
    case UInt8(ascii: ","):
      guard context.flow > 0 else { throw Self.brackets }
      if isCompose { context.passBracket(byte) }
      context.state = .content
    default:
      guard context.flow > 0 else { throw Self.brackets }
      if isCompose { context.passBracket(byte) }
      context.flow -= 1
      context.state = .closed
    }
    context.length = 0
    if context.flow > 0 { context.isValue = false }
  }

  /// The scalar before a `:` was a key.
  private func key(_ context: inout YAMLContext) throws(Unfit) {
    // The `:` is counted too.
    guard context.length <= YAMLContext.keyLimit + 1 else {
      throw Unfit(
        id: "yaml-length", message: "a key is longer than \(YAMLContext.keyLimit) bytes, and readers take it for none",
        help: "use a shorter key", isExcess: true)
    }
    guard !context.isValue else {
      throw Unfit(
        id: "yaml-nested-key", message: "there is a second `: ` in the line, in a value without quotes",
        help: "put the value in quotes")
    }
    guard !context.mayHoldDollar else {
      throw Unfit(
        id: "compose-key", message: "a value that may hold a `$` is a key here, where compose does not read `$$`",
        help: "use a value of letters, digits and _.-")
    }
    if isCompose { context.enterKey() }
    if context.state == .plainColon { try endPlain(&context) }
    context.endScalar()
    if context.flow == 0 { context.parent = context.node }
    context.isValue = true
    context.length = 0
    context.state = .content
  }

  /// Ends a plain scalar: one with values in it must be a text, whatever they are.
  private func endPlain(_ context: inout YAMLContext) throws(Unfit) {
    try endDollar(context, isEnd: true)
    guard !context.holdsValue || context.meanings.isEmpty else {
      throw Unfit(
        id: "yaml-meaning", message: "with some values this scalar would be a number, a truth value or a time",
        help: "put the whole scalar in quotes: \"…{{ … }}…\"")
    }
    context.endScalar()
  }

  private func close(_ context: inout YAMLContext) throws(Unfit) {
    try endDollar(context, isEnd: true)
    (context.dollar, context.braces) = (.none, 0)
    context.state = .closed
  }

  /// Behind a scalar that has ended, or may have.
  private func behind(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
    let isPlaced = context.state == .placed || context.state == .placedBlank || context.state == .placedColon
    let isColon = context.state == .placedColon || context.state == .closedColon
    let isBlank = context.state == .placedBlank || context.state == .closedBlank
    switch byte {
    case 0x20 where isColon: try key(&context)
    case _ where isColon && context.flow > 0 && (!isPlaced || Self.flowEnd.contains(byte)):
      try key(&context)
      try begin(&context, byte)
    case _ where isColon: throw Self.mixed
    case 0x20: context.state = isPlaced ? .placedBlank : .closedBlank
    case UInt8(ascii: ":"): context.state = isPlaced ? .placedColon : .closedColon
    case UInt8(ascii: "#") where isBlank: context.state = .comment
    case _ where context.flow > 0 && Self.flowEnd.contains(byte):
      context.endScalar()
      try bracket(&context, byte)
    default: throw Self.mixed
    }
  }

  static let mixed = Unfit(
    id: "mixed-scalar", message: "the scalar goes on after a value or a quote that may have ended it",
    help: "put the whole scalar in quotes: \"…{{ … }}…\"")

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
