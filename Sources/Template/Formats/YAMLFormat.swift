import Schema

/// YAML in block style with flow collections, as libyaml and PyYAML read it; with compose's `$` on top where that reads it.
///
/// Whether a plain scalar stays a text is decided by the whole scalar, so a value is plain only where it is the whole scalar
/// and cannot be taken for anything else, or where its bytes mean nothing anywhere in a scalar. Anchors, tags and block
/// scalars are not modelled.
struct YAMLFormat: OutputFormat {
  static let name = "yaml"

  /// Whether compose replaces `$` in values.
  let isCompose: Bool

  /// Where the reader is.
  struct Context: Hashable {
    enum State: UInt8 {
      case content, dash, plain, plainColon, plainBlank, double, doubleEscape, single, singleQuote, closed, closedBlank,
        placed, comment
    }
    var state = State.content
    /// Whether a key may begin here: false in the value of a key on the same line.
    var isValue = false
    /// How many flow collections are open.
    var flow = 0
  }

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    if byte == 0x0A, context.state != .double, context.state != .single, context.state != .doubleEscape {
      context.state = .content
      context.isValue = false
      return
    }
    switch context.state {
    case .content: try begin(&context, byte)
    case .dash: context.state = byte == 0x20 ? .content : .plain
    case .plain: try inPlain(&context, byte)
    case .plainColon:
      if byte == 0x20 { value(&context) } else { try inPlain(&context, byte) }
    case .plainBlank:
      if byte == UInt8(ascii: "#") { context.state = .comment } else if byte != 0x20 { try inPlain(&context, byte) }
    case .double:
      if byte == UInt8(ascii: "\\") {
        context.state = .doubleEscape
      } else if byte == UInt8(ascii: "\"") {
        context.state = .closed
      }
    case .doubleEscape: context.state = .double
    case .single: if byte == UInt8(ascii: "'") { context.state = .singleQuote }
    case .singleQuote:
      if byte == UInt8(ascii: "'") { context.state = .single } else { try afterQuote(&context, byte) }
    case .closed, .closedBlank, .placed: try afterQuote(&context, byte)
    case .comment: break
    }
  }

  private func begin(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case 0x20: break
    case UInt8(ascii: "#"): context.state = .comment
    case UInt8(ascii: "-") where context.flow == 0: context.state = .dash
    case UInt8(ascii: "\""): context.state = .double
    case UInt8(ascii: "'"): context.state = .single
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","):
      try bracket(&context, byte)
    case 0x09, UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"),
      UInt8(ascii: "%"),
      UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "?"):
      throw Unfit(
        id: "yaml-unmodelled", message: "tabs, anchors, tags, block scalars and directives are not modelled",
        help: "write the value in quotes")
    default: context.state = .plain
    }
  }

  private func inPlain(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case UInt8(ascii: ":"): context.state = .plainColon
    case 0x20: context.state = .plainBlank
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      if context.flow > 0 { try bracket(&context, byte) } else { context.state = .plain }
    default: context.state = .plain
    }
  }

  private func bracket(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard context.flow < 16 else {
        throw Unfit(id: "too-deep", message: "too many brackets are open", help: "use block style")
      }
      context.flow += 1
      context.state = .content
    case UInt8(ascii: ","):
      guard context.flow > 0 else { fallthrough }
      context.state = .content
    default:
      guard context.flow > 0 else {
        throw Unfit(
          id: "yaml-bracket", message: "this bracket or comma opens or closes nothing", help: "put the scalar in quotes"
        )
      }
      context.flow -= 1
      context.state = .closed
    }
    context.isValue = false
  }

  private func value(_ context: inout Context) {
    context.state = .content
    context.isValue = true
  }

  private func afterQuote(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case UInt8(ascii: ":"): context.state = .plainColon
    case 0x20: context.state = .closedBlank
    case UInt8(ascii: "#") where context.state == .closedBlank: context.state = .comment
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
      guard context.flow > 0 else { fallthrough }
      try bracket(&context, byte)
    default:
      throw Unfit(
        id: "mixed-scalar", message: "the scalar goes on after a value or a quote that may have ended it",
        help: "put the whole scalar in quotes: \"…{{ … }}…\"")
    }
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context.state {
    case .comment:
      guard type.isInert(in: .text) else { throw .lines(type, "comment") }
      return .verbatim
    case .double: return type.isInert(in: double.inert) ? .verbatim : .encoded(double)
    case .single: return type.isInert(in: single.inert) ? .verbatim : .encoded(single)
    case .content:
      if type.pattern == "integer", !type.mayBeginWithDash {
        context.state = .plain
        return .verbatim
      }
      context.state = .placed
      return .encoded(TokenEncoder(isPlain: Self.isPlain, quote: UInt8(ascii: "\""), quoted: double))
    case .plain, .plainColon:
      guard type.isInert(in: Self.inner) else {
        throw Unfit(
          id: "mixed-scalar", message: "\(type.name) may hold what ends a plain scalar",
          help: "put the whole scalar in quotes: \"…{{ … }}…\"")
      }
      context.state = .plain
      return .verbatim
    default:
      throw Unfit(
        id: "hole-in-scalar", message: "a value cannot stand \(describe(context))",
        help: "put the whole scalar in quotes")
    }
  }

  private static let inner = ByteSet.alphanumerics.union(ByteSet("_./@+-"))

  private var double: EscapingEncoder {
    let compose = isCompose
    return EscapingEncoder(
      escapes: { byte in
        switch byte {
        case 0x22, 0x5C: [0x5C, byte]
        case 0x24 where compose: [0x24, 0x24]
        case 0x0A: Array("\\n".utf8)
        case 0x09: Array("\\t".utf8)
        default: nil
        }
      }, inert: ByteSet.text.subtracting(ByteSet(isCompose ? "\"\\$" : "\"\\")), refusal: Self.refusal)
  }

  private var single: EscapingEncoder {
    let compose = isCompose
    return EscapingEncoder(
      escapes: { $0 == 0x27 ? [0x27, 0x27] : compose && $0 == 0x24 ? [0x24, 0x24] : nil },
      inert: ByteSet.text.subtracting(ByteSet(isCompose ? "'$" : "'")), refusal: Self.refusal)
  }

  private static let refusal = Refusal(
    id: "yaml-control", "holds a control character, which has no place in the file", help: "use a value without it")

  /// Whether a value, as a whole scalar, is the same text to every reader: YAML 1.1 and 1.2, in block and in flow.
  static let isPlain: @Sendable (ArraySlice<UInt8>) -> Bool = { value in
    let bytes = Array(value)
    guard let first = bytes.first, let last = bytes.last else { return false }
    let isRelative = bytes.starts(with: "./".utf8) || bytes.starts(with: "../".utf8)
    guard ByteSet.alphanumerics.subtracting(.digits).union(ByteSet("_/")).contains(first) || isRelative else {
      return false
    }
    guard last != UInt8(ascii: ":"), bytes.allSatisfy(ByteSet.alphanumerics.union(ByteSet("_./@+:-")).contains) else {
      return false
    }
    return !reserved.contains(String(decoding: bytes, as: UTF8.self).lowercased())
  }

  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "inf", "nan",
  ]

  func finish(_ context: Context) throws(Unfit) {
    guard context.state == .content, context.flow == 0 else {
      throw Unfit(
        id: "unfinished", message: "the file ends \(describe(context))",
        help: "end it with a line feed, and close every bracket and quote")
    }
  }

  func join(_ left: Context, _ right: Context) -> Context? {
    if left == right { return left }
    let ends: Set<Context.State> = [.plain, .closed, .placed, .singleQuote]
    guard ends.contains(left.state), ends.contains(right.state), left.flow == right.flow else { return nil }
    return Context(state: .placed, isValue: left.isValue || right.isValue, flow: left.flow)
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context.state == .content
  }

  func describe(_ context: Context) -> String {
    switch context.state {
    case .content: context.flow > 0 ? "inside brackets" : "where a line's content begins"
    case .dash, .plain, .plainColon, .plainBlank, .placed: "inside a plain scalar"
    case .double, .single, .singleQuote: "inside quotes"
    case .doubleEscape: "after a `\\`"
    case .closed, .closedBlank: "after a closing quote or bracket"
    case .comment: "inside a comment"
    }
  }
}
