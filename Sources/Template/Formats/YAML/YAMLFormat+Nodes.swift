import Diagnostics
import TextTypes

extension YAMLFormat {
  /// The first byte of a node, or of what stands between nodes.
  func begin(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
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
    id: .yamlUnmodelled,
    message:
      "tabs, anchors, tags, directives, `?` and block scalars that do not follow a key or a dash are not supported",
    help: "write the scalar in quotes")

  /// Refuses a line that a reader would take for more of the scalar before it.
  private func check(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
    let goesOn = context.column >= context.continuation && byte != UInt8(ascii: "#")
    context.continuation = YAMLContext.none
    if goesOn, context.flow == 0 || !Self.flowEnd.contains(byte) {
      throw Unfit(
        id: .yamlContinued, message: "the plain scalar of the line before continues on this line",
        help: "write it on one line, in quotes, or as a block scalar: `|`")
    }
  }

  func dashes(_ context: inout YAMLContext, _ byte: UInt8) throws(Unfit) {
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
}
