import Diagnostics
import TextTypes

extension ShellContext {
  /// Whether a `\` means something here: it goes on with the line, or quotes the byte behind it.
  var hasEscapes: Bool {
    switch top.kind {
    case .document: documents.first.map { !$0.isQuoted } ?? false
    case .parameter: top.quote != .single
    case .arithmetic, .backtick: true
    case .script, .substitution, .subshell, .definition, .choice: top.quote == .none || top.quote == .double
    }
  }
}

extension ShellFormat {
  /// A `\` and a line feed: both are gone before the shell looks at what they stood between, be it the `$` and the `(` of a
  /// substitution (XCU 2.2.1).
  func joinLines(_ context: inout ShellContext) throws(Unfit) {
    guard context.top.kind == .document, context.matched >= 0 else { return }
    throw Unfit(
      id: .shHereDocument, message: "shells differ on where a here-document with such a line ends",
      help: "do not begin the line with `\\`")
  }

  /// A byte behind a `\`.
  func escaped(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    switch context.top.kind {
    case .document:
      guard let document = context.documents.first else { return }
      context.match(UInt8(ascii: "\\"), document)
      context.match(byte, document)
    case .arithmetic: context.top.word = ShortWord()
    case .parameter, .backtick: break
    case .script, .substitution, .subshell, .definition, .choice: try escapedInWord(&context, byte)
    }
    context.dollar = .none
  }

  private func escapedInWord(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    if context.top.quote == .none {
      context.beginSubstitution()
      if !context.top.flags.isDisjoint(with: .ofOperator) { _ = try redirection(&context, UInt8(ascii: "\\")) }
      if context.top.position == .delimiter {
        _ = try delimiter(&context, UInt8(ascii: "\\"))
        guard Self.delimiterBytes.contains(byte) else { throw Self.delimiterText }
        _ = try delimiter(&context, byte)
        return
      }
      context.top.flags.remove(.semicolon)
      context.takeQuoted()
    }
    context.top.flags.remove(.atStart)
    context.takeQuoted(byte)
  }

  /// A byte of the first line, which says what reads the script when it begins with `#!`.
  func beginning(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    switch context.beginning {
    case .start: context.beginning = byte == UInt8(ascii: "#") ? .hash : .none
    case .hash: context.beginning = byte == UInt8(ascii: "!") ? .interpreter : .none
    case .interpreter where byte == 0x0A:
      guard ShellPrograms.interpreters.contains(context.top.word) else {
        throw Unfit(
          id: .shInterpreter, message: "the first line names another program than a POSIX shell",
          help: "write #!/bin/sh; bash evaluates some syntax in ways that are not supported")
      }
      context.beginning = .none
      context.top.word = ShortWord()
    case .interpreter: context.top.word.append(byte)
    case .none: break
    }
  }
}
