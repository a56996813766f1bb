import Schema

extension DockerfileFormat {
  func place(_ type: TextType, in context: inout DockerfileContext) throws(Unfit) -> Placement {
    if context.state == .comment { return try inComment(type, &context) }
    guard !context.isEscaped else { throw .afterEscape() }
    switch context.dollar {
    case .none: break
    case .name: throw .afterVariable()
    case .sign, .braced: throw .afterEscape("`$`")
    }
    context.isBlankAfterEscape = false
    if context.isContinued {
      // At the beginning of a line a `#` would make a comment of it, even in quotes.
      let isQuoted = context.state != .shell || context.shell.top.quote != .none
      guard !isQuoted || type.isInert(in: .word, mayBeEmpty: false) else { throw unsafe(type) }
      context.isContinued = false
    }
    switch context.state {
    case .lineStart, .instruction, .comment:
      throw Unfit(
        id: "hole-in-instruction", message: "a value cannot be an instruction",
        help: "write the instruction in the template")
    case .arguments where context.kind == .interpreter: throw Self.interpreter
    case .arguments:
      try begin(&context)
      return try place(type, in: &context)
    case .bracket, .list, .listComma, .listEnd:
      throw Unfit(
        id: "hole-in-list", message: "a value stands between quotes in a list", help: "write the quotes: \"{{ … }}\"")
    case .shell: return try shell.place(type, in: &context.shell)
    case .string:
      guard !context.holdsProgram || type.isInert(in: .foreign) else { throw ShellFormat.program(type) }
      context.word = .unknown
      let more = context.kind == .plain ? "$" : ""
      return EscapingEncoder.backslash("\"\\", refusal: .oneLine("dockerfile-line")).without(more).placement(of: type)
    case .gap, .word: return try word(type, &context)
    case .double: return Self.double.placement(of: type)
    case .single:
      return EscapingEncoder.backslash(
        "",
        refusal: Refusal(
          id: "dockerfile-single", "holds a `'` or a control character", help: "use double quotes in the template")
      ).without("'").placement(of: type)
    case .plainGap, .plain:
      let isStart = context.state == .plainGap
      guard type.isInert(in: ByteSet.word.union(ByteSet("~")), mayBeEmpty: !isStart), !isStart || !type.mayBeginWithDash
      else {
        throw unsafe(type)
      }
      context.state = .plain
      return .verbatim
    case .escape, .digits, .doubleEscape: throw .afterEscape()
    }
  }

  private func unsafe(_ type: TextType) -> Unfit {
    Unfit(
      id: "hole-in-word", message: "\(type.name) may be empty, or hold what Docker would act on",
      help: "use a value of letters, digits and _./:@%+,=-")
  }

  private func inComment(_ type: TextType, _ context: inout DockerfileContext) throws(Unfit) -> Placement {
    let placement = try comment(type)
    guard context.mayBeDirective else { return placement }
    context.holdsValue = true
    context.word = .unknown
    guard type.mayHold(UInt8(ascii: "=")) else { return placement }
    return .encoded(
      CheckedEncoder(EscapingEncoder.backslash("", refusal: .oneLine("dockerfile-line"))) { value in
        guard let byte = value.first(where: { $0 != 0x20 && !ByteSet.alphanumerics.contains($0) }),
          byte == UInt8(ascii: "=")
        else { return nil }
        return Refusal(
          id: "dockerfile-directive", "would make a directive for the parser of the comment",
          help: "use another value, or begin the comment in the template with two words")
      })
  }

  /// A value of ENV, LABEL or ARG; quotes may begin in the middle of a word.
  private func word(_ type: TextType, _ context: inout DockerfileContext) throws(Unfit) -> Placement {
    guard context.isAssigned else {
      throw Unfit(
        id: "hole-in-key", message: "a value cannot stand before the `=`", help: "write NAME=\"{{ … }}\"")
    }
    context.state = .word
    if type.isInert(in: .word) { return .verbatim }
    return .encoded(
      TokenEncoder(
        isPlain: { $0.allSatisfy(ByteSet.word.contains) }, quote: UInt8(ascii: "\""), quoted: Self.double))
  }

  private static let double = EscapingEncoder.backslash("\"\\$", refusal: .oneLine("dockerfile-line"))

  func join(_ left: DockerfileContext, _ right: DockerfileContext) -> DockerfileContext? {
    if left == right { return left }
    guard let joined = shell.join(left.shell, right.shell) else { return nil }
    var (a, b) = (left, right)
    (a.shell, b.shell) = (joined, joined)
    // A comment that can be a directive, or a file that has none yet, is the one to be careful with.
    a.isTop = a.isTop || b.isTop
    a.mayBeDirective = a.mayBeDirective || b.mayBeDirective
    a.holdsValue = a.holdsValue || b.holdsValue
    a.isDirective = a.isDirective || b.isDirective
    (b.isTop, b.mayBeDirective, b.holdsValue, b.isDirective) = (a.isTop, a.mayBeDirective, a.holdsValue, a.isDirective)
    a.holdsProgram = a.holdsProgram || b.holdsProgram
    b.holdsProgram = a.holdsProgram
    if a.state == .string, b.state == .string {
      a.word = a.word.joined(b.word)
      b.word = a.word
    }
    if a.state == .comment { a.word = a.word.joined(b.word) }
    if b.state == .comment { b.word = a.word }
    if a.dollar != b.dollar, a.dollar != .sign, b.dollar != .sign, a.dollar != .braced, b.dollar != .braced {
      (a.dollar, b.dollar) = (.name, .name)
    }
    a.isBlankAfterEscape = a.isBlankAfterEscape || b.isBlankAfterEscape
    b.isBlankAfterEscape = a.isBlankAfterEscape
    return a == b ? a : nil
  }

  func agrees(_ found: DockerfileContext, with expected: DockerfileContext) -> Bool {
    var found = found
    if found.isEscaped, !expected.isEscaped {
      // A value that ends in a `\`: text of the template follows, or the end of quotes, so the line does not end.
      found.isEscaped = false
      guard (try? deliver(&found, UInt8(ascii: "\\"))) != nil else { return false }
    }
    guard shell.agrees(found.shell, with: expected.shell) else { return false }
    found.shell = expected.shell
    found.holdsValue = expected.holdsValue
    found.holdsProgram = expected.holdsProgram
    if found.state == .string, expected.word == .unknown { found.word = .unknown }
    found.isBlankAfterEscape = expected.isBlankAfterEscape
    return join(expected, found) == expected
  }
}
