import Schema

/// A Dockerfile. What an instruction does with its words differs (a shell, a list, Docker's own `$`), so a value takes only
/// what means nothing to any of them.
struct DockerfileFormat: OutputFormat {
  static let name = "dockerfile"

  /// Where the reader is.
  enum Context: Hashable {
    case lineStart, comment, word, blank, continuation, double, doubleEscape, single
  }

  var start: Context { .lineStart }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    switch context {
    case .lineStart:
      if byte == UInt8(ascii: "#") { context = .comment } else if byte != 0x0A { try word(&context, byte) }
    case .comment: if byte == 0x0A { context = .lineStart }
    case .continuation: if byte != 0x0A { try word(&context, byte) } else { context = .blank }
    case .double:
      if byte == UInt8(ascii: "\\") { context = .doubleEscape } else if byte == UInt8(ascii: "\"") { context = .word }
      if byte == 0x0A { throw unclosed }
    case .doubleEscape: context = .double
    case .single:
      if byte == UInt8(ascii: "'") { context = .word }
      if byte == 0x0A { throw unclosed }
    case .word, .blank: try word(&context, byte)
    }
  }

  private var unclosed: Unfit {
    Unfit(id: "dockerfile-quote", message: "a quote is not closed in its line", help: "close the quote")
  }

  private func word(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case 0x0A: context = .lineStart
    case 0x20, 0x09: context = .blank
    case UInt8(ascii: "\\"): context = .continuation
    case UInt8(ascii: "\""): context = .double
    case UInt8(ascii: "'"): context = .single
    case UInt8(ascii: "<"):
      throw Unfit(
        id: "dockerfile-heredoc", message: "here-documents and redirections are not modelled",
        help: "put the commands into a script")
    default: context = .word
    }
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context {
    case .comment:
      return try comment(type)
    case .double, .single:
      guard type.isInert(in: .word) else { throw unsafe(type) }
      return .verbatim
    case .blank, .word:
      guard type.isInert(in: ByteSet.word.union(ByteSet("~")), mayBeEmpty: false),
        context == .word || !type.mayBeginWithDash
      else {
        throw unsafe(type)
      }
      context = .word
      return .verbatim
    case .lineStart:
      throw Unfit(
        id: "hole-in-instruction", message: "a value cannot be an instruction",
        help: "write the instruction in the template")
    case .continuation, .doubleEscape:
      throw Unfit(id: "hole-after-escape", message: "a value cannot stand after a `\\`", help: "remove the `\\`")
    }
  }

  private func unsafe(_ type: TextType) -> Unfit {
    Unfit(
      id: "hole-in-word", message: "\(type.name) may hold what Docker or a shell would act on",
      help: "use a value of letters, digits and _./:@%+,=-")
  }

  func finish(_ context: Context) throws(Unfit) {
    guard context == .lineStart else {
      throw Unfit(id: "unfinished", message: "the file ends \(describe(context))", help: "end it with a line feed")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context == .lineStart || context == .blank
  }

  func describe(_ context: Context) -> String {
    switch context {
    case .lineStart: "at the start of a line"
    case .comment: "inside a comment"
    case .word, .blank: "inside an instruction"
    case .continuation, .doubleEscape: "after a `\\`"
    case .double, .single: "inside quotes"
    }
  }
}
