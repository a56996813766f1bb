import Diagnostics
import TextTypes

/// A Dockerfile, as BuildKit reads it: instructions of one line, which a `\` at its end goes on with in the next.
///
/// RUN, CMD and ENTRYPOINT hold a command for the shell, or a list in JSON; ENV, LABEL and ARG hold words with quotes and
/// Docker's own `$`; the others hold words without quotes, which take only what means nothing.
struct DockerfileFormat: OutputFormat {
  static let name = "dockerfile"
  typealias Context = DockerfileContext

  var start: DockerfileContext { DockerfileContext() }
  let shell = ShellFormat(isEmbedded: true)

  func advance(_ context: inout DockerfileContext, over byte: UInt8) throws(Unfit) {
    if context.state == .comment {
      try comment(&context, byte)
      return
    }
    if context.isContinued {
      // Comments and empty lines between the lines of an instruction are no part of it.
      if byte == 0x0A { return }
      if byte == UInt8(ascii: "#") {
        context.resumed = context.state
        context.state = .comment
        return
      }
      if byte != 0x20, byte != 0x09 { context.isContinued = false }
    }
    if byte == 0x0A {
      try newline(&context)
      return
    }
    if context.isEscaped {
      context.isEscaped = false
      try deliver(&context, UInt8(ascii: "\\"))
      context.isBlankAfterEscape = byte == 0x20 || byte == 0x09
    } else if byte != 0x20, byte != 0x09 {
      context.isBlankAfterEscape = false
    }
    if byte == UInt8(ascii: "\\") { context.isEscaped = true } else { try deliver(&context, byte) }
  }

  func skip(_ context: inout DockerfileContext, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    context.state == .comment && !context.mayBeDirective ? bytes.first(0x0A, in: range) : range.lowerBound
  }

  private func newline(_ context: inout DockerfileContext) throws(Unfit) {
    guard !context.isBlankAfterEscape else {
      throw Unfit(
        id: .dockerfileBlank, message: "there are blanks after the `\\` at the end of the line", help: "remove them")
    }
    if context.isEscaped {
      context.isEscaped = false
      context.isContinued = true
      return
    }
    switch context.state {
    case .shell:
      try shell.advance(&context.shell, over: 0x0A)
      try shell.finish(context.shell)
    case .list, .listComma: throw Self.list
    case .double, .doubleEscape, .single, .string, .escape, .digits, .bracket:
      throw Unfit(
        id: .dockerfileQuote, message: "a quote or a bracket is not closed on its line",
        help: "close it, or end the line with `\\`")
    default: break
    }
    context = DockerfileContext(isTop: false)
  }

  private func comment(_ context: inout DockerfileContext, _ byte: UInt8) throws(Unfit) {
    if byte == 0x0A {
      if context.resumed == .lineStart {
        context = DockerfileContext(isTop: context.isTop && context.isDirective)
      } else {
        (context.state, context.resumed) = (context.resumed, .lineStart)
      }
      return
    }
    guard context.mayBeDirective else { return }
    switch byte {
    case 0x20, 0x09: break
    case UInt8(ascii: "="):
      guard !context.holdsValue, context.word != Self.escape else {
        throw Unfit(
          id: .dockerfileDirective,
          message: "this line is a parser directive, or is one with some values",
          help: "begin the comment with two words")
      }
      context.mayBeDirective = false
      context.isDirective = true
    case _ where ByteSet.alphanumerics.contains(byte): context.word.append(byte | 0x20)
    default: context.mayBeDirective = false
    }
  }

  private static let escape = ShortWord("escape")

