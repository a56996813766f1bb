import Diagnostics
import TextTypes

/// A DNS zone's master file, by RFC 1035 section 5 and as named reads it.
///
/// A name without a dot at its end belongs to the zone's origin, whatever it looks like: a value with dots and letters in it
/// must have one behind it.
struct ZoneFormat: OutputFormat {
  static let name = "zone"

  /// Where the reader is.
  struct Context: Joinable {
    enum State: UInt8 {
      case blank, word, escape, string, stringEscape, comment
    }
    var state = State.blank
    /// How many parentheses are open.
    var parentheses = 0
    /// Whether nothing comes before this in its line, so that a word here is the record's name.
    var isLineStart = true
    /// Whether the current word is the line's first, which may be a directive.
    var isFirst = false
    /// Whether the word must go on with a dot.
    var needsDot = false
    /// The current word.
    var word = ShortWord()
    /// What the line's values are.
    var line = Line.record
    /// How many bytes the current string has, at most.
    var length = 0
    /// How many digits of a `\DDD` come before this.
    var digits = 0

    /// What a line is, by the words in it that are known.
    enum Line: UInt8 {
      case record
      /// `TXT` or `SPF`, whose text may be several strings.
      case text
      /// `$INCLUDE` and `$GENERATE`, which take no values; `$TTL`, which takes a number.
      case closed, number
    }

