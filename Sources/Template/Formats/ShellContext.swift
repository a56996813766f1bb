/// Where a POSIX shell is while it reads a script (XCU 2.2, 2.3, 2.7.4).
struct ShellContext: Hashable {
  /// What the shell is inside of.
  enum Kind: UInt8 {
    case script, substitution, double, single, parameter, arithmetic, backtick, comment, hereDocument
  }

  /// One construct that is open.
  struct Frame: Hashable {
    var kind: Kind
    /// Parentheses or braces that are open in it.
    var open = 0
    /// `case` statements that are open in it.
    var cases = 0
  }

  /// A here-document whose body has not begun.
  struct Document: Hashable {
    var delimiter: [UInt8] = []
    var isQuoted = false
    var stripsTabs = false
  }

  /// What is open, the innermost last.
  var frames = [Frame(kind: .script)]
  /// The word in hand, as far as a keyword could be.
  var word: [UInt8] = []
  /// Whether a word is in hand.
  var isInWord = false
  /// Whether the next word is a command, not an argument.
  var expectsCommand = true
  /// Whether `--` stands before this in its command.
  var isAfterDashes = false
  /// Whether the next byte has a `\` before it.
  var isEscaped = false
  /// Whether the next byte has a `$` before it.
  var isAfterDollar = false
  /// How many `<` stand before this.
  var less = 0
  /// The here-document whose delimiter is being read.
  var opening: Document?
  /// Here-documents that begin in the next line, and the one whose body is being read, first.
  var documents: [Document] = []
  /// The line of a here-document's body in hand.
  var line: [UInt8] = []

  /// Stands for a value in a line of a here-document while a template is analysed; no text holds this byte.
  static let value: UInt8 = 0

  /// The innermost construct.
  var kind: Kind { frames.last?.kind ?? .script }

  /// Forgets the word in hand.
  mutating func endWord() {
    word = []
    isInWord = false
  }

  /// Begins a new command.
  mutating func beginCommand() {
    endWord()
    expectsCommand = true
    isAfterDashes = false
  }
}
