import Diagnostics
import TextTypes

/// main.cf and master.cf as Postfix reads them (postconf(5), master(5)), and the rules of postfwd, whose lines are read alike.
///
/// There are no quotes. `$` names another parameter, blanks and commas part words, braces keep them together, and a line
/// that begins with a blank goes on with the one before it. So a value is one word of letters, digits and the signs of
/// addresses, which mean nothing; and none stands where a pattern is written.
struct PostfixFormat: OutputFormat {
  static let name = "postfix"

  /// Where the reader is.
  struct Context: Joinable {
    enum State: UInt8 {
      /// Behind the blanks that begin a line.
      case lineStart, margin
      case comment, line
      /// Behind `~`, or a table of patterns: an expression that is compared.
      case pattern
    }
    var state = State.lineStart
    /// The word before a `:`, which is the type of a table.
    var word = ShortWord()

    /// In an expression is the place to be careful in.
    static func unify(_ a: inout Context, _ b: inout Context, _ how: Unification) {
      how.careful(&a.state, &b.state, [.line, .pattern])
      how.word(&a.word, &b.word)
    }
  }

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    if byte == 0x0A {
      context = Context()
      return
    }
    let isBlank = byte == 0x20 || byte == 0x09
    switch context.state {
    case .comment, .pattern: break
    case .lineStart where isBlank, .margin where isBlank: context.state = .margin
    case .lineStart where byte == UInt8(ascii: "#"), .margin where byte == UInt8(ascii: "#"):
      context.state = .comment
    case .lineStart, .margin, .line:
      context.state = .line
      if byte == UInt8(ascii: "~") || byte == UInt8(ascii: ":") && Self.tables.contains(where: context.word.hasSuffix) {
        context.state = .pattern
      }
      if Self.word.contains(byte) { context.word.append(byte) } else { context.word = ShortWord() }
    }
  }

  func skip(_ context: inout Context, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    context.state == .comment || context.state == .pattern ? bytes.first(0x0A, in: range) : range.lowerBound
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context.state {
    case .comment: return try comment(type)
    case .pattern:
      throw Unfit(
        id: .holeInPattern, message: "a value in a regular expression would be part of it",
        help: "write the pattern in the template")
    case .lineStart, .margin, .line:
      context.state = .line
      context.word = .unknown
      let isWord = type.isInert(in: Self.inert, mayBeEmpty: false) && !type.mayBeginWithDash
      return isWord ? .verbatim : .encoded(Self.words)
    }
  }

  /// Takes a value that is one word, and no option of a service.
  private static let words = CheckedEncoder(IdentityEncoder(inert: inert, refusal: refusal)) { value in
    value.isEmpty || value.first == UInt8(ascii: "-") ? refusal : nil
  }
  private static let refusal = Refusal(
    id: .postfixWord, "is not a single word for Postfix, which has no quotes",
    help: "use only letters, digits and . _ + - @ : /, without a - at the beginning")
  private static let word = ByteSet.alphanumerics.union(ByteSet("_-"))
  private static let inert = ByteSet.alphanumerics.union(ByteSet("._+-@:/"))
  private static let tables = ["regexp", "pcre"].map { ShortWord($0) }

  func finish(_ context: Context) throws(Unfit) {
    guard context.state == .lineStart else {
      throw .unfinished(describe(context), help: "end it with a line feed")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool { context.state == .lineStart || context.state == .margin }

  func describe(_ context: Context) -> String {
    switch context.state {
    case .lineStart, .margin: "at the start of a line"
    case .comment: "inside a comment"
    case .line: "inside a line"
    case .pattern: "inside a regular expression"
    }
  }
}
