import Diagnostics
import TextTypes

extension NginxFormat {
  func place(_ type: TextType, in context: inout NginxContext) throws(Unfit) -> Placement {
    if context.state != .comment, context.variable != .none {
      throw context.variable == .name ? .afterVariable() : .afterEscape("`$`")
    }
    if context.directive == .program, context.state != .comment, !type.isInert(in: .name) {
      throw Unfit(
        id: .holeInProgram, message: "\(type.name) may have a meaning in the program in this argument",
        help: "set a variable to the value, and let the program read the variable")
    }
    switch context.state {
    case .comment: return try comment(type)
    case .double, .single:
      if context.isName, !context.isInTable { throw directiveName }
      let placement = try inQuotes(type, context)
      context.isTokenStart = context.isTokenStart && type.mayBeEmpty
      context.word = .unknown
      return placement
    case .statement:
      guard context.isInTable else { throw directiveName }
      return try whole(type, &context)
    case .argument: return try whole(type, &context)
    case .bare:
      if context.isName, !context.isInTable { throw directiveName }
      let inert = context.isExpression ? Self.literal : Self.inner.subtracting(context.patterns)
      guard type.isInert(in: inert), !context.isInClass else {
        throw Unfit(
          id: .mixedArgument,
          message: "\(type.name) may need quotes, which cannot begin in the middle of an argument",
          help: "quote the whole argument: \"…{{ … }}…\"")
      }
      context.word = .unknown
      return .verbatim
    case .bareEscape, .doubleEscape, .singleEscape: throw .afterEscape()
    case .afterFragment:
      throw Unfit(
        id: .fragmentLine, message: "the line continues after a trusted fragment, which may end in a comment",
        help: "write the rest on the next line")
    case .closed, .placed:
      throw Unfit(
        id: .mixedArgument, message: "the argument continues after a value or a quote that may have ended it",
        help: "quote the whole argument: \"…{{ … }}…\"")
    }
  }

  private var directiveName: Unfit {
    Unfit(
      id: .holeInDirective, message: "a value cannot be the name of a directive",
      help: "write the name in the template")
  }

  /// A value that is a whole token, so far.
  private func whole(_ type: TextType, _ context: inout NginxContext) throws(Unfit) -> Placement {
    context.beginToken(.placed)
    context.isTokenStart = true
    defer {
      context.isTokenStart = false
      context.word = .unknown
    }
    let objection = Self.objection(to: type, context)
    let first = context.isExpression ? Self.literal : Self.first
    if type.isInert(in: first, mayBeEmpty: false), objection == nil {
      context.state = .bare
      return .verbatim
    }
    let quoted = try inQuotes(type, context, encodesAll: true)
    guard case .encoded(let encoder) = quoted else { return quoted }
    let inner = context.isExpression ? Self.literal : Self.inner
    return .encoded(
      Self.checked(
        TokenEncoder(
          isPlain: { value in
            guard let byte = value.first, first.contains(byte) else { return false }
            return value.allSatisfy(inner.contains)
          }, quote: UInt8(ascii: "\""), quoted: encoder), objection))
  }

  private func inQuotes(
    _ type: TextType, _ context: NginxContext, encodesAll: Bool = false
  ) throws(Unfit) -> Placement {
    guard !context.isInClass else {
      throw Unfit(
        id: .holeInClass, message: "a value is not allowed between the brackets of a regular expression",
        help: "write the characters in the template")
    }
    let quote = context.state == .single ? "'" : "\""
    let escaping =
      context.isExpression && !type.traits.contains(.isPCRE)
      ? Self.expression(quote) : EscapingEncoder.backslash(quote + "\\", refusal: Self.refusal).without("$")
    let objection = context.isTokenStart ? Self.objection(to: type, context) : Self.pattern(in: type, context)
    if !encodesAll, objection == nil, case .verbatim = escaping.placement(of: type) { return .verbatim }
    return .encoded(Self.checked(escaping, objection))
  }

  private static func checked(
    _ encoder: any Encoder, _ objection: (@Sendable (ArraySlice<UInt8>) -> Refusal?)?
  ) -> any Encoder {
    guard let objection else { return encoder }
    return CheckedEncoder(encoder, objection: objection)
  }

  private static let refusal = Refusal(
    id: .nginxDollar, "contains a `$` or a control character, which nginx has no escape for",
    help: "use a value without it")

  /// What means nothing within a token without quotes, and at its beginning.
  private static let inner = ByteSet.word.union(ByteSet("[]*?&~#!|<>^()"))
  private static let first = inner.subtracting(ByteSet("#"))
  /// What means nothing in a regular expression either.
  private static let literal = ByteSet.alphanumerics.union(ByteSet("_/:@%,=~!&-"))

