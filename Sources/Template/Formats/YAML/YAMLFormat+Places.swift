import Diagnostics
import TextTypes

extension YAMLFormat {
  func place(_ type: TextType, in context: inout YAMLContext) throws(Unfit) -> Placement {
    if context.dollar == .sign || context.braces > 0 {
      throw Unfit(
        id: .holeAfterDollar, message: "a value is not allowed inside a variable that compose replaces",
        help: "write the name in the template, or `$$` for a `$`")
    }
    if context.dollar == .name { throw .afterVariable() }
    if isCompose, type.mayHold(UInt8(ascii: "$")), context.state != .comment { context.mayHoldDollar = true }
    if isCompose, context.state == .content, context.isLeading { context.leaveKeys(to: context.column) }
    // A line that ends a block scalar is looked at once more, as what it begins.
    let isBehindBlock = context.state == .blockStart && context.column <= context.parent
    if isCompose, context.state != .comment, !isBehindBlock { try allow(type, context) }
    defer { if isCompose, context.state != .comment { context.word = .unknown } }
    switch context.state {
    case .comment:
      guard type.alphabet.isSubset(of: .text) else { throw .lines(type, .comment) }
      return encoded(type, .comment, inert: .printable)
    case .double: return encoded(type, .double, inert: .printable.subtracting(ByteSet("\"\\$")))
    case .single: return encoded(type, .single, inert: .printable.subtracting(ByteSet("'$")))
    case .content: return try whole(type, &context)
    case .plain, .plainColon, .plainBlank: return try part(type, &context)
    case .blockStart, .blockLine: return try line(type, &context)
    case .doubleEscape: throw .afterEscape()
    case .blockHeader, .dash, .dashes, .marker:
      throw Unfit(
        id: .holeInSyntax, message: "a value cannot stand \(describe(context)) here",
        help: "put the whole scalar in quotes: \"…{{ … }}…\"")
    case .singleQuote, .closed, .closedBlank, .closedColon, .placed, .placedBlank, .placedColon: throw Self.mixed
    }
  }

  private func encoded(_ type: TextType, _ style: YAMLEncoder.Style, inert: ByteSet) -> Placement {
    let inert = isCompose || style == .comment ? inert : inert.union(ByteSet("$"))
    return type.isInert(in: inert) ? .verbatim : .encoded(YAMLEncoder(style: style, isCompose: isCompose))
  }

  /// A value where a node may begin: the whole scalar, unless text follows.
  private func whole(_ type: TextType, _ context: inout YAMLContext) throws(Unfit) -> Placement {
    if context.isLeading {
      if context.column >= context.continuation {
        throw Unfit(
          id: .yamlContinued, message: "the plain scalar of the line before continues on this line",
          help: "write it on one line, in quotes, or as a block scalar: `|`")
      }
      context.continuation = YAMLContext.none
    }
    context.beginNode()
    if type.isInteger, !type.mayBeginWithDash {
      context.state = .plain
      context.meanings.formIntersection(Self.meanings(of: type))
      return .verbatim
    }
    context.state = .placed
    let isPlain = context.flow > 0 ? PlainScalar.isTextInFlow : PlainScalar.isText
    return .encoded(
      TokenEncoder(
        isPlain: isPlain, quote: UInt8(ascii: "\""), quoted: YAMLEncoder(style: .double, isCompose: isCompose)))
  }

  /// A value with text around it, in a scalar without quotes.
  private func part(_ type: TextType, _ context: inout YAMLContext) throws(Unfit) -> Placement {
    let mayBeEmpty = context.state == .plain
    guard type.isInert(in: Self.inner, mayBeEmpty: mayBeEmpty) else {
      throw Unfit(
        id: .mixedScalar, message: "\(type.name) may be empty, or contain characters that end a plain scalar",
        help: "put the whole scalar in quotes: \"…{{ … }}…\"")
    }
    if context.state == .plainColon {
      context.meanings.formIntersection(PlainMeaning.ofByte[Int(UInt8(ascii: ":"))])
    } else if context.state == .plainBlank {
      context.meanings.formIntersection(.time)
    }
    if !type.mayBeEmpty { context.meanings.formIntersection(Self.meanings(of: type)) }
    context.holdsValue = true
    context.state = .plain
    return .verbatim
  }

  private static let inner = ByteSet.alphanumerics.union(ByteSet("_./@+-"))

  private static func meanings(of type: TextType) -> PlainMeaning {
    type.alphabet.bytes.reduce(into: []) { $0.formUnion(PlainMeaning.ofByte[Int($1)]) }
  }

  /// A value in a line of a block scalar.
  private func line(_ type: TextType, _ context: inout YAMLContext) throws(Unfit) -> Placement {
    var isFirst = false
    if context.state == .blockStart {
      let isUnknown = context.block == YAMLContext.unknown
      guard try isInBlock(&context) else { return try place(type, in: &context) }
      isFirst = isUnknown
    }
    guard type.alphabet.isSubset(of: context.isFolded ? .text : .lines) else { throw .lines(type, .block) }
    let inert = ByteSet.printable.subtracting(ByteSet(isCompose ? "$" : ""))
    if type.isInert(in: inert.subtracting(ByteSet(isFirst || context.isFolded ? " " : "")), mayBeEmpty: !isFirst) {
      return .verbatim
    }
    let encoder = YAMLEncoder(style: .block(indent: context.block), isCompose: isCompose)
    return .encoded(
      CheckedEncoder(encoder) { [isFirst, isFolded = context.isFolded] value in
        let blanks = ByteSet(" \t\n")
        let begins = value.first.map(blanks.contains) ?? true
        let ends = value.last.map(blanks.contains) ?? true
        guard (isFirst || isFolded) && begins || isFolded && ends || value.last == 0x0A else { return nil }
        return Refusal(
          id: .yamlBlock, "is empty, or begins or ends with a blank, which a block scalar removes here",
          help: "write the scalar in quotes in the template, or use another value")
      })
  }
}
