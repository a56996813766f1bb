import Diagnostics
import TextTypes

/// JSON (RFC 8259). A text stands between the quotes that the template writes; a number is a value of its own.
struct JSONFormat: OutputFormat {
  static let name = "json"

  /// Where the reader is.
  struct Context: Joinable {
    enum State: UInt8 {
      /// Where a value must begin; may begin, or a bracket may close an empty list; a key, or a brace.
      case value, firstElement, key, firstKey
      /// Behind a key; behind a value.
      case colon, comma
      /// In a string; behind a `\` in it; in the digits of a `\u`.
      case string, escape, digits
      /// In a number or a word; behind a number that is a value.
      case bare, placed
    }
    var state = State.value
    /// Whether the current string is a key.
    var isKey = false
    /// How many brackets are open, and which of them are braces: one bit for each, the innermost last.
    var depth = 0
    var braces: UInt64 = 0
    /// How many digits of a `\u` come before this.
    var digits = 0

    /// Behind a value, a comma or a bracket follows.
    static func unify(_ a: inout Context, _ b: inout Context, _ how: Unification) {
      how.one(&a.state, &b.state, of: [.bare, .placed, .comma], as: .placed)
    }
  }

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    switch context.state {
    case .string: try string(&context, byte)
    case .escape:
      guard ByteSet("\"\\/bfnrtu").contains(byte) else { throw Self.syntax }
      context.state = byte == UInt8(ascii: "u") ? .digits : .string
      context.digits = 0
    case .digits:
      guard ByteSet.digits.union(ByteSet("abcdefABCDEF")).contains(byte) else { throw Self.syntax }
      context.digits += 1
      if context.digits == 4 { (context.state, context.digits) = (.string, 0) }
    case .bare, .placed:
      if context.state == .bare, ByteSet.alphanumerics.union(ByteSet("+-.")).contains(byte) { return }
      context.state = .comma
      try structure(&context, byte)
    case .value, .firstElement, .key, .firstKey, .colon, .comma: try structure(&context, byte)
    }
  }

  func skip(_ context: inout Context, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    context.state == .string ? bytes.end(of: Self.ordinary, in: range) : range.lowerBound
  }

  private static let ordinary = ByteSet(0x20...0xFF).subtracting(ByteSet("\"\\"))

  private static let syntax = Unfit(
    id: .jsonSyntax, message: "this character is not allowed in JSON here",
    help: "write JSON, with every text in double quotes")

  private func string(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case UInt8(ascii: "\""): context.state = context.isKey ? .colon : .comma
    case UInt8(ascii: "\\"): context.state = .escape
    case ..<0x20: throw Self.syntax
    default: break
    }
  }

  private func structure(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch (context.state, byte) {
    case (_, 0x20), (_, 0x09), (_, 0x0A): break
    case (.value, UInt8(ascii: "\"")), (.firstElement, UInt8(ascii: "\"")): begin(&context, isKey: false)
    case (.key, UInt8(ascii: "\"")), (.firstKey, UInt8(ascii: "\"")): begin(&context, isKey: true)
    case (.colon, UInt8(ascii: ":")):
      context.state = .value
      context.isKey = false
    case (.comma, UInt8(ascii: ",")) where context.depth > 0: context.state = context.isInBraces ? .key : .value
    case (.value, UInt8(ascii: "{")), (.firstElement, UInt8(ascii: "{")): try open(&context, braces: true)
    case (.value, UInt8(ascii: "[")), (.firstElement, UInt8(ascii: "[")): try open(&context, braces: false)
    case (.comma, UInt8(ascii: "}")) where context.isInBraces, (.firstKey, UInt8(ascii: "}")): close(&context)
    case (.comma, UInt8(ascii: "]")) where context.depth > 0 && !context.isInBraces,
      (.firstElement, UInt8(ascii: "]")):
      close(&context)
    case (.value, _) where ByteSet.bareJSON.contains(byte), (.firstElement, _) where ByteSet.bareJSON.contains(byte):
      context.state = .bare
    default: throw Self.syntax
    }
  }

  private func begin(_ context: inout Context, isKey: Bool) {
    context.state = .string
    context.isKey = isKey
  }

  private func open(_ context: inout Context, braces: Bool) throws(Unfit) {
    guard context.depth < 60 else { throw .tooDeep }
    context.depth += 1
    context.braces = context.braces << 1 | (braces ? 1 : 0)
    context.state = braces ? .firstKey : .firstElement
  }

  private func close(_ context: inout Context) {
    context.depth -= 1
    context.braces >>= 1
    context.state = .comma
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context.state {
    case .string: return Self.string.placement(of: type)
    case .escape, .digits: throw .afterEscape()
    case .value, .firstElement:
      guard type.isInteger else {
        throw Unfit(
          id: .holeInValue, message: "text must be in quotes in JSON", help: "write the quotes: \"{{ … }}\"")
      }
      context.state = .placed
      return .verbatim
    case .key, .firstKey, .colon, .comma, .bare, .placed:
      throw Unfit(
        id: .holeInSyntax, message: "a value cannot stand \(describe(context))",
        help: "put it in quotes, or where a number is allowed")
    }
  }

  private static let string = EscapingEncoder(
    inert: ByteSet.text.subtracting(ByteSet("\"\\")), refusal: .control(.jsonControl)
  ) { byte in
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [UInt8(ascii: "\\"), byte]
    case 0x0A: return Array("\\n".utf8)
    case 0x09: return Array("\\t".utf8)
    case 0x0D: return Array("\\r".utf8)
    case 0x01..<0x20, 0x7F:
      let digits = Array("0123456789ABCDEF".utf8)
      return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    default: return nil
    }
  }

  func finish(_ context: Context) throws(Unfit) {
    guard context.state == .comma, context.depth == 0 else {
      throw .unfinished(describe(context), help: "close every bracket, and end the file with a line feed")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    switch context.state {
    case .value, .firstElement, .key, .firstKey, .colon, .comma: true
    case .string, .escape, .digits, .bare, .placed: false
    }
  }

  func describe(_ context: Context) -> String {
    switch context.state {
    case .value, .firstElement: "where a value begins"
    case .key, .firstKey: "where a key begins"
    case .colon: "after a key"
    case .comma, .placed: "after a value"
    case .string: "inside a string"
    case .escape, .digits: "after a `\\`"
    case .bare: "inside a number or a word"
    }
  }
}

extension JSONFormat.Context {
  /// Whether the innermost bracket is a brace.
  fileprivate var isInBraces: Bool { depth > 0 && braces & 1 == 1 }
}

extension ByteSet {
  /// What a number or a word begins with.
  fileprivate static let bareJSON = digits.union(ByteSet("-tfn"))
}