    /// A value may be shorter than the longest one, and end in a dot itself.
    static func unify(_ a: inout Context, _ b: inout Context, _ how: Unification) {
      if a.state == .word || a.state == .escape { how.word(&a.word, &b.word) }
      how.either(&a.needsDot, &b.needsDot)
      how.most(&a.length, &b.length, isForeseen: false)
      // A word that is a value says nothing to the analysis of what the line holds.
      if a.line == .record, b.line == .text { how.unforeseen(&a.line, &b.line) }
    }
  }

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    switch context.state {
    case .comment: if byte == 0x0A { endLine(&context) }
    case .escape: context.state = .word
    case .stringEscape: try stringEscape(&context, byte)
    case .string: try string(&context, byte)
    case .blank, .word: try word(&context, byte)
    }
  }

  func skip(_ context: inout Context, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    context.state == .comment ? bytes.first(0x0A, in: range) : range.lowerBound
  }

  private func word(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case 0x0A:
      try endWord(&context)
      endLine(&context)
    case 0x20, 0x09:
      try endWord(&context)
      context.isLineStart = false
    case UInt8(ascii: ";"):
      try endWord(&context)
      context.state = .comment
    case UInt8(ascii: "\""):
      guard context.state == .blank else {
        throw Unfit(
          id: .zoneString, message: "a string begins in the middle of a word", help: "write a blank before it")
      }
      context.state = .string
      context.isLineStart = false
      context.length = 0
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      try endWord(&context)
      guard (context.parentheses == 0) == (byte == UInt8(ascii: "(")) else {
        throw Unfit(
          id: .zoneParenthesis, message: "parentheses cannot be nested, and a `)` needs a `(`",
          help: "write one pair of parentheses in a record")
      }
      context.parentheses = 1 - context.parentheses
    default:
      beginWord(&context)
      context.needsDot = context.needsDot && byte != UInt8(ascii: ".")
      context.word.append(byte)
      if byte == UInt8(ascii: "\\") { context.state = .escape }
    }
  }

  private func beginWord(_ context: inout Context) {
    if context.state == .word { return }
    context.state = .word
    context.word = ShortWord()
    context.isFirst = context.isLineStart && context.parentheses == 0
    context.isLineStart = false
  }

  private func endWord(_ context: inout Context) throws(Unfit) {
    guard context.state == .word else { return }
    guard !context.needsDot else {
      throw Unfit(
        id: .zoneRelativeName, message: "a name without a dot at its end belongs to the zone's origin",
        help: "write a dot after the value: {{ … }}.")
    }
    if context.isFirst {
      context.line = Self.directives[context.word] ?? .record
    } else if Self.texts.contains(context.word), context.line == .record {
      context.line = .text
    }
    context.state = .blank
    context.isFirst = false
    context.word = ShortWord()
  }

  private func endLine(_ context: inout Context) {
    context.state = .blank
    guard context.parentheses == 0 else { return }
    context = Context()
  }

  private static let directives: WordTable<Context.Line> = [
    "$INCLUDE": .closed, "$GENERATE": .closed, "$TTL": .number,
  ]
  private static let texts = WordSet("TXT SPF")

  private func string(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case 0x0A:
      throw Unfit(id: .zoneString, message: "a string cannot continue on another line", help: "close the quote")
    case UInt8(ascii: "\""):
      context.state = .blank
      context.length = 0
    default:
      guard context.length < 255 else {
        throw Unfit(
          id: .zoneString, message: "the string is longer than 255 bytes", help: "write it as several: \"…\" \"…\"",
          isExcess: true)
      }
      context.length += 1
      guard byte == UInt8(ascii: "\\") else { return }
      context.state = .stringEscape
      context.digits = 0
    }
  }

  private func stringEscape(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    guard ByteSet.digits.contains(byte) else {
      guard context.digits == 0, byte != 0x0A else {
        throw Unfit(id: .zoneEscape, message: "a number after a `\\` has three digits", help: "write three digits")
      }
      context.state = .string
      return
    }
    context.digits = (context.digits + 1) % 3
    if context.digits == 0 { context.state = .string }
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context.state {
    case .comment: return try comment(type)
    case .escape, .stringEscape: throw .afterEscape()
    case .string:
      let encoder = ZoneString(room: ZoneString.room(behind: context.length), maySplit: context.line == .text)
      context.length += encoder.room
      return .encoded(encoder)
    case .blank, .word: return try name(type, &context)
    }
  }

  private func name(_ type: TextType, _ context: inout Context) throws(Unfit) -> Placement {
    guard context.line != .closed, context.line != .number || type.isInteger else {
      throw Unfit(
        id: .holeInDirective, message: "this directive takes no such value", help: "write the value in the template")
    }
    guard type.isInert(in: Self.bare, mayBeEmpty: false) else {
      throw Unfit(
        id: .holeInWord, message: "\(type.name) may be empty, or contain characters that end a word in a zone",
        help: "use a name, an address or a number; put text in quotes")
    }
    let isWhole = context.state == .blank
    beginWord(&context)
    context.word = .unknown
    // Only a type that says so is no name for all the dots in it.
    context.needsDot = type.mayHold(UInt8(ascii: ".")) && !type.traits.contains(.isNetworkAddress)
    if !type.mayHold(anyOf: ByteSet("*\\")) { return .verbatim }
    return .encoded(
      CheckedEncoder(IdentityEncoder(inert: Self.bare, refusal: .control(.zoneControl))) { value in
        let isWildcard = isWhole && value.starts(with: "*.".utf8)
        guard !value.dropFirst(isWildcard ? 1 : 0).contains(UInt8(ascii: "*")),
          value.reversed().prefix(while: { $0 == UInt8(ascii: "\\") }).count % 2 == 0
        else {
          return Refusal(
            id: .zoneName, "is not a valid name: `*` can only be the first label, and a name cannot end in `\\`",
            help: "write labels of letters, digits and `-`")
        }
        return nil
      })
  }

  private static let bare = ByteSet.alphanumerics.union(ByteSet("._:*+\\-"))

  func finish(_ context: Context) throws(Unfit) {
    guard context.state == .blank, context.isLineStart, context.parentheses == 0 else {
      throw .unfinished(describe(context), help: "end it with a line feed, and close every parenthesis")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context.state == .blank && context.isLineStart
  }

  func describe(_ context: Context) -> String {
    switch context.state {
    case .blank, .word: context.parentheses > 0 ? "inside parentheses" : "inside a record"
    case .escape, .stringEscape: "after a `\\`"
    case .string: "inside a string"
    case .comment: "inside a comment"
    }
  }
}
