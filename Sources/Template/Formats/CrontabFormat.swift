import Schema

/// A file of /etc/cron.d: comments, variables, and lines of a schedule, a user and a command.
///
/// cron ends a command at `%` and knows nothing of the shell's quotes, so a command takes only values that mean nothing to
/// either; more belongs into a script.
struct CrontabFormat: OutputFormat {
  static let name = "crontab"

  /// Where the reader is.
  struct Context: Hashable {
    enum State: UInt8 {
      case lineStart, comment, name, value, field, gap, command
    }
    var state = State.lineStart
    /// How many fields of the schedule and the user have ended.
    var fields = 0
  }

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    if byte == 0x0A {
      guard
        context.state == .lineStart || context.state == .comment || context.state == .value || context.state == .command
      else {
        throw Unfit(
          id: "cron-line", message: "the line has no command", help: "write five fields, a user and a command")
      }
      context = Context()
      return
    }
    switch context.state {
    case .lineStart:
      switch byte {
      case UInt8(ascii: "#"): context.state = .comment
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): context.state = .name
      case UInt8(ascii: "*"), UInt8(ascii: "0")...UInt8(ascii: "9"): context.state = .field
      default:
        throw Unfit(
          id: "cron-line", message: "a line cannot begin so", help: "write a schedule, NAME=value or a comment")
      }
    case .name: if byte == UInt8(ascii: "=") { context.state = .value }
    case .field: if byte == 0x20 { endField(&context) }
    case .gap: if byte != 0x20 { context.state = context.fields >= 6 ? .command : .field }
    case .command:
      guard byte != UInt8(ascii: "%") else {
        throw Unfit(id: "cron-percent", message: "cron ends a command at `%`", help: "put the command into a script")
      }
    case .comment, .value: break
    }
  }

  private func endField(_ context: inout Context) {
    context.fields += 1
    context.state = .gap
  }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context.state {
    case .comment:
      return try comment(type)
    case .lineStart where type.name == "cron schedule":
      context = Context(state: .field, fields: 4)
      return .verbatim
    case .value, .command:
      guard type.isInert(in: Self.inert, mayBeEmpty: false) else {
        throw Unfit(
          id: "hole-in-command", message: "\(type.name) may hold what cron or the shell would act on",
          help: "put the command into a script")
      }
      return .verbatim
    case .gap where context.fields >= 6:
      guard type.isInert(in: Self.inert, mayBeEmpty: false), !type.mayBeginWithDash else {
        throw Unfit(
          id: "hole-in-command", message: "\(type.name) may hold what cron or the shell would act on",
          help: "put the command into a script")
      }
      context.state = .command
      return .verbatim
    default:
      throw Unfit(
        id: "hole-in-schedule", message: "only a cron schedule can stand here",
        help: "begin the line with a value of that type")
    }
  }

  private static let inert = ByteSet.alphanumerics.union(ByteSet("_./:@+,=-"))

  func finish(_ context: Context) throws(Unfit) {
    guard context.state == .lineStart else {
      throw Unfit(
        id: "unfinished", message: "the file ends \(describe(context)); cron ignores a line without a line feed",
        help: "end it with a line feed")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context.state == .lineStart
  }

  func describe(_ context: Context) -> String {
    switch context.state {
    case .lineStart: "at the start of a line"
    case .comment: "inside a comment"
    case .name, .value: "inside a variable"
    case .field, .gap: "inside a schedule"
    case .command: "inside a command"
    }
  }
}
