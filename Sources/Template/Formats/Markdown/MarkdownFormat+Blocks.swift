import Diagnostics
import TextTypes

extension MarkdownFormat {
  /// A byte at the beginning of a line.
  func margin(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
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
      try begin(&context, byte)
    }
  }

  /// The first byte of a line's text.
  private func begin(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    if context.isBehindDefinition, ByteSet("\"'(").contains(byte) { throw Self.definition }
    context.isRow = byte == UInt8(ascii: "|")
    context.state = .text
    context.label = byte == UInt8(ascii: "[") ? .start : .none
    if byte == UInt8(ascii: "<") {
      (context.state, context.word) = (.blockAngle, ShortWord())
    } else {
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
  func marker(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    let ends = byte == UInt8(ascii: ".") || byte == UInt8(ascii: ")")
    switch context.state {
    case .marker where byte == 0x20 || byte == 0x09: enter(&context)
    case .number where ends: context.state = .marker
    case .placedNumber where ends:
      throw Unfit(
        id: .markdownNumber, message: "with some values this line is an item of a numbered list",
        help: "write a word before the value, or `\\` before this")
    case .number where ByteSet.digits.contains(byte), .placedNumber where ByteSet.digits.contains(byte): break
    default:
      context.state = .text
      text(&context, byte)
    }
  }

  static let nestedFence = Unfit(
    id: .markdownFence, message: "a fence in a quotation or a list ends where that ends, which is not supported",
    help: "begin the fence, and every line up to its end, without a mark and with the same indentation")

  /// Behind backticks or tildes at the beginning of a line.
  func fence(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
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
      (context.state, context.word) = (.info, ShortWord())
      if byte != 0x20 { context.word.append(LetterCase.lower(byte)) }
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
}
