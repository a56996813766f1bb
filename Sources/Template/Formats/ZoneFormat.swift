import Schema

/// A DNS zone's master file, by RFC 1035 section 5 and as named reads it.
struct ZoneFormat: OutputFormat {
  static let name = "zone"

  /// Where the reader is.
  struct Context: Hashable {
    enum State: UInt8 {
      case word, escape, string, stringEscape, comment
    }
    var state = State.word
    /// How many parentheses are open.
    var parentheses = 0
    /// Whether nothing but blanks stands before this on its line.
    var isLineStart = true
  }

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    switch context.state {
    case .comment:
      if byte == 0x0A { context = Context(parentheses: context.parentheses) }
    case .escape: context.state = .word
    case .stringEscape: context.state = .string
    case .string:
      if byte == UInt8(ascii: "\"") {
        context.state = .word
      } else if byte == UInt8(ascii: "\\") {
        context.state = .stringEscape
      }
      if byte == 0x0A {
        throw Unfit(id: "zone-string", message: "a string cannot go on in another line", help: "close the quote")
      }
    case .word: try word(&context, byte)
    }
  }

  private func word(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case 0x0A: context.isLineStart = true
    case 0x20, 0x09: break
    case UInt8(ascii: ";"): context.state = .comment
    case UInt8(ascii: "\""): context.state = .string
    case UInt8(ascii: "\\"): context.state = .escape
    case UInt8(ascii: "("):
      guard context.parentheses == 0 else {
        throw Unfit(id: "zone-parenthesis", message: "parentheses cannot be nested", help: "close the first one")
      }
      context.parentheses = 1
    case UInt8(ascii: ")"):
      guard context.parentheses == 1 else {
        throw Unfit(id: "zone-parenthesis", message: "this `)` closes nothing", help: "remove it")
      }
      context.parentheses = 0
    default: context.isLineStart = false
    }
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context.state {
    case .comment:
      guard type.isInert(in: .text) else { throw .lines(type, "comment") }
      return .verbatim
    case .string: return type.isInert(in: Self.string.inert) ? .verbatim : .encoded(Self.string)
    case .word:
      guard type.isInert(in: Self.bare, mayBeEmpty: false) else {
        throw Unfit(
          id: "hole-in-word", message: "\(type.name) may hold what ends a word of a zone",
          help: "use a name, an address or a number; put text in quotes")
      }
      context.isLineStart = false
      return .verbatim
    case .escape, .stringEscape:
      throw Unfit(id: "hole-after-escape", message: "a value cannot stand after a `\\`", help: "remove the `\\`")
    }
  }

  private static let bare = ByteSet.alphanumerics.union(ByteSet("._:*+\\-"))

  /// Bytes beyond ASCII are written as `\DDD`.
  private static let string = EscapingEncoder(
    escapes: { byte in
      if byte == 0x22 || byte == 0x5C { return [0x5C, byte] }
      guard byte >= 0x80 else { return nil }
      return [0x5C, 0x30 + byte / 100, 0x30 + byte / 10 % 10, 0x30 + byte % 10]
    }, inert: ByteSet.printable.subtracting(ByteSet("\"\\")),
    refusal: Refusal(id: "zone-control", "holds a control character", help: "use a value without it"))

  func finish(_ context: Context) throws(Unfit) {
    guard context == Context() else {
      throw Unfit(
        id: "unfinished", message: "the file ends \(describe(context))",
        help: "end it with a line feed, and close every parenthesis")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context.state == .word && context.isLineStart
  }

  func describe(_ context: Context) -> String {
    switch context.state {
    case .word: context.parentheses > 0 ? "inside parentheses" : "inside a record"
    case .escape, .stringEscape: "after a `\\`"
    case .string: "inside a string"
    case .comment: "inside a comment"
    }
  }
}
