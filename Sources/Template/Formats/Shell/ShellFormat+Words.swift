import Diagnostics

/// The words that the shell knows, and those that say something about their arguments.
private enum Known {
  static let reserved = WordSet("if then else elif while until do ! {")
  static let closing = WordSet("fi done }")
  static let choice = ShortWord("case")
  static let choiceEnd = ShortWord("esac")
  static let loop = ShortWord("for")
  static let list = ShortWord("in")
  static let body = ShortWord("do")
  static let dashes = ShortWord("--")
}

extension ShellFormat {
  /// A byte outside of quotes, among commands.
  func unquoted(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    if context.beginSubstitution(), byte == UInt8(ascii: "(") {
      guard context.top.kind == .substitution else {
        throw Unfit(id: .shBash, message: "bash evaluates `((…))` as arithmetic", help: "write a blank between them")
      }
      context.top = ShellContext.Frame(.arithmetic)
      context.top.count = 2
      return
    }
    if try dollar(&context, byte) { return }
    if !context.top.flags.isDisjoint(with: .ofOperator), try redirection(&context, byte) { return }
    if context.top.position == .delimiter, try delimiter(&context, byte) { return }
    let isSecond = context.top.flags.contains(.semicolon)
    context.top.flags.remove(.semicolon)
    switch byte {
    case UInt8(ascii: "$"):
      context.takeExpanded()
      context.dollar = .sign
    case UInt8(ascii: "`"):
      context.takeExpanded()
      try context.push(.backtick)
    case UInt8(ascii: "\""):
      context.takeQuoted()
      context.top.quote = .double
    case UInt8(ascii: "'"):
      context.takeQuoted()
      context.top.quote = .single
    case UInt8(ascii: "#") where !context.isInWord: context.top.quote = .comment
    case 0x20, 0x09: try endWord(&context)
    case 0x0A: try newline(&context)
    case UInt8(ascii: "<"), UInt8(ascii: ">"): try redirect(&context, byte)
    case UInt8(ascii: ";"): try semicolon(&context, isSecond)
    case UInt8(ascii: "&"):
      try endWord(&context)
      if context.top.position != .pattern { context.beginCommand() }
    case UInt8(ascii: "|"):
      try endWord(&context)
      if context.top.position != .pattern { context.pipe() }
    case UInt8(ascii: "("): try open(&context)
    case UInt8(ascii: ")"): try close(&context)
    default: context.take(byte)
    }
  }

  /// Ends the current word: what it was decides what comes next.
  private func endWord(_ context: inout ShellContext) throws(Unfit) {
    guard context.isInWord else { return }
    let (word, flags) = (context.top.word, context.top.flags)
    context.dropWord()
    switch context.top.position {
    case .command:
      if flags.contains(.assigned) { return }
      if flags.contains(.quoted) {
        context.top.position = .argument
        try context.note(word, isCommand: true)
      } else {
        try command(&context, word, flags)
      }
    case .argument:
      try context.note(word, isCommand: false)
      if flags.contains(.quoted) { return }
      if word == Known.dashes { context.top.flags.insert(.afterDashes) }
    case .target, .descriptor, .delimiter: context.top.position = context.top.resumed
    case .subject: context.top.position = .subjectEnd
    case .subjectEnd:
      guard word == Known.list, !flags.contains(.quoted) else { throw Self.choiceSyntax }
      context.top.position = .pattern
    case .pattern: if word == Known.choiceEnd, !flags.contains(.quoted) { endChoice(&context) }
    case .variable: context.top.position = .variableEnd
    case .variableEnd:
      guard word == Known.list || word == Known.body, !flags.contains(.quoted) else {
        throw Unfit(
          id: .shFor, message: "`in` or `do` is missing after the variable", help: "write `for NAME in …; do`")
      }
      context.top.position = word == Known.list ? .argument : .command
    }
  }

