import Diagnostics
import TextTypes

/// A file of /etc/cron.d: comments, variables, and lines of a schedule, a user and a command for the shell.
///
/// cron ends a command at a `%` without a `\` before it, and knows nothing of the shell's quotes; Debian's cron also makes one
/// `\` of two, others do not. So a value is quoted for the shell such that no two `\` stand side by side.
struct CrontabFormat: OutputFormat {
  static let name = "crontab"

  /// Where the reader is.
  struct Context: Joinable {
    enum State: UInt8 {
      case lineStart, comment
      /// In a variable's name; behind it; behind `=`; in the value.
      case name, nameEnd, valueStart, value
      /// In a field of the schedule or the user; between fields.
      case field, gap
      case command
    }
    var state = State.lineStart
    /// How many fields of the schedule and the user have ended.
    var fields = 0
    /// The variable's name.
    var word = ShortWord()
    /// The variable's value, where it says which shell reads the commands.
    var program = ShortWord()
    /// Where the shell is in the command.
    var shell = ShellContext()
    /// Whether a `\` of the command comes before this, which cron looks at together with the next byte.
    var isEscaped = false
    /// How many bytes the command, or the variable with its name, has.
    var length = 0

    static func unify(_ a: inout Context, _ b: inout Context, _ how: Unification) {
      how.nested(&a.shell, &b.shell)
      how.word(&a.word, &b.word)
      // A loop would count on and on; what comes out is counted again.
      how.least(&a.length, &b.length, isForeseen: false)
      how.one(&a.state, &b.state, of: [.valueStart, .value], as: .valueStart)
    }
  }

  /// The longest command and the longest variable that every cron takes: a longer command makes Debian's ignore the whole
  /// file, of a longer variable it drops the end.
  static let lengthLimit = 998

  /// The variable that says which program reads the commands.
  static let interpreter = ShortWord("SHELL")

  var start: Context { Context() }
  let shell = ShellFormat(isEmbedded: true)

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    if byte == 0x0A {
      try newline(&context)
      return
    }
    if context.isVariable { try count(&context, "variable", help: "write a shorter value") }
    switch context.state {
    case .comment: break
    case .value: if context.word == Self.interpreter { context.program.append(byte) }
    case .lineStart: try begin(&context, byte)
    case .name, .nameEnd:
      switch byte {
      case UInt8(ascii: "="): context.state = .valueStart
      case 0x20: context.state = .nameEnd
      case _ where context.state == .name && ByteSet.name.contains(byte): context.word.append(byte)
      default: throw Self.line
      }
    case .valueStart where byte != 0x20:
      context.state = .value
      if context.word == Self.interpreter { context.program.append(byte) }
    case .valueStart: break
    case .field: if byte == 0x20 || byte == 0x09 { endField(&context) }
    case .gap:
      guard byte != 0x20, byte != 0x09 else { return }
      context.state = context.fields == 6 ? .command : .field
      if context.state == .command { try command(&context, byte) }
    case .command: try command(&context, byte)
    }
  }

  func skip(_ context: inout Context, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    context.state == .comment ? bytes.first(0x0A, in: range) : range.lowerBound
  }

  private static let line = Unfit(
    id: .cronLine, message: "a line cannot begin like this", help: "write a schedule, NAME=value or a comment")

  private func begin(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    switch byte {
    case UInt8(ascii: "#"): context.state = .comment
    case UInt8(ascii: "@"):
      context.state = .field
      context.fields = 4
    case UInt8(ascii: "*"), UInt8(ascii: "0")...UInt8(ascii: "9"): context.state = .field
    case _ where ByteSet.name.contains(byte):
      context.state = .name
      context.word.append(byte)
      context.length = 1
    default: throw Self.line
    }
  }

  private func endField(_ context: inout Context) {
    context.fields += 1
    context.state = .gap
  }

  private func newline(_ context: inout Context) throws(Unfit) {
    switch context.state {
    case .lineStart, .comment: break
    case .value:
      guard context.word != Self.interpreter || ShellPrograms.interpreters.contains(context.program) else {
        throw Unfit(
          id: .shInterpreter, message: "another program than a POSIX shell would read the commands",
          help: "write SHELL=/bin/sh, or nothing")
      }
    case .valueStart:
      throw Unfit(
        id: .cronLine, message: "cron does not accept a variable without a value", help: "write NAME=\"\"")
    case .command:
      if context.isEscaped { try shell.advance(&context.shell, over: UInt8(ascii: "\\")) }
      try shell.advance(&context.shell, over: 0x0A)
      try shell.finish(context.shell)
    case .name, .nameEnd, .field, .gap:
      throw Unfit(id: .cronLine, message: "the line has no command", help: "write five fields, a user and a command")
    }
    context = Context()
  }

  private func count(_ context: inout Context, _ subject: String, help: String) throws(Unfit) {
    context.length += 1
    guard context.length <= Self.lengthLimit else {
      throw Unfit(
        id: .cronLength, message: "the \(subject) is longer than the \(Self.lengthLimit) bytes that every cron accepts",
        help: help, isExcess: true)
    }
  }

  /// A byte of the command, as cron hands it to the shell.
  private func command(_ context: inout Context, _ byte: UInt8) throws(Unfit) {
    try count(&context, "command", help: "put the command into a script")
    let isEscaped = context.isEscaped
    context.isEscaped = false
    switch byte {
    case UInt8(ascii: "%"):
      guard isEscaped else {
        throw Unfit(id: .cronPercent, message: "cron ends a command at `%`", help: "write `\\%`")
      }
    case UInt8(ascii: "\\"):
      guard !isEscaped else {
        throw Unfit(
          id: .cronBackslash, message: "some versions of cron turn two `\\` into one, others do not",
          help: "put the command into a script")
      }
      context.isEscaped = true
      return
    default:
      if isEscaped { try shell.advance(&context.shell, over: UInt8(ascii: "\\")) }
    }
    try shell.advance(&context.shell, over: byte)
  }

  func finish(_ context: Context) throws(Unfit) {
    guard context.state == .lineStart else {
      throw .unfinished(
        "\(describe(context)); cron ignores a line without a line feed", help: "end it with a line feed")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context.state == .lineStart
      || (context.state == .command && shell.isBetweenTokens(context.shell) && !context.isEscaped)
  }

  func describe(_ context: Context) -> String {
    switch context.state {
    case .lineStart: "at the start of a line"
    case .comment: "inside a comment"
    case .name, .nameEnd, .valueStart, .value: "inside a variable"
    case .field, .gap: "inside a schedule"
    case .command: context.isEscaped ? "after a `\\`" : shell.describe(context.shell)
    }
  }
}

extension CrontabFormat.Context {
  fileprivate var isInValue: Bool { state == .valueStart || state == .value }
  fileprivate var isVariable: Bool { isInValue || state == .name || state == .nameEnd }
}
