import Diagnostics
import TextTypes

/// Compose's .env file, as compose-go reads it; what is written in single quotes means the same to a POSIX shell.
struct DotenvFormat: OutputFormat {
  static let name = "dotenv"

  /// Where the reader is.
  struct Context: Joinable {
    enum State: UInt8 {
      case lineStart, comment, key
      /// Behind `=`; in a value without quotes; behind a blank in one.
      case value, bare, blank
      case single, double, doubleEscape
      /// Behind a closing quote; behind a value that may have been quoted.
      case closed, placed
    }
    var state = State.lineStart
    /// What a `$` has begun: nothing, itself, a name, or `${`.
    var dollar = Dollar.none
    enum Dollar: UInt8 { case none, sign, name, braced }

    /// Behind a value the line ends, however it was written.
    static func unify(_ a: inout Context, _ b: inout Context, _ how: Unification) {
      guard a.dollar == .none, b.dollar == .none else { return }
      how.one(&a.state, &b.state, of: [.value, .bare, .closed, .placed], as: .placed)
    }
  }

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    switch context.state {
    case .lineStart:
      switch byte {
      case 0x0A: break
      case UInt8(ascii: "#"): context.state = .comment
      case _ where ByteSet.name.subtracting(.digits).contains(byte): context.state = .key
      default:
        throw Unfit(id: .dotenvLine, message: "a line cannot begin like this", help: "write NAME=value or a comment")
      }
    case .comment: if byte == 0x0A { context.state = .lineStart }
    case .key:
      if byte == UInt8(ascii: "=") {
        context.state = .value
      } else if !ByteSet.name.contains(byte) {
        throw Unfit(id: .dotenvLine, message: "the line has no `=` after a name", help: "write NAME=value")
      }
    case .value, .bare, .blank: try bare(&context, byte)
    case .single:
      if byte == 0x0A { throw Self.unclosed }
      if byte == UInt8(ascii: "'") { context.state = .closed }
    case .doubleEscape: context.state = .double
    case .double:
      if byte == 0x0A { throw Self.unclosed }
      expand(&context, byte)
      if byte == UInt8(ascii: "\"") { context = Context(state: .closed) }
      if byte == UInt8(ascii: "\\") { context = Context(state: .doubleEscape) }
    case .closed, .placed:
      guard byte == 0x0A else {
        throw Unfit(
          id: .mixedValue, message: "the value continues after a quote that may have ended it",
          help: "quote the whole value: '…{{ … }}…'")
      }
      context.state = .lineStart
    }
  }

  private static let unclosed = Unfit(
    id: .dotenvQuote, message: "a quote is not closed on its line", help: "close the quote")

  private func bare(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    expand(&context, byte)
    switch byte {
    case 0x0A: context = Context()
    case UInt8(ascii: "'") where context.state == .value: context.state = .single
    case UInt8(ascii: "\"") where context.state == .value: context.state = .double
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"):
      throw Unfit(
        id: .dotenvQuote, message: "programs differ on quotes and `\\` in the middle of a value",
        help: "quote the whole value: '…'")
    case UInt8(ascii: "#") where context.state != .bare: context = Context(state: .comment)
    case 0x20, 0x09: if context.state == .bare { context.state = .blank }
    default: context.state = .bare
    }
  }

  private func expand(_ context: inout Context, _ byte: UInt8) {
    switch context.dollar {
    case .braced: if byte == UInt8(ascii: "}") { context.dollar = .none }
    case .sign where byte == UInt8(ascii: "{"): context.dollar = .braced
    case .sign, .name:
      context.dollar = byte == UInt8(ascii: "$") ? .sign : ByteSet.name.contains(byte) ? .name : .none
    case .none: if byte == UInt8(ascii: "$") { context.dollar = .sign }
    }
  }

  func skip(_ context: inout Context, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    context.state == .comment ? bytes.first(0x0A, in: range) : range.lowerBound
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context.dollar {
    case .none: break
    case .name: throw .afterVariable()
    case .sign, .braced: throw .afterEscape("`$`")
    }
    switch context.state {
    case .comment: return try comment(type)
    case .lineStart, .key:
      guard type.isInert(in: ByteSet.uppercase.union(.digits).union(ByteSet("_")), mayBeEmpty: false) else {
        throw Unfit(
          id: .holeInKey, message: "\(type.name) cannot be a variable's name",
          help: "use a value of capital letters, digits and _")
      }
      let isStart = context.state == .lineStart
      context.state = .key
      guard isStart, type.mayHold(anyOf: .digits) else { return .verbatim }
      return .encoded(
        CheckedEncoder(IdentityEncoder(inert: .name, refusal: .control(.dotenvControl))) { value in
          guard let first = value.first, ByteSet.digits.contains(first) else { return nil }
          return Refusal(
            id: .dotenvName, "begins with a digit, which a variable's name cannot do", help: "begin it with a letter")
        })
    case .value:
      if type.isInert(in: .word, mayBeEmpty: false) {
        context.state = .bare
        return .verbatim
      }
      context.state = .placed
      return .encoded(DotenvValue())
    case .bare:
      guard type.isInert(in: .word) else {
        throw Unfit(
          id: .mixedValue, message: "\(type.name) may contain characters that end or change an unquoted value",
          help: "quote the whole value: \"…{{ … }}…\"")
      }
      return .verbatim
    case .single:
      return .encoded(
        CheckedEncoder(IdentityEncoder(inert: Self.single, refusal: Self.refusal)) { value in
          value.last == UInt8(ascii: "\\") ? Self.refusal : nil
        })
    case .double: return DotenvValue.double.placement(of: type)
    case .doubleEscape: throw .afterEscape()
    case .blank, .closed, .placed:
      throw Unfit(
        id: .mixedValue, message: "the value continues after a blank or a quote that may have ended it",
        help: "quote the whole value: \"…{{ … }}…\"")
    }
  }

  fileprivate static let single = ByteSet.text.subtracting(ByteSet("'"))
  private static let refusal = Refusal(
    id: .dotenvSingle, "contains a `'` or a line break, or ends in a `\\`, which cannot be escaped in single quotes",
    help: "use double quotes in the template, or another value")

  func finish(_ context: Context) throws(Unfit) {
    guard context.state == .lineStart else {
      throw .unfinished(describe(context), help: "end it with a line feed")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context.state == .lineStart
  }

  func describe(_ context: Context) -> String {
    switch context.state {
    case .lineStart: "at the start of a line"
    case .comment: "inside a comment"
    case .key: "inside a variable's name"
    case .value, .bare, .blank: "inside a value"
    case .single, .double: "inside quotes"
    case .doubleEscape: "after a `\\`"
    case .closed, .placed: "after a value"
    }
  }
}

/// Writes a whole value: as it is, in single quotes where those can hold it, else in double quotes.
private struct DotenvValue: Encoder {
  static let double = EscapingEncoder(
    inert: ByteSet.text.subtracting(ByteSet("\"\\$")), refusal: .control(.dotenvControl)
  ) { byte in
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"): [UInt8(ascii: "\\"), byte]
    case 0x0A: Array("\\n".utf8)
    case 0x09: Array("\\t".utf8)
    case 0x0D: Array("\\r".utf8)
    default: nil
    }
  }

  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    if value.allSatisfy(ByteSet.word.contains) {
      output.append(contentsOf: value)
    } else if value.allSatisfy(DotenvFormat.single.contains), value.last != UInt8(ascii: "\\") {
      output.append(UInt8(ascii: "'"))
      output.append(contentsOf: value)
      output.append(UInt8(ascii: "'"))
    } else {
      output.append(UInt8(ascii: "\""))
      try Self.double.encode(value, into: &output)
      output.append(UInt8(ascii: "\""))
    }
  }
}
