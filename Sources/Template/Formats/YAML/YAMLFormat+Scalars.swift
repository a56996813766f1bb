import Diagnostics
import TextTypes

extension YAMLFormat {
  /// A byte of a scalar without quotes.
  func plain(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
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
    id: .yamlBracket, message: "this bracket, brace or comma is not allowed here", help: "put the scalar in quotes")

  /// A bracket, a brace or a comma between nodes.
  func bracket(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
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
  func key(_ context: inout YAMLContext) throws(Unfit) {
    // The `:` is counted too.
    guard context.length <= YAMLContext.keyLimit + 1 else {
      throw Unfit(
        id: .yamlLength,
        message: "a key is longer than \(YAMLContext.keyLimit) bytes, and YAML parsers do not recognise it",
        help: "use a shorter key", isExcess: true)
    }
    guard !context.isValue else {
      throw Unfit(
        id: .yamlNestedKey, message: "there is a second `: ` in the line, in a value without quotes",
        help: "put the value in quotes")
    }
    guard !context.mayHoldDollar else {
      throw Unfit(
        id: .composeKey,
        message: "a value that may contain a `$` is a key here, and compose does not read `$$` in keys",
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
  func endPlain(_ context: inout YAMLContext) throws(Unfit) {
    try endDollar(context, isEnd: true)
    guard !context.holdsValue || context.meanings.isEmpty else {
      throw Unfit(
        id: .yamlMeaning, message: "with some values this scalar would be a number, a boolean or a time",
        help: "put the whole scalar in quotes: \"…{{ … }}…\"")
    }
    context.endScalar()
  }

  /// The quote that ends a scalar.
  func close(_ context: inout YAMLContext) throws(Unfit) {
    try endDollar(context, isEnd: true)
    (context.dollar, context.braces) = (.none, 0)
    context.state = .closed
  }

  /// Behind a scalar that has ended, or may have.
  func behind(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
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
    id: .mixedScalar, message: "the scalar continues after a value or a quote that may have ended it",
    help: "put the whole scalar in quotes: \"…{{ … }}…\"")
}