  /// The first word of a command has ended.
  private func command(
    _ context: inout ShellContext, _ word: ShortWord, _ flags: ShellContext.Flags
  ) throws(Unfit) {
    if Known.reserved.contains(word) { return }
    context.top.position = .argument
    if Known.closing.contains(word) {
      context.top.flags.insert(.closed)
      return
    }
    switch word {
    case Known.choice:
      try context.push(.choice)
      context.top.position = .subject
    case Known.choiceEnd:
      guard context.top.kind == .choice else { throw Self.choiceSyntax }
      endChoice(&context)
    case Known.loop: context.top.position = .variable
    default:
      if flags.contains(.name) {
        context.top.word = word
        context.top.flags.insert(.named)
      }
      guard !ShellPrograms.ofBash.contains(word) else {
        throw Unfit(
          id: .shBash, message: "this word is not POSIX, and bash parses the text after it differently",
          help: "write it for sh: `[ … ]`, `$((…))`, `name=value`")
      }
      if context.functions.contains(word) { context.top.flags.insert(.ownFunction) }
      try context.note(word, isCommand: true)
    }
  }

  private static let choiceSyntax = Unfit(
    id: .shCase, message: "this is not a valid `case` statement",
    help: "write `case WORD in PATTERN) …;; esac`")

  private func endChoice(_ context: inout ShellContext) {
    context.leave()
    context.top.flags.insert(.closed)
  }

  private func newline(_ context: inout ShellContext) throws(Unfit) {
    try endWord(&context)
    switch context.top.position {
    case .target, .descriptor, .delimiter, .variable:
      throw Unfit(id: .shLine, message: "the line ends before its command is complete", help: "write the missing word")
    case .subject, .subjectEnd, .pattern, .variableEnd: break
    case .command where context.top.flags.contains(.openPipe): context.lineHoldsProgram = true
    case .command, .argument: context.beginCommand()
    }
    for index in context.documents.indices where context.lineHoldsProgram { context.documents[index].isProgram = true }
    context.lineHoldsProgram = false
    guard let depth = context.documents.first?.depth else { return }
    if context.isOpen(.substitution, above: depth) { try lineEndsInside(context) }
    try context.push(.document)
    context.beginLine()
  }

  private func semicolon(_ context: inout ShellContext, _ isSecond: Bool) throws(Unfit) {
    try endWord(&context)
    switch context.top.position {
    case .command, .argument, .variableEnd:
      let endsClause = isSecond && context.top.kind == .choice
      context.beginCommand()
      if endsClause { context.top.position = .pattern } else { context.top.flags.insert(.semicolon) }
    default: throw Unfit(id: .shSemicolon, message: "this `;` ends no command", help: "quote it, or remove it")
    }
  }

  private func open(_ context: inout ShellContext) throws(Unfit) {
    let flags = context.top.flags
    if context.top.position == .pattern, !context.isInWord { return }
    if context.isInWord ? flags.contains(.name) && context.top.position == .command : flags.contains(.named) {
      guard context.functions.count < 256 else { throw .tooDeep }
      context.define(context.top.word)
      context.beginCommand()
      try context.push(.definition)
      return
    }
    guard !context.isInWord, context.top.position == .command else {
      throw Unfit(id: .shParenthesis, message: "a `(` is not allowed here", help: "put it in quotes")
    }
    context.top.position = .argument
    context.top.flags.insert(.closed)
    try context.push(.subshell)
  }

  private func close(_ context: inout ShellContext) throws(Unfit) {
    try endWord(&context)
    if context.top.position == .pattern {
      context.beginCommand()
      return
    }
    switch context.top.kind {
    case .substitution:
      if context.documents.contains(where: { $0.depth >= context.depth }) { try lineEndsInside(context) }
      context.pop()
    case .subshell: context.leave()
    case .definition:
      context.leave()
      context.beginCommand()
    default: throw Unfit(id: .shParenthesis, message: "this `)` closes nothing", help: "put it in quotes")
    }
  }
}

extension ShellContext {
  /// Notes a function. They are kept in order, so that scripts that define the same ones in another order are alike.
  fileprivate mutating func define(_ name: ShortWord) {
    let index = functions.firstIndex { !($0 < name) } ?? functions.count
    if index == functions.count || functions[index] != name { functions.insert(name, at: index) }
  }

  /// Whether a construct of a kind is open within the outermost ones.
  fileprivate func isOpen(_ kind: Kind, above depth: Int) -> Bool {
    self.depth > depth && top.kind == kind || outer.dropFirst(depth).contains { $0.kind == kind }
  }

  /// Passes the place directly behind a `(`, where another one would begin arithmetic; whether this is it.
  @discardableResult
  mutating func beginSubstitution() -> Bool {
    guard top.count == 0, top.kind == .substitution || top.kind == .subshell else { return false }
    top.count = 1
    return true
  }
}