  /// A byte of an instruction, whose lines have been joined.
  func deliver(_ context: inout DockerfileContext, _ byte: UInt8) throws(Unfit) {
    switch context.state {
    case .comment: break
    case .lineStart:
      if byte == UInt8(ascii: "#") {
        (context.state, context.mayBeDirective) = (.comment, context.isTop)
      } else if byte != 0x20, byte != 0x09 {
        guard ByteSet.alphanumerics.contains(byte) else {
          throw Unfit(
            id: .dockerfileLine, message: "a line cannot begin like this", help: "write an instruction or a comment")
        }
        context.state = .instruction
        context.word.append(byte & 0xDF)
      }
    case .instruction:
      if byte == 0x20 || byte == 0x09 {
        context.kind = Self.kinds[context.word] ?? .plain
        context.word = ShortWord()
        context.state = .arguments
      } else {
        context.word.append(byte & 0xDF)
      }
    case .arguments:
      if context.kind == .interpreter { throw Self.interpreter }
      if byte == UInt8(ascii: "["), context.kind != .words {
        context.state = .bracket
      } else if byte != 0x20, byte != 0x09 {
        try begin(&context)
        try deliver(&context, byte)
      }
    case .bracket:
      if byte == 0x20 || byte == 0x09 {
        context.isBlankAfterEscape = false
        context.word = ShortWord(" ")
      } else if byte == UInt8(ascii: "\"") {
        (context.state, context.word) = (.string, ShortWord())
      } else if byte == UInt8(ascii: "]"), context.kind != .shell || context.word.isEmpty {
        (context.state, context.word) = (.listEnd, ShortWord())
      } else {
        try begin(&context)
        try deliver(&context, UInt8(ascii: "["))
        if !context.word.isEmpty { try deliver(&context, 0x20) }
        context.word = ShortWord()
        try deliver(&context, byte)
      }
    case .shell: try shell.advance(&context.shell, over: byte)
    case .list, .listComma, .listEnd, .string, .escape, .digits: try list(&context, byte)
    case .gap, .word, .double, .doubleEscape, .single: words(&context, byte)
    case .plainGap, .plain:
      expand(&context, byte)
      guard byte != UInt8(ascii: "<") else {
        throw Unfit(
          id: .dockerfileHeredoc, message: "here-documents are not supported", help: "put the text into a file")
      }
      context.state = byte == 0x20 || byte == 0x09 ? .plainGap : .plain
    }
  }

  private static let kinds: WordTable<DockerfileContext.Kind> = [
    "RUN": .shell, "CMD": .shell, "ENTRYPOINT": .shell, "ENV": .words,
    "LABEL": .words, "ARG": .words, "SHELL": .interpreter,
  ]

  /// Begins the arguments of an instruction.
  func begin(_ context: inout DockerfileContext) throws(Unfit) {
    switch context.kind {
    case .plain, .interpreter: context.state = .plainGap
    case .shell: context.state = .shell
    case .words: context.state = .gap
    }
  }

  private func words(_ context: inout DockerfileContext, _ byte: UInt8) {
    switch context.state {
    case .double:
      expand(&context, byte)
      if byte == UInt8(ascii: "\"") { (context.state, context.dollar) = (.word, .none) }
      if byte == UInt8(ascii: "\\") { (context.state, context.dollar) = (.doubleEscape, .none) }
    case .doubleEscape: context.state = .double
    case .single: if byte == UInt8(ascii: "'") { context.state = .word }
    default:
      expand(&context, byte)
      switch byte {
      case 0x20, 0x09: (context.state, context.isAssigned) = (.gap, false)
      case UInt8(ascii: "\""): (context.state, context.dollar) = (.double, .none)
      case UInt8(ascii: "'"): (context.state, context.dollar) = (.single, .none)
      default:
        if byte == UInt8(ascii: "=") { context.isAssigned = true }
        context.state = .word
      }
    }
  }

  private func expand(_ context: inout DockerfileContext, _ byte: UInt8) {
    switch context.dollar {
    case .braced: if byte == UInt8(ascii: "}") { context.dollar = .none }
    case .sign where byte == UInt8(ascii: "{"): context.dollar = .braced
    case .sign, .name:
      context.dollar = byte == UInt8(ascii: "$") ? .sign : ByteSet.name.contains(byte) ? .name : .none
    case .none: if byte == UInt8(ascii: "$") { context.dollar = .sign }
    }
  }

  func finish(_ context: DockerfileContext) throws(Unfit) {
    guard context.state == .lineStart, !context.isContinued else {
      throw .unfinished(describe(context), help: "end it with a line feed")
    }
  }

  func isBetweenTokens(_ context: DockerfileContext) -> Bool {
    switch context.state {
    case .lineStart, .gap, .plainGap, .list, .listComma, .listEnd: true
    case .shell: shell.isBetweenTokens(context.shell) && !context.isEscaped
    default: false
    }
  }

  func describe(_ context: DockerfileContext) -> String {
    if context.isEscaped { return "after a `\\`" }
    switch context.state {
    case .lineStart: return "at the start of a line"
    case .comment: return "inside a comment"
    case .instruction, .arguments, .bracket, .gap, .word, .plainGap, .plain: return "inside an instruction"
    case .shell: return shell.describe(context.shell)
    case .list, .listComma, .listEnd: return "inside a list"
    case .double, .single, .string: return "inside quotes"
    case .doubleEscape, .escape, .digits: return "after a `\\`"
    }
  }
}
