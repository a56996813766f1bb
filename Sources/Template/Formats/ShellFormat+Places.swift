import Schema

extension ShellFormat {
  func place(_ type: TextType, in context: inout ShellContext) throws(Unfit) -> Placement {
    guard !context.isEscaped, !context.isAfterDollar, context.less == 0, context.opening == nil else {
      throw Unfit(
        id: "hole-after-escape", message: "a value cannot stand after `\\`, `$` or `<`",
        help: "put it in quotes of its own")
    }
    switch context.kind {
    case .comment:
      guard type.isInert(in: .text) else { throw .lines(type, "comment") }
      return .verbatim
    case .double: return type.isInert(in: Self.double.inert) ? .verbatim : .encoded(Self.double)
    case .single: return type.isInert(in: Self.single.inert) ? .verbatim : .encoded(Self.single)
    case .hereDocument: return try body(type, &context)
    case .script, .substitution: return try word(type, &context)
    case .arithmetic:
      guard type.pattern == "integer" else { throw unmodelled("a value in `$((…))` must be a whole number") }
      return .verbatim
    case .parameter: throw unmodelled("a value cannot stand inside `${…}`")
    case .backtick: throw unmodelled("a value cannot stand inside backticks")
    }
  }

  private func unmodelled(_ message: String) -> Unfit {
    Unfit(
      id: "hole-in-expansion", message: message, help: "assign the value to a variable first, and use the variable here"
    )
  }

  private func word(_ type: TextType, _ context: inout ShellContext) throws(Unfit) -> Placement {
    let isAssignment = context.word.contains(UInt8(ascii: "="))
    guard !context.expectsCommand || isAssignment else {
      throw Unfit(
        id: "hole-in-command", message: "a value cannot be a command or a variable's name",
        help: "write the command in the template")
    }
    if !context.isInWord, type.mayBeginWithDash, !context.isAfterDashes {
      throw Unfit(
        id: "option-injection", message: "\(type.name) may begin with `-`, and would be taken for an option",
        help: "write `--` before it, or join it to its option: --name={{ … }}")
    }
    let isWhole = !context.isInWord
    context.isInWord = true
    if type.isInert(in: .word, mayBeEmpty: !isWhole) { return .verbatim }
    // Which bytes of the word the value made does not matter from here on: it is an argument.
    return .encoded(
      TokenEncoder(isPlain: isWhole ? Self.isPlain : Self.isInner, quote: UInt8(ascii: "'"), quoted: Self.single))
  }

  private func body(_ type: TextType, _ context: inout ShellContext) throws(Unfit) -> Placement {
    guard let document = context.documents.first else { throw unmodelled("a value cannot stand here") }
    // The delimiter is a word of the template's: a line that holds a value must hold something else as well.
    guard type.alphabet.isSubset(of: .text) else { throw .lines(type, "line") }
    guard !document.isQuoted else { return .verbatim }
    guard !isInSubstitution(context.line) else {
      throw unmodelled("a value cannot stand after a substitution in a here-document's line")
    }
    return type.isInert(in: Self.document.inert) ? .verbatim : .encoded(Self.document)
  }

  private static let refusal = Refusal(id: "sh-control", holds: "a control character")
  private static let double = EscapingEncoder(
    escapes: { [0x22, 0x24, 0x5C, 0x60].contains($0) ? [0x5C, $0] : nil },
    inert: ByteSet.text.subtracting(ByteSet("\"$\\`")),
    refusal: refusal)
  private static let single = EscapingEncoder(
    escapes: { $0 == 0x27 ? Array("'\\''".utf8) : nil }, inert: ByteSet.text.subtracting(ByteSet("'")), refusal: refusal
  )
  private static let document = EscapingEncoder(
    escapes: { [0x24, 0x5C, 0x60].contains($0) ? [0x5C, $0] : nil }, inert: ByteSet.text.subtracting(ByteSet("$\\`")),
    refusal: refusal)

  private static let isPlain: @Sendable (ArraySlice<UInt8>) -> Bool = {
    !$0.isEmpty && $0.allSatisfy(ByteSet.word.contains)
  }
  private static let isInner: @Sendable (ArraySlice<UInt8>) -> Bool = { $0.allSatisfy(ByteSet.word.contains) }

  func finish(_ context: ShellContext) throws(Unfit) {
    guard context.frames.count == 1, context.frames[0].open == 0, context.frames[0].cases == 0, !context.isInWord,
      context.documents.isEmpty
    else {
      throw Unfit(
        id: "unfinished", message: "the file ends \(describe(context))",
        help: "close every quote, and end the file with a line feed")
    }
  }

  /// In a word, or behind it, the shell goes on alike whatever the word was.
  func join(_ left: ShellContext, _ right: ShellContext) -> ShellContext? {
    if left == right { return left }
    var (a, b) = (left, right)
    if a.expectsCommand == b.expectsCommand, !a.expectsCommand || (a.word.contains(0x3D) && b.word.contains(0x3D)) {
      a.word = a.expectsCommand ? [0x3D] : []
      b.word = a.word
    }
    a.isAfterDashes = a.isAfterDashes && b.isAfterDashes
    b.isAfterDashes = a.isAfterDashes
    if a.kind == .hereDocument, b.kind == .hereDocument {
      (a.line, b.line) = ([], [])
    }
    return a == b ? a : nil
  }

  /// The words and lines of an output hold values, which the analysis has not seen; all else must be the same.
  func agrees(_ found: ShellContext, with expected: ShellContext) -> Bool {
    join(expected, found) != nil
  }

  func isBetweenTokens(_ context: ShellContext) -> Bool {
    context.kind == .script && !context.isInWord && !context.isEscaped
  }

  func describe(_ context: ShellContext) -> String {
    switch context.kind {
    case .script: context.expectsCommand && !context.isInWord ? "between commands" : "inside a command"
    case .substitution: "inside `$(…)`"
    case .double, .single: "inside quotes"
    case .parameter: "inside `${…}`"
    case .arithmetic: "inside `$((…))`"
    case .backtick: "inside backticks"
    case .comment: "inside a comment"
    case .hereDocument: "inside a here-document"
    }
  }
}

extension Refusal {
  fileprivate init(id: String, holds what: String) {
    self.init(id: id, "holds \(what), which has no place here", help: "use a value without it")
  }
}
