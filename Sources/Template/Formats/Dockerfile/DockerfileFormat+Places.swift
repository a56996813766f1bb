import Diagnostics
import TextTypes

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
        id: .holeInInstruction, message: "a value cannot be an instruction",
        help: "write the instruction in the template")
    case .arguments where context.kind == .interpreter: throw Self.interpreter
    case .arguments:
      try begin(&context)
      return try place(type, in: &context)
    case .bracket, .list, .listComma, .listEnd:
      throw Unfit(
        id: .holeInList, message: "a value in a list must be in quotes", help: "write the quotes: \"{{ … }}\"")
    case .shell: return try shell.place(type, in: &context.shell)
    case .string:
      guard !context.holdsProgram || type.isInert(in: .foreign) else { throw ShellFormat.program(type) }
      context.word = .unknown
      let more = context.kind == .plain ? "$" : ""
      return EscapingEncoder.backslash("\"\\", refusal: .oneLine(.dockerfileLine)).without(more).placement(of: type)
    case .gap, .word: return try word(type, &context)
    case .double: return Self.double.placement(of: type)
    case .single:
      return EscapingEncoder.backslash(
        "",
        refusal: Refusal(
          id: .dockerfileSingle, "contains a `'` or a control character", help: "use double quotes in the template")
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
      id: .holeInWord, message: "\(type.name) may be empty, or contain characters that Docker acts on",
      help: "use a value of letters, digits and _./:@%+,=-")
  }

  private func inComment(_ type: TextType, _ context: inout DockerfileContext) throws(Unfit) -> Placement {
    let placement = try comment(type)
    guard context.mayBeDirective else { return placement }
    context.holdsValue = true
    context.word = .unknown
    guard type.mayHold(UInt8(ascii: "=")) else { return placement }
    return .encoded(
      CheckedEncoder(EscapingEncoder.backslash("", refusal: .oneLine(.dockerfileLine))) { value in
        guard let byte = value.first(where: { $0 != 0x20 && !ByteSet.alphanumerics.contains($0) }),
          byte == UInt8(ascii: "=")
        else { return nil }
        return Refusal(
          id: .dockerfileDirective, "would turn the comment into a parser directive",
          help: "use another value, or begin the comment in the template with two words")
      })
  }

  /// A value of ENV, LABEL or ARG; quotes may begin in the middle of a word.
  private func word(_ type: TextType, _ context: inout DockerfileContext) throws(Unfit) -> Placement {
    guard context.isAssigned else {
      throw Unfit(
        id: .holeInKey, message: "a value cannot come before the `=`", help: "write NAME=\"{{ … }}\"")
    }
    context.state = .word
    if type.isInert(in: .word) { return .verbatim }
    return .encoded(
      TokenEncoder(
        isPlain: { $0.allSatisfy(ByteSet.word.contains) }, quote: UInt8(ascii: "\""), quoted: Self.double))
  }

  private static let double = EscapingEncoder.backslash("\"\\$", refusal: .oneLine(.dockerfileLine))
}
