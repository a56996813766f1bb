import TextTypes

/// Where a POSIX shell is while it reads a script (POSIX.1-2017, XCU 2.2, 2.3, 2.6, 2.7.4 and 2.10).
struct ShellContext: Joinable {
  /// What the shell is inside of; quotes and comments are states of these.
  enum Kind: UInt8 {
    /// Commands: the script itself, `$(…)`, `(…)`, and the empty parentheses of a function's definition.
    case script, substitution, subshell, definition
    /// `case … esac`.
    case choice
    /// `${…}`, `$((…))`, and backticks.
    case parameter, arithmetic, backtick
    /// The body of a here-document.
    case document
  }

  /// What the next word of a command is.
  enum Position: UInt8 {
    case command, argument
    /// The operand of a redirection; of one that takes a descriptor's number; a here-document's delimiter.
    case target, descriptor, delimiter
    /// Between `case` and `in`; a pattern.
    case subject, subjectEnd, pattern
    /// Behind `for`: the variable, then what follows it.
    case variable, variableEnd
  }

  /// How the current bytes are quoted.
  enum Quote: UInt8 {
    case none, double, single, comment
  }

  /// What a `$` has begun.
  enum Dollar: UInt8 {
    case none, sign, name
  }

  /// What is known of the current command and word.
  struct Flags: OptionSet, Hashable {
    let rawValue: UInt32
    /// A word is being read, even if it is an empty one in quotes.
    static let inWord = Flags(rawValue: 1)
    /// Nothing is in the word yet that no variable or value could leave out.
    static let atStart = Flags(rawValue: 2)
    /// The word is the value of an assignment.
    static let assigned = Flags(rawValue: 4)
    /// Something in the word was quoted or expanded: it is no keyword.
    static let quoted = Flags(rawValue: 8)
    /// The word holds a value.
    static let hole = Flags(rawValue: 16)
    /// The word is a number so far.
    static let digits = Flags(rawValue: 32)
    /// `--` comes before this in the command.
    static let afterDashes = Flags(rawValue: 64)
    /// The command is a function of the script, whose arguments are no options.
    static let ownFunction = Flags(rawValue: 128)
    /// An argument is itself a program for a shell: behind `sh`, `eval`, `-c` and the like.
    static let program = Flags(rawValue: 256)
    /// The redirection's operator may go on.
    static let less = Flags(rawValue: 512)
    static let lessLess = Flags(rawValue: 1024)
    static let greater = Flags(rawValue: 2048)
    /// A `;` stands directly before this.
    static let semicolon = Flags(rawValue: 4096)
    /// The word is a name so far, as a variable or a function has one.
    static let name = Flags(rawValue: 8192)
    /// The command's word has just ended: parentheses would make a function of it.
    static let named = Flags(rawValue: 16384)
    /// An argument may be a program in another language.
    static let foreign = Flags(rawValue: 1 << 15)
    /// The command runs another one, whose name is still to come.
    static let wrapped = Flags(rawValue: 1 << 16)
    /// The command's arguments are names of variables.
    static let naming = Flags(rawValue: 1 << 17)
    /// The command reads from a pipe; nothing of it stands there yet.
    static let piped = Flags(rawValue: 1 << 18)
    static let openPipe = Flags(rawValue: 1 << 19)
    /// A value that may be more than a word is in what comes out of the pipe; in the command itself.
    static let pipedValue = Flags(rawValue: 1 << 20)
    static let ownValue = Flags(rawValue: 1 << 23)
    /// What goes through the pipe comes from several commands, or from a function.
    static let pipedGroup = Flags(rawValue: 1 << 21)
    /// The command is the end of several: `}`, `done`, `)`.
    static let closed = Flags(rawValue: 1 << 22)
    /// What ends with the word.
    static let ofWord: Flags = [.inWord, .atStart, .assigned, .quoted, .hole, .digits, .name]
    /// The beginning of an operator.
    static let ofOperator: Flags = [.less, .lessLess, .greater]
    /// What a value decides as little as the template's analysis can see it.
    static let ofValue: Flags = [
      .quoted, .hole, .digits, .name, .named, .afterDashes, .program, .foreign, .wrapped, .ownValue, .pipedValue,
    ]
  }

  /// The beginning of the script.
  enum Beginning: UInt8 {
    /// At its first byte; behind `#`; behind `#!`; further on.
    case start, hash, interpreter, none
  }

