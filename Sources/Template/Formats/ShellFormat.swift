import Schema

/// A POSIX shell script.
///
/// In a word a value is put between single quotes where it needs them, which may begin in the middle of a word; between
/// double quotes it is escaped. Nothing makes a safe place of a command's name, a variable's name, `${…}` or backticks.
struct ShellFormat: OutputFormat {
  static let name = "sh"
  typealias Context = ShellContext

  var start: ShellContext { ShellContext() }

  func advance(_ context: inout ShellContext, over byte: UInt8) throws(Unfit) {
    switch context.kind {
    case .comment:
      guard byte == 0x0A else { return }
      context.frames.removeLast()
      try words(&context, byte)
    case .single:
      if byte == UInt8(ascii: "'") { context.frames.removeLast() }
    case .hereDocument: try document(&context, byte)
    case .double: try double(&context, byte)
    case .parameter: try parameter(&context, byte)
    case .arithmetic: arithmetic(&context, byte)
    case .backtick:
      if context.isEscaped {
        context.isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        context.isEscaped = true
      } else if byte == UInt8(ascii: "`") {
        context.frames.removeLast()
      }
    case .script, .substitution: try words(&context, byte)
    }
  }

  private func push(_ context: inout ShellContext, _ kind: ShellContext.Kind) throws(Unfit) {
    guard context.frames.count < 32 else {
      throw Unfit(id: "too-deep", message: "too many quotes and substitutions are open", help: "use a variable")
    }
    context.frames.append(ShellContext.Frame(kind: kind))
  }

  /// What a `$` begins; true when the byte belonged to it.
  private func dollar(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) -> Bool {
    guard context.isAfterDollar else { return false }
    context.isAfterDollar = false
    switch byte {
    case UInt8(ascii: "("): try push(&context, .substitution)
    case UInt8(ascii: "{"): try push(&context, .parameter)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"), 0x20, 0x0A: return false
    default: return true
    }
    context.word = []
    context.expectsCommand = context.kind == .substitution
    context.isInWord = false
    return true
  }

  private func double(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    if context.isEscaped {
      context.isEscaped = false
      return
    }
    if try dollar(&context, byte) { return }
    switch byte {
    case UInt8(ascii: "\\"): context.isEscaped = true
    case UInt8(ascii: "$"): context.isAfterDollar = true
    case UInt8(ascii: "`"): try push(&context, .backtick)
    case UInt8(ascii: "\""):
      context.frames.removeLast()
      context.isInWord = true
    default: break
    }
  }

  private func parameter(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    if context.isEscaped {
      context.isEscaped = false
      return
    }
    if try dollar(&context, byte) { return }
    switch byte {
    case UInt8(ascii: "\\"): context.isEscaped = true
    case UInt8(ascii: "$"): context.isAfterDollar = true
    case UInt8(ascii: "`"): try push(&context, .backtick)
    case UInt8(ascii: "\""): try push(&context, .double)
    case UInt8(ascii: "'") where context.frames.dropLast().last?.kind != .double: try push(&context, .single)
    case UInt8(ascii: "}"):
      context.frames.removeLast()
      context.isInWord = true
      context.expectsCommand = false
    default: break
    }
  }

  private func arithmetic(_ context: inout ShellContext, _ byte: UInt8) {
    let last = context.frames.count - 1
    if byte == UInt8(ascii: "(") { context.frames[last].open += 1 }
    guard byte == UInt8(ascii: ")") else { return }
    context.frames[last].open -= 1
    if context.frames[last].open < 0 {
      context.frames.removeLast()
      context.isInWord = true
      context.expectsCommand = false
    }
  }

  private func words(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    if context.isEscaped {
      context.isEscaped = false
      if byte != 0x0A { take(&context, byte) }
      return
    }
    if try dollar(&context, byte) { return }
    if context.less > 0, try redirection(&context, byte) { return }
    if context.opening != nil, delimiter(&context, byte) { return }
    switch byte {
    case UInt8(ascii: "\\"): context.isEscaped = true
    case UInt8(ascii: "$"):
      context.isAfterDollar = true
      context.isInWord = true
    case UInt8(ascii: "`"): try push(&context, .backtick)
    case UInt8(ascii: "\""):
      context.isInWord = true
      try push(&context, .double)
    case UInt8(ascii: "'"):
      context.isInWord = true
      try push(&context, .single)
    case UInt8(ascii: "#") where !context.isInWord: try push(&context, .comment)
    case UInt8(ascii: "<"):
      end(&context)
      context.less = 1
    case 0x20, 0x09, UInt8(ascii: ">"): end(&context)
    case 0x0A:
      end(&context)
      context.beginCommand()
      if !context.documents.isEmpty { try push(&context, .hereDocument) }
    case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"):
      end(&context)
      context.beginCommand()
    case UInt8(ascii: "("), UInt8(ascii: ")"): try parenthesis(&context, byte)
    default: take(&context, byte)
    }
  }

  private func take(_ context: inout ShellContext, _ byte: UInt8) {
    context.isInWord = true
    if context.word.count < 8 || byte == UInt8(ascii: "=") { context.word.append(byte) }
  }

  /// What the word before this was, and so what comes next.
  private func end(_ context: inout ShellContext) {
    guard context.isInWord else { return }
    let word = String(decoding: context.word, as: UTF8.self)
    let last = context.frames.count - 1
    if context.expectsCommand {
      switch word {
      case "case":
        context.frames[last].cases += 1
        context.expectsCommand = false
      case "esac":
        context.frames[last].cases = max(context.frames[last].cases - 1, 0)
        context.expectsCommand = false
      case "then", "do", "else", "elif", "if", "while", "until", "!", "{": break
      default: context.expectsCommand = word.contains("=")
      }
    } else if word == "--" {
      context.isAfterDashes = true
    }
    context.endWord()
  }

  private func parenthesis(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    let last = context.frames.count - 1
    if byte == UInt8(ascii: "(") {
      if context.kind == .substitution, context.frames[last].open == 0, context.expectsCommand, !context.isInWord,
        context.word.isEmpty,
        context.frames[last].cases == 0, context.documents.isEmpty,
        context.frames[last] == ShellContext.Frame(kind: .substitution),
        context.isFresh
      {
        context.frames[last] = ShellContext.Frame(kind: .arithmetic, open: 1)
        return
      }
      end(&context)
      context.frames[last].open += 1
      context.beginCommand()
      return
    }
    end(&context)
    if context.frames[last].open > 0 {
      context.frames[last].open -= 1
      context.expectsCommand = false
    } else if context.frames[last].cases > 0 {
      context.beginCommand()
    } else if context.kind == .substitution {
      context.frames.removeLast()
      context.isInWord = true
      context.expectsCommand = false
    } else {
      throw Unfit(id: "sh-parenthesis", message: "this `)` closes nothing", help: "put it in quotes")
    }
  }
}

extension ShellContext {
  /// Whether nothing has been read since the innermost construct began.
  fileprivate var isFresh: Bool { !isEscaped && !isAfterDollar && less == 0 }
}
