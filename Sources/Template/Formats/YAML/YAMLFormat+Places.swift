import Schema

extension YAMLFormat {
  func place(_ type: TextType, in context: inout YAMLContext) throws(Unfit) -> Placement {
    if context.dollar == .sign || context.braces > 0 {
      throw Unfit(
        id: "hole-after-dollar", message: "a value cannot stand inside a variable that compose replaces",
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
      guard type.alphabet.isSubset(of: .text) else { throw .lines(type, "comment") }
      return encoded(type, .comment, inert: .printable)
    case .double: return encoded(type, .double, inert: .printable.subtracting(ByteSet("\"\\$")))
    case .single: return encoded(type, .single, inert: .printable.subtracting(ByteSet("'$")))
    case .content: return try whole(type, &context)
    case .plain, .plainColon, .plainBlank: return try part(type, &context)
    case .blockStart, .blockLine: return try line(type, &context)
    case .doubleEscape: throw .afterEscape()
    case .blockHeader, .dash, .dashes, .marker:
      throw Unfit(
        id: "hole-in-syntax", message: "a value cannot stand \(describe(context)) here",
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
          id: "yaml-continued", message: "the plain scalar of the line before goes on in this line",
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
        id: "mixed-scalar", message: "\(type.name) may be empty here, or hold what ends a plain scalar",
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
    guard type.alphabet.isSubset(of: context.isFolded ? .text : .lines) else { throw .lines(type, "block") }
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
          id: "yaml-block", "is empty, or begins or ends with a blank, which a block scalar does not keep here",
          help: "write the scalar in quotes in the template, or use another value")
      })
  }

  func join(_ left: YAMLContext, _ right: YAMLContext) -> YAMLContext? {
    if left == right { return left }
    var (a, b) = (left, right)
    let ends: Set<YAMLContext.State> = [.plain, .closed, .placed, .singleQuote]
    if a.state != b.state, ends.contains(a.state), ends.contains(b.state) {
      // Text that is plain so far must be one whatever follows; nothing but the end can follow.
      for state in [a, b] where state.state == .plain && state.holdsValue && !state.meanings.isEmpty { return nil }
      (a.state, b.state) = (.placed, .placed)
      (a.holdsValue, b.holdsValue, a.meanings, b.meanings) = (false, false, .all, .all)
    }
    a.joinKeys(&b)
    a.word = a.word.joined(b.word)
    a.isBehindMark = a.isBehindMark && b.isBehindMark
    a.isInBrackets = a.isInBrackets && b.isInBrackets
    a.isItem = a.isItem && b.isItem
    (b.word, b.isBehindMark, b.isInBrackets, b.isItem) = (a.word, a.isBehindMark, a.isInBrackets, a.isItem)
    if a.isLineStart, b.isLineStart, a.state != b.state || a.block != b.block || a.parent != b.parent {
      Self.joinBlocks(&a, &b)
    }
    a.meanings.formUnion(b.meanings)
    a.holdsValue = a.holdsValue || b.holdsValue
    a.mayHoldDollar = a.mayHoldDollar || b.mayHoldDollar
    a.isValue = a.isValue || b.isValue
    a.continuation = min(a.continuation, b.continuation)
    if a.dollar != b.dollar, a.dollar != .sign, b.dollar != .sign { (a.dollar, b.dollar) = (.name, .name) }
    // A loop would count on and on; what comes out is counted again.
    a.length = min(a.length, b.length)
    b.length = a.length
    (b.meanings, b.holdsValue, b.mayHoldDollar) = (a.meanings, a.holdsValue, a.mayHoldDollar)
    (b.isValue, b.continuation) = (a.isValue, a.continuation)
    return a == b ? a : nil
  }

  /// At the beginning of a line there may be a block scalar before it, or not: the line must be one that ends it.
  private static func joinBlocks(_ a: inout YAMLContext, _ b: inout YAMLContext) {
    var joined = a.state == .blockStart ? a : b
    if a.state == .blockStart, b.state == .blockStart { joined.parent = min(a.parent, b.parent) }
    joined.block = YAMLContext.doubtful
    joined.isFolded = false
    let (left, right) = (a, b)
    (a, b) = (joined, joined)
    (a.continuation, b.continuation) = (left.continuation, right.continuation)
  }

  /// A value's bytes say nothing about the scalar that the analysis has not foreseen.
  func agrees(_ found: YAMLContext, with expected: YAMLContext) -> Bool {
    var found = found
    found.meanings = expected.meanings
    found.holdsValue = expected.holdsValue
    found.mayHoldDollar = expected.mayHoldDollar
    found.isBehindMark = expected.isBehindMark
    found.isInBrackets = expected.isInBrackets
    if found.keys.count == expected.keys.count {
      for index in found.keys.indices { found.keys[index].holdsProgram = expected.keys[index].holdsProgram }
    }
    found.length = expected.length
    return join(expected, found) == expected
  }
}

extension YAMLContext {
  /// Whether this is the first byte of a line, outside of brackets.
  fileprivate var isLineStart: Bool {
    flow == 0 && column == 0 && (state == .blockStart || (state == .content && isLeading))
  }
}

/// Scalars without quotes that every reader takes for the text that they are: YAML 1.1 and 1.2, in block and in flow.
enum PlainScalar {
  /// Whether a value is such a text in block style.
  static let isText: @Sendable (ArraySlice<UInt8>) -> Bool = { value in
    guard let first = value.first, let last = value.last, last != UInt8(ascii: ":") else { return false }
    guard firsts.contains(first) || value.starts(with: "./".utf8) || value.starts(with: "../".utf8) else {
      return false
    }
    return value.allSatisfy(inner.contains) && !reserved.contains(String(decoding: value, as: UTF8.self).lowercased())
  }

  /// Whether a value is such a text between brackets, where some readers end a scalar at a `:`.
  static let isTextInFlow: @Sendable (ArraySlice<UInt8>) -> Bool = { value in
    !value.contains(UInt8(ascii: ":")) && isText(value)
  }

  private static let firsts = ByteSet.alphanumerics.subtracting(.digits).union(ByteSet("_/"))
  private static let inner = ByteSet.alphanumerics.union(ByteSet("_./@+:-"))
  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "inf", "nan",
  ]
}