  /// One construct that is open.
  struct Frame: Joinable {
    var kind: Kind
    var quote = Quote.none
    var position = Position.command
    /// Where to go on behind a redirection's operand.
    var resumed = Position.command
    var flags: Flags = []
    /// The current word.
    var word = ShortWord()
    /// Parentheses that are open in arithmetic; for a parameter, 1 behind its name and 2 in a pattern.
    var count: UInt8 = 0

    init(_ kind: Kind) { self.kind = kind }
  }

  /// A here-document that has begun, or will with the next line.
  struct Document: Hashable {
    var delimiter: [UInt8] = []
    /// Whether the delimiter was quoted, and so nothing means anything in the body.
    var isQuoted = false
    var stripsTabs = false
    /// Whether a program may be what reads the body.
    var isProgram = false
    /// How many constructs are open where the operator stands.
    var depth: Int
  }

  /// The innermost construct, in place: nearly every byte is about it alone.
  var top = Frame(.script)
  /// What else is open, the innermost last.
  var outer: [Frame] = []
  /// Where the first line is, which may name the program that reads the script.
  var beginning = Beginning.none
  /// Whether the byte before this was a `\`: a line feed that follows is dropped with it, before anything else is read.
  var isEscaped = false
  /// What a `$` has begun.
  var dollar = Dollar.none
  /// The quote in a here-document's delimiter.
  var delimiterQuote: UInt8 = 0
  /// Here-documents whose bodies are still to be read, in their order.
  var documents: [Document] = []
  /// How many bytes of the delimiter the current line consists of; -1 when it is another line.
  var matched = 0
  /// Whether the current line may hold more than what was matched.
  var isUncertain = false
  /// Whether nothing but tabs, which `<<-` strips, is in the line.
  var isAtMargin = true
  /// The functions that the script has defined.
  var functions: [ShortWord] = []
  /// Whether something in the line takes a program; whether something in the script does.
  var lineHoldsProgram = false
  var holdsProgram = false
  /// Whether a value is in the script that may be more than a word.
  var holdsText = false

  /// How deep constructs may be nested.
  static let depthLimit = 32

  /// How many constructs are open, the script itself among them.
  var depth: Int { outer.count + 1 }

  /// Opens a construct.
  mutating func push(_ kind: Kind) throws(Unfit) {
    guard depth < Self.depthLimit else { throw .tooDeep }
    outer.append(top)
    top = Frame(kind)
    dollar = .none
  }

  /// Closes the innermost construct, which was part of a word of the one around it.
  mutating func pop() {
    leave()
    dollar = .none
  }

  /// Leaves the innermost construct; the script itself is never left.
  mutating func leave() {
    if let around = outer.popLast() { top = around }
  }

  /// Whether a word is being read.
  var isInWord: Bool { top.flags.contains(.inWord) }

  /// Takes a byte of a word that is not quoted.
  mutating func take(_ byte: UInt8) {
    if !isInWord { beginWord([.digits, .name]) }
    let isDigit = ByteSet.digits.contains(byte)
    if byte == UInt8(ascii: "="), top.position == .command, top.flags.isSuperset(of: .name), !top.word.isEmpty {
      top.flags.insert(.assigned)
    }
    if !isDigit { top.flags.remove(.digits) }
    if !ByteSet.name.contains(byte) || (isDigit && top.word.isEmpty) { top.flags.remove(.name) }
    top.flags.remove(.atStart)
    if !top.flags.contains(.assigned) { top.word.append(byte) }
  }

  /// Begins a word, or goes on with one, that is quoted or expanded here.
  mutating func takeQuoted() {
    if !isInWord { beginWord([]) }
    top.flags.insert(.quoted)
    top.flags.subtract([.digits, .name])
  }

  /// Goes on with a word that is expanded here, and so could be any.
  mutating func takeExpanded() {
    takeQuoted()
    if !top.flags.contains(.assigned) { top.word = .unknown }
  }

  /// Takes a quoted byte of a word, which may be the name of a program all the same.
  mutating func takeQuoted(_ byte: UInt8) {
    guard top.position == .command || top.position == .argument, !top.flags.contains(.assigned) else { return }
    top.word.append(byte)
  }

  /// Begins a word.
  mutating func beginWord(_ flags: Flags) {
    top.flags.subtract([.named, .less, .lessLess, .greater, .openPipe])
    top.flags.formUnion(flags.union([.inWord, .atStart]))
    top.word = ShortWord()
  }

  /// Forgets the current word, which has ended.
  mutating func dropWord() {
    top.flags.subtract(.ofWord)
    top.word = ShortWord()
  }

  /// Begins a new command.
  mutating func beginCommand() {
    top.flags = []
    top.position = .command
    top.resumed = .command
    top.word = ShortWord()
  }
}
