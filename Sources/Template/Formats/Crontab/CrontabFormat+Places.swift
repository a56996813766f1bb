import Diagnostics
import TextTypes

extension CrontabFormat {
  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context.state {
    case .comment: return try comment(type)
    case .lineStart where type.traits.contains(.isCronSchedule):
      context.state = .field
      context.fields = 4
      return .verbatim
    case .valueStart, .value: return try variable(type, &context)
    case .gap where context.fields == 5, .field where context.fields == 5:
      guard type.isInert(in: ByteSet.lowercase.union(.digits).union(ByteSet("_-")), mayBeEmpty: false),
        !type.mayBeginWithDash
      else {
        throw Unfit(
          id: .holeInUser, message: "\(type.name) cannot be the name of a user",
          help: "use a value of lower-case letters, digits, _ and -")
      }
      context.state = .field
      return .verbatim
    case .gap where context.fields == 6, .command: return try command(type, &context)
    default:
      throw Unfit(
        id: .holeInSchedule, message: "only a cron schedule is allowed here",
        help: "begin the line with a value of that type")
    }
  }

  /// cron strips quotes and blanks around a variable's value, and has no escapes.
  private func variable(_ type: TextType, _ context: inout Context) throws(Unfit) -> Placement {
    let isStart = context.state == .valueStart
    guard context.word != Self.interpreter else {
      throw Unfit(
        id: .shInterpreter, message: "a value cannot choose the program that reads the commands",
        help: "write SHELL=/bin/sh, or nothing")
    }
    if context.word == Self.recipient {
      guard type.isInert(in: .word, mayBeEmpty: false), !type.mayBeginWithDash else {
        throw Unfit(
          id: .holeInRecipient,
          message: "\(type.name) may not be a mail address, or may be an option of the mail program",
          help: "use an address")
      }
    }
    context.state = .value
    if type.isInert(in: ByteSet.printable.subtracting(ByteSet("\"' ")), mayBeEmpty: !isStart) { return .verbatim }
    let refusal = Refusal(
      id: .cronValue, "is empty, contains a quote, or begins or ends with a blank, which cron removes",
      help: "use a value without it")
    return .encoded(
      CheckedEncoder(IdentityEncoder(inert: ByteSet.text.subtracting(ByteSet("\"'")), refusal: refusal)) { value in
        guard let first = value.first, let last = value.last else { return refusal }
        return first == 0x20 || last == 0x20 ? refusal : nil
      })
  }

  private static let recipient = ShortWord("MAILTO")

  private func command(_ type: TextType, _ context: inout Context) throws(Unfit) -> Placement {
    guard !context.isEscaped else { throw .afterEscape() }
    context.state = .command
    let quote = context.shell.top.quote
    let isStart = !context.shell.isInWord || context.shell.top.flags.contains(.atStart)
    let placement = try shell.place(type, in: &context.shell)
    if case .verbatim = placement, !type.mayHold(anyOf: ByteSet("%\\")) { return .verbatim }
    guard quote != .comment else {
      throw Unfit(
        id: .holeInComment, message: "\(type.name) may contain `%` or `\\`, which cron acts on even in comments",
        help: "use a value without it")
    }
    return .encoded(CronWord(quote: quote, isStart: isStart))
  }
}

/// Writes a value for the shell so that cron hands it on unchanged.
private struct CronWord: Encoder {
  let quote: ShellContext.Quote
  /// Whether the value begins a word, where an empty one needs quotes.
  let isStart: Bool

  private static let plain = ByteSet.word.subtracting(ByteSet("%"))
  private static let double = ByteSet.text.subtracting(ByteSet("\"$\\`%"))

  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    switch quote {
    case .single: try single(value, into: &output)
    case .double where value.allSatisfy(Self.double.contains): output.append(contentsOf: value)
    case .double: try quoted(value, "\"'", "'\"", into: &output)
    default:
      if value.allSatisfy(Self.plain.contains), !isStart || !value.isEmpty {
        output.append(contentsOf: value)
      } else {
        try quoted(value, "'", "'", into: &output)
      }
    }
  }

  private func quoted(
    _ value: ArraySlice<UInt8>, _ open: String, _ close: String, into output: inout [UInt8]
  ) throws(Refusal) {
    output.append(contentsOf: open.utf8)
    try single(value, into: &output)
    output.append(contentsOf: close.utf8)
  }

  /// In single quotes; where two `\`, or one and a `%`, would meet, the quotes are closed and opened again between them.
  private func single(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    var isBehindBackslash = false
    for byte in value {
      guard ByteSet.text.contains(byte) else { throw Refusal.oneLine(.cronControl) }
      if isBehindBackslash, byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "%") {
        output.append(contentsOf: "''".utf8)
      }
      switch byte {
      case UInt8(ascii: "'"): output.append(contentsOf: "'\\''".utf8)
      case UInt8(ascii: "%"): output.append(contentsOf: "\\%".utf8)
      default: output.append(byte)
      }
      isBehindBackslash = byte == UInt8(ascii: "\\")
    }
    if isBehindBackslash { output.append(contentsOf: "''".utf8) }
  }
}
