import Diagnostics
import TextTypes

/// A POSIX shell script.
///
/// In a word a value is put between single quotes where it needs them, which may begin in the middle of a word; between
/// double quotes it is escaped. Nothing makes a safe place of a command's name, a variable's name, `${…}` or backticks.
struct ShellFormat: OutputFormat {
  static let name = "sh"

  /// Whether the commands are in a line of another format, which a value must not end.
  var isEmbedded = false

  typealias Context = ShellContext

  var start: ShellContext {
    var context = ShellContext()
    if !isEmbedded { context.beginning = .start }
    return context
  }

  func advance(_ context: inout ShellContext, over byte: UInt8) throws(Unfit) {
    if context.beginning != .none { try beginning(&context, byte) }
    if context.isEscaped {
      context.isEscaped = false
      if byte == 0x0A { try joinLines(&context) } else { try escaped(&context, byte) }
    } else if byte == UInt8(ascii: "\\"), context.hasEscapes {
      context.isEscaped = true
    } else {
      try read(&context, byte)
    }
  }

  /// A byte that is not escaped, nor escapes another.
  func read(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    switch context.top.kind {
    case .document: try document(&context, byte)
    case .parameter: try parameter(&context, byte)
    case .arithmetic: try arithmetic(&context, byte)
    case .backtick: try backtick(&context, byte)
    case .script, .substitution, .subshell, .definition, .choice:
      switch context.top.quote {
      case .none: try unquoted(&context, byte)
      case .double: try double(&context, byte)
      case .single:
        if byte == UInt8(ascii: "'") { context.top.quote = .none } else { try quotedByte(&context, byte) }
      case .comment:
        guard byte == 0x0A else { return }
        context.top.quote = .none
        try unquoted(&context, byte)
      }
    }
  }

  /// A byte between quotes stands for itself; a line that has a here-document to follow must end outside of them.
  private func quotedByte(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    if byte == 0x0A { try lineEndsInside(context) }
    context.top.flags.remove(.atStart)
    context.takeQuoted(byte)
  }

  /// Refuses a line end within a construct where a here-document would have to begin.
  func lineEndsInside(_ context: ShellContext) throws(Unfit) {
    guard context.documents.isEmpty else {
      throw Unfit(
        id: .shHereDocument, message: "a line ends inside quotes or a substitution, and a here-document begins",
        help: "end the quotes before the line, or write the here-document's operator after them")
    }
  }

  /// What a `$` before this byte begins; true when the byte belonged to it.
  func dollar(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) -> Bool {
    switch context.dollar {
    case .none: return false
    case .name:
      if ByteSet.name.contains(byte) { return true }
      context.dollar = .none
      return false
    case .sign: break
    }
    context.dollar = .none
    switch byte {
    case UInt8(ascii: "("): try context.push(.substitution)
    case UInt8(ascii: "{"): try context.push(.parameter)
    case UInt8(ascii: "["):
      throw Unfit(id: .shBash, message: "bash evaluates `$[…]` as arithmetic", help: "write `$((…))`, or `\\$`")
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard context.top.kind == .document || context.top.quote == .double else {
        throw Unfit(
          id: .shDollarQuote, message: "shells differ on `$` before a quote",
          help: "write `\\$`, or put the `$` into the quotes")
      }
      return false
    case _ where Self.nameStart.contains(byte): context.dollar = .name
    case _ where Self.special.contains(byte): break
    default: return false
    }
    return true
  }

  /// What begins a variable's name; what is a parameter of its own; what can name a parameter in braces.
  private static let nameStart = ByteSet.name.subtracting(.digits)
  private static let special = ByteSet("@*#?-$!").union(.digits)
  private static let parameter = ByteSet.name.union(ByteSet("@*?!-$"))

  /// Inside double quotes.
  func double(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    if try dollar(&context, byte) { return }
    switch byte {
    case UInt8(ascii: "$"):
      context.takeExpanded()
      context.dollar = .sign
    case UInt8(ascii: "`"):
      context.takeExpanded()
      try context.push(.backtick)
    case UInt8(ascii: "\""): context.top.quote = .none
    default: try quotedByte(&context, byte)
    }
  }

