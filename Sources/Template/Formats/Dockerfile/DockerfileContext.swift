/// Where BuildKit is while it reads a Dockerfile.
struct DockerfileContext: Joinable {
  enum State: UInt8 {
    case lineStart, comment
    /// In an instruction's name; behind it; behind a `[` that may begin a list or a command.
    case instruction, arguments, bracket
    /// In a command for the shell.
    case shell
    /// In a list in JSON: where a string must stand, behind one, behind the list.
    case list, listComma, listEnd
    /// In a string of it, behind a `\` in one, in the digits of a `\u`.
    case string, escape, digits
    /// In words with quotes: between them, in one, in quotes, behind a `\` there.
    case gap, word, double, doubleEscape, single
    /// In words without quotes: between them, in one.
    case plainGap, plain
  }

  /// How an instruction reads its arguments.
  enum Kind: UInt8 {
    /// Words without quotes.
    case plain
    /// A command for the shell.
    case shell
    /// Words with quotes.
    case words
    /// A list that says which shell reads the commands.
    case interpreter
  }

  /// What a `$` has begun in words.
  enum Dollar: UInt8 { case none, sign, name, braced }

  var state = State.lineStart
  var kind = Kind.plain
  /// The name of the current instruction or directive.
  var word = ShortWord()
  /// Where the shell is in a command.
  var shell = ShellContext()
  var dollar = Dollar.none
  /// How many digits of a `\u` have been read.
  var digits = 0
  /// Whether a string of the list is a program that takes programs as arguments.
  var holdsProgram = false
  /// Whether the current word has its `=`, so that a value begins here.
  var isAssigned = false
  /// Whether a `\` comes before this, which goes on with the line if that ends here.
  var isEscaped = false
  /// Whether nothing but blanks stands between that `\` and this.
  var isBlankAfterEscape = false
  /// Whether the line goes on with the one before, and nothing is in it yet.
  var isContinued = false
  /// What to go on with behind a comment between the lines of an instruction.
  var resumed = State.lineStart
  /// Whether only directives for the parser come before this.
  var isTop = true
  /// Whether the current comment can still be such a directive; whether it is one.
  var mayBeDirective = false
  var isDirective = false
  /// Whether a value is in it.
  var holdsValue = false

  static func unify(_ a: inout DockerfileContext, _ b: inout DockerfileContext, _ how: Unification) {
    if how == .output, b.isEscaped, !a.isEscaped {
      // A value that ends in a `\`: text of the template follows, or the end of quotes, so the line does not end.
      b.isEscaped = false
      guard (try? DockerfileFormat().deliver(&b, UInt8(ascii: "\\"))) != nil else { return b.isEscaped = true }
    }
    how.nested(&a.shell, &b.shell)
    // A comment that can be a directive, or a file that has none yet, is the one to be careful with.
    how.either(&a.isTop, &b.isTop)
    how.either(&a.mayBeDirective, &b.mayBeDirective)
    how.either(&a.isDirective, &b.isDirective)
    how.either(&a.holdsValue, &b.holdsValue, isForeseen: false)
    how.either(&a.holdsProgram, &b.holdsProgram, isForeseen: false)
    if a.state == .string || a.state == .comment { how.word(&a.word, &b.word) }
    how.one(&a.dollar, &b.dollar, of: [.none, .name], as: .name)
    how.either(&a.isBlankAfterEscape, &b.isBlankAfterEscape, isForeseen: false)
  }
}