  /// Quotes what means something in a regular expression: in brackets, for nginx would take the backslash for its own.
  private static func expression(_ quote: String) -> EscapingEncoder {
    let inert = literal.union(ByteSet(" ;<>#\"'`")).union(ByteSet(0x80...0xFF)).subtracting(ByteSet(quote))
    return EscapingEncoder(inert: inert, refusal: refusal) { byte in
      switch byte {
      case UInt8(ascii: "\\"): Array(#"\\\\"#.utf8)
      case UInt8(ascii: "^"): Array(#"\^"#.utf8)
      case UInt8(ascii: "\""), UInt8(ascii: "'"): [UInt8(ascii: "\\"), byte]
      case _ where ByteSet(".*+?()[]{}|").contains(byte): [UInt8(ascii: "["), byte, UInt8(ascii: "]")]
      default: nil
      }
    }
  }

  /// Why some values of a type cannot begin a token here, quoted or not; nil when all can.
  private static func objection(to type: TextType, _ context: NginxContext) -> (
    @Sendable (ArraySlice<UInt8>) -> Refusal?
  )? {
    switch context.directive {
    case _ where context.isName: return type.alphabet.isSubset(of: plainKey) ? nil : keyObjection
    case .serverName where !context.isExpression:
      guard type.mayHold(anyOf: ByteSet("~*")) else { return nil }
      let pattern = pattern(in: type, context)
      let leading = leading(not: ByteSet("~."), "would be a pattern of names here")
      return { leading($0) ?? pattern?($0) }
    case .location where context.preceding == .none:
      if type.traits.contains(.isAbsolutePath) { return nil }
      return { value in
        value.first == UInt8(ascii: "/")
          ? nil
          : Refusal(
            id: .nginxLocation, "does not begin with `/`, which the path of a location must do",
            help: "write a path that begins with `/`")
      }
    case .address where !context.isExpression, .referers where !context.isExpression:
      guard type.mayHold(anyOf: ByteSet("~").union(context.patterns)) else { return nil }
      let pattern = pattern(in: type, context)
      let leading = leading(not: ByteSet("~"), "would be a regular expression here")
      return { leading($0) ?? pattern?($0) }
    case .tryFiles:
      guard type.mayHold(anyOf: ByteSet("=@")) else { return nil }
      return leading(not: ByteSet("=@"), "would be a status or a named location here")
    default: return pattern(in: type, context)
    }
  }

  /// Why some values of a type cannot stand anywhere in a token here: they would make a pattern of it.
  private static func pattern(in type: TextType, _ context: NginxContext) -> (
    @Sendable (ArraySlice<UInt8>) -> Refusal?
  )? {
    let patterns = context.isExpression ? ByteSet() : context.patterns
    guard type.mayHold(anyOf: patterns) else { return nil }
    return { value in
      value.contains(where: patterns.contains)
        ? Refusal(
          id: .nginxPattern, "would be a pattern here, for several files or names",
          help: "write a single name, without any of `\(String(decoding: patterns.bytes, as: UTF8.self))`")
        : nil
    }
  }

  private static func leading(not set: ByteSet, _ message: String) -> @Sendable (ArraySlice<UInt8>) -> Refusal? {
    { value in
      guard let first = value.first, set.contains(first) else { return nil }
      return Refusal(id: .nginxLeading, message, help: "use a value that begins with a letter, a digit or `/`")
    }
  }

  /// What no keyword of a `map` or `geo` block is made of alone.
  private static let plainKey = ByteSet.digits.union(ByteSet("abcdefABCDEF.:/"))
  private static let keywords: Set<String> = [
    "default", "hostnames", "include", "volatile", "delete", "network", "proxy", "proxy_recursive", "ranges",
  ]
  private static let keyObjection: @Sendable (ArraySlice<UInt8>) -> Refusal? = { value in
    guard !keywords.contains(String(decoding: value, as: UTF8.self)), value.first != UInt8(ascii: "~"),
      value.first != UInt8(ascii: "\\")
    else {
      return Refusal(id: .nginxKey, "has a special meaning as a key", help: "use another value")
    }
    return nil
  }
}

extension NginxContext {
  /// What makes a pattern of a token, wherever it is in it.
  fileprivate var patterns: ByteSet {
    switch directive {
    case .include where !isName: ByteSet("*?[\\")
    case .serverName where !isName, .referers where !isName: ByteSet("*")
    default: ByteSet()
    }
  }
}

extension EscapingEncoder {
  /// The same encoder, which refuses some more bytes.
  func without(_ bytes: String) -> EscapingEncoder {
    EscapingEncoder(inert: inert.subtracting(ByteSet(bytes)), refusal: refusal, escape: escape)
  }
}
