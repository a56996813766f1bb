import Diagnostics
import TextTypes

extension YAMLFormat {
  /// A byte of a block scalar, or of what follows it.
  func block(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
    switch context.state {
    case .blockHeader:
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "+"), 0x20: break
      case UInt8(ascii: "1")...UInt8(ascii: "9"): context.block = context.parent + Int(byte - UInt8(ascii: "0"))
      default:
        throw Unfit(
          id: .yamlBlock, message: "the text of a block scalar begins on the next line",
          help: "write only `-`, `+` or a digit after `|` or `>`")
      }
    case .blockStart where byte == 0x20:
      context.column += 1
      if context.column == context.block { context.state = .blockLine }
    case .blockStart:
      if try isInBlock(&context) {
        try dollar(&context, byte)
        if isCompose { context.take(byte) }
      } else {
        try advance(&context, over: byte)
      }
    default:
      try dollar(&context, byte)
      if isCompose { context.take(byte) }
    }
  }

  /// Whether the line, whose first byte after blanks comes now, belongs to the block scalar; if not, its end.
  func isInBlock(_ context: inout YAMLContext) throws(Unfit) -> Bool {
    guard context.column > context.parent else {
      let column = context.column
      try endDollar(context, isEnd: true)
      context.endScalar()
      context.beginLine()
      context.column = column
      context.continuation = YAMLContext.none
      return false
    }
    guard context.block == YAMLContext.unknown else {
      throw Unfit(
        id: .yamlBlock,
        message: "this line is indented less than the block scalar before it, but not less than its key",
        help: "indent it like the first line of the block scalar")
    }
    context.block = context.column
    context.state = .blockLine
    return true
  }

  /// A byte behind a `\` in double quotes, or behind the `x`, `u` or `U` that announces digits (YAML 1.1, 5.6).
  func escape(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
    if isCompose { context.word = .unknown }
    if context.escape > 0 {
      guard let digit = hexadecimal(byte) else { throw Self.unknownEscape }
      context.escape -= 1
      context.escaped = context.escaped << 4 | digit
      guard context.escape == 0 else { return }
      // compose reads the text, and not how it is written.
      let isDollar = context.escaped == 0x24
      (context.escaped, context.state) = (0, .double)
      if isCompose, isDollar { try endDollar(context, isEnd: true, isSign: true) }
      return
    }
    switch byte {
    case UInt8(ascii: "x"): context.escape = 2
    case UInt8(ascii: "u"): context.escape = 4
    case UInt8(ascii: "U"): context.escape = 8
    case _ where ByteSet("0abt\tnvfre \"\\N_LP").contains(byte): context.state = .double
    default: throw Self.unknownEscape
    }
  }

  private static let unknownEscape = Unfit(
    id: .yamlEscape, message: "not every YAML parser supports this escape",
    help: "write the character itself, or `\\x` and two hexadecimal digits")

  private func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// Follows compose's `$` through a scalar.
  func dollar(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
    guard isCompose else { return }
    switch context.dollar {
    case .sign:
      context.dollar = .none
      switch byte {
      case UInt8(ascii: "$"): break
      case UInt8(ascii: "{"): context.braces += 1
      case _ where ByteSet.name.subtracting(.digits).contains(byte): context.dollar = .name
      default: try endDollar(context, isEnd: true, isSign: true)
      }
      return
    case .name where ByteSet.name.contains(byte): return
    case .name, .none: context.dollar = byte == UInt8(ascii: "$") ? .sign : .none
    }
    if byte == UInt8(ascii: "}"), context.braces > 0 { context.braces -= 1 }
  }

  /// Refuses the end of a scalar or of a line behind a `$` that compose cannot read.
  func endDollar(_ context: YAMLContext, isEnd: Bool, isSign: Bool = false) throws(Unfit) {
    guard context.dollar != .sign, !isSign, !isEnd || context.braces == 0 else {
      throw Unfit(
        id: .composeDollar, message: "compose does not accept this `$`",
        help: "write `$$` for a `$`, or `${NAME}` for a variable")
    }
  }
}
