import Schema

/// nginx's configuration, as ngx_conf_file.c reads it.
///
/// A quote means something only where a token begins; after a closing one there must be a blank, `;` or `{`. There is no way
/// to write a `$` that is not a variable, so no value may hold one.
struct NginxFormat: OutputFormat {
  static let name = "nginx"

  /// Where the reader is.
  struct Context: Hashable {
    enum State: UInt8 {
      case statement, argument, bare, bareDollar, bareEscape, double, doubleEscape, single, singleEscape, closed,
        placed, comment
    }
    var state = State.statement
    /// Whether the token in hand is the first of its statement: the directive's name.
    var isFirst = true
    /// Where a comment goes on.
    var resumesStatement = true
    /// How many blocks are open.
    var depth = 0
  }

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    switch context.state {
    case .comment:
      if byte == 0x0A { context.state = context.resumesStatement ? .statement : .argument }
    case .statement, .argument: try begin(&context, byte)
    case .bare: try inBare(&context, byte)
    case .bareDollar:
      context.state = .bare
      if byte != UInt8(ascii: "{") { try inBare(&context, byte) }
    case .bareEscape: context.state = .bare
    case .double:
      if byte == UInt8(ascii: "\\") {
        context.state = .doubleEscape
      } else if byte == UInt8(ascii: "\"") {
        context.state = .closed
      }
    case .doubleEscape: context.state = .double
    case .single:
      if byte == UInt8(ascii: "\\") {
        context.state = .singleEscape
      } else if byte == UInt8(ascii: "'") {
        context.state = .closed
      }
    case .singleEscape: context.state = .single
    case .closed, .placed:
      guard try end(&context, byte) || (context.state == .closed && byte == UInt8(ascii: ")")) else {
        throw Unfit(
          id: "mixed-argument", message: "the argument goes on after a value or a quote that may have ended it",
          help: "put the whole argument in quotes: \"…{{ … }}…\"")
      }
    }
  }

  private func begin(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case 0x20, 0x09, 0x0A: break
    case UInt8(ascii: "#"):
      context.resumesStatement = context.state == .statement
      context.state = .comment
    case UInt8(ascii: "}"):
      guard context.state == .statement, context.depth > 0 else {
        throw Unfit(
          id: "nginx-brace", message: "this `}` closes no block",
          help: "remove it, or end the statement before it with `;`")
      }
      context.depth -= 1
    case UInt8(ascii: "\""): token(&context, .double)
    case UInt8(ascii: "'"): token(&context, .single)
    case UInt8(ascii: "\\"): token(&context, .bareEscape)
    case UInt8(ascii: "$"): token(&context, .bareDollar)
    default:
      if try !end(&context, byte) { token(&context, .bare) }
    }
  }

  private func token(_ context: inout Context, _ state: Context.State) {
    context.isFirst = context.state == .statement
    context.state = state
  }

  private func inBare(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case UInt8(ascii: "\\"): context.state = .bareEscape
    case UInt8(ascii: "$"): context.state = .bareDollar
    default: _ = try end(&context, byte)
    }
  }

  /// Whether a byte ends a token, and what comes then.
  private func end(_ context: inout Context, _ byte: UInt8) throws(Unfit) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A: context.state = .argument
    case UInt8(ascii: ";"):
      guard context.state != .statement else {
        throw Unfit(id: "nginx-empty", message: "this `;` ends no statement", help: "remove it")
      }
      context.state = .statement
    case UInt8(ascii: "{"):
      guard context.state != .statement, context.depth < 32 else {
        throw Unfit(id: "nginx-brace", message: "this `{` opens no block", help: "write a directive before it")
      }
      context.depth += 1
      context.state = .statement
    default: return false
    }
    context.isFirst = true
    return true
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context.state {
    case .comment:
      guard type.isInert(in: .text) else { throw .lines(type, "comment") }
      return .verbatim
    case .double: return quoted(type, Self.double)
    case .single: return quoted(type, Self.single)
    case .argument:
      context.isFirst = false
      if type.isInert(in: .word.union(ByteSet("[]")), mayBeEmpty: false), !type.mayBeginWithDash {
        context.state = .bare
        return .verbatim
      }
      context.state = .placed
      return .encoded(TokenEncoder(isPlain: Self.isPlain, quote: UInt8(ascii: "\""), quoted: Self.double))
    case .bare where !context.isFirst:
      guard type.isInert(in: .word) else {
        throw Unfit(
          id: "mixed-argument",
          message: "\(type.name) may need quotes, which cannot begin in the middle of an argument",
          help: "put the whole argument in quotes: \"…{{ … }}…\"")
      }
      return .verbatim
    case .statement, .bare:
      throw Unfit(
        id: "hole-in-directive", message: "a value cannot be the name of a directive",
        help: "write the name in the template")
    default:
      throw Unfit(
        id: "hole-after-escape", message: "a value cannot stand \(describe(context))",
        help: "move it away from the `\\`, `$` or quote before it")
    }
  }

  private func quoted(_ type: TextType, _ encoder: EscapingEncoder) -> Placement {
    type.isInert(in: encoder.inert) ? .verbatim : .encoded(encoder)
  }

  private static let refusal = Refusal(
    id: "nginx-dollar", "holds a `$` or a control character, which nginx has no way to write",
    help: "use a value without it")
  private static let double = EscapingEncoder(
    escapes: { $0 == 0x22 || $0 == 0x5C ? [0x5C, $0] : nil }, inert: ByteSet.text.subtracting(ByteSet("\"\\$")),
    refusal: refusal)
  private static let single = EscapingEncoder(
    escapes: { $0 == 0x27 || $0 == 0x5C ? [0x5C, $0] : nil }, inert: ByteSet.text.subtracting(ByteSet("'\\$")),
    refusal: refusal)

  /// Bare words begin with a letter, a digit or a slash: `~`, `=`, `!` and `.` mean something to one directive or another.
  private static let isPlain: @Sendable (ArraySlice<UInt8>) -> Bool = { value in
    guard let first = value.first else { return false }
    return ByteSet.alphanumerics.union(ByteSet("/")).contains(first)
      && value.allSatisfy(ByteSet.word.union(ByteSet("[]?&~#")).contains)
  }

  func finish(_ context: Context) throws(Unfit) {
    guard context.state == .statement, context.depth == 0 else {
      throw Unfit(
        id: "unfinished", message: "the file ends \(describe(context))",
        help: "close every block and end every statement with `;`")
    }
  }

  func join(_ left: Context, _ right: Context) -> Context? {
    if left == right { return left }
    let ends: Set<Context.State> = [.bare, .closed, .placed]
    guard ends.contains(left.state), ends.contains(right.state) else { return nil }
    var both = left
    both.state = .placed
    return left.depth == right.depth && left.isFirst == right.isFirst ? both : nil
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context.state == .statement || context.state == .argument
  }

  func describe(_ context: Context) -> String {
    switch context.state {
    case .statement: context.depth == 0 ? "between statements" : "inside a block"
    case .argument: "between arguments"
    case .bare, .placed: "inside an argument"
    case .bareDollar: "after a `$`"
    case .bareEscape, .doubleEscape, .singleEscape: "after a `\\`"
    case .double, .single: "inside quotes"
    case .closed: "after a closing quote"
    case .comment: "inside a comment"
    }
  }
}