  /// Inside `$((…))`, where all is as between double quotes (XCU 2.6.4).
  private func arithmetic(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    if try dollar(&context, byte) { return }
    // The word is what a value here would go on with.
    if !ByteSet.name.contains(byte) { context.top.word = ShortWord() } else { context.top.word.append(byte) }
    switch byte {
    case UInt8(ascii: "$"): context.dollar = .sign
    case UInt8(ascii: "`"): try context.push(.backtick)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      throw Unfit(
        id: .shArithmetic, message: "quotes in `$((…))` are not supported", help: "write the variable without quotes")
    case 0x0A: try lineEndsInside(context)
    case UInt8(ascii: "("):
      guard context.top.count < 255 else { throw .tooDeep }
      context.top.count += 1
    case UInt8(ascii: ")"):
      context.top.count -= 1
      if context.top.count == 0 { context.pop() }
    default: break
    }
  }

  /// Inside backticks; what is in them is not looked at.
  private func backtick(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    if byte == UInt8(ascii: "`") {
      context.pop()
    } else if byte == 0x0A {
      try lineEndsInside(context)
    }
  }

  /// Inside `${…}`.
  private func parameter(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    if byte == 0x0A { try lineEndsInside(context) }
    if context.top.quote == .single {
      if byte == UInt8(ascii: "'") { context.top.quote = .none }
      return
    }
    if try dollar(&context, byte) { return }
    switch byte {
    case UInt8(ascii: "$") where context.top.count > 0: context.dollar = .sign
    case UInt8(ascii: "`"): try context.push(.backtick)
    case UInt8(ascii: "\""): context.top.quote = context.top.quote == .double ? .none : .double
    case UInt8(ascii: "'") where context.top.quote == .none:
      // Between double quotes only the patterns behind # and % have quotes of their own.
      if context.top.count == 2 || !context.parameterIsQuoted { context.top.quote = .single }
    case UInt8(ascii: "}") where context.top.quote == .none: context.pop()
    default: parameterName(&context, byte)
    }
  }

  /// Where a parameter's name ends, and what its operator says about the rest.
  private func parameterName(_ context: inout ShellContext, _ byte: UInt8) {
    guard context.top.count == 0 else { return }
    let isName = Self.parameter.contains(byte)
    if isName, context.top.word.isEmpty || ByteSet.name.contains(byte) {
      context.top.word.append(byte)
    } else if byte == UInt8(ascii: "#"), context.top.word.isEmpty {
      // ${#name} is a length, ${#} and ${#%…} are about the number of arguments.
      context.top.word.append(byte)
    } else {
      context.top.count = byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%") ? 2 : 1
    }
  }

  func isBetweenTokens(_ context: ShellContext) -> Bool {
    switch context.top.kind {
    case .script, .substitution, .subshell, .choice:
      context.top.quote == .none && !context.isInWord && !context.isEscaped
    default: false
    }
  }

  func describe(_ context: ShellContext) -> String {
    switch context.top.quote {
    case .double, .single: return "inside quotes"
    case .comment: return "inside a comment"
    case .none: break
    }
    switch context.top.kind {
    case .script: return context.top.position == .command && !context.isInWord ? "between commands" : "inside a command"
    case .substitution: return "inside `$(…)`"
    case .subshell, .definition: return "inside `(…)`"
    case .choice: return "inside `case … esac`"
    case .parameter: return "inside `${…}`"
    case .arithmetic: return "inside `$((…))`"
    case .backtick: return "inside backticks"
    case .document: return "inside a here-document"
    }
  }
}

extension ShellContext {
  /// Whether the current parameter is in double quotes or in a here-document.
  fileprivate var parameterIsQuoted: Bool {
    guard let around = outer.last else { return false }
    return around.quote == .double || around.kind == .document
  }
}
