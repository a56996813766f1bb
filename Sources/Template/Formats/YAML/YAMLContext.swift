/// Where a YAML reader is.
struct YAMLContext: Joinable {
  enum State: UInt8 {
    /// Where a node may begin.
    case content
    /// Behind one, two or three `-` that begin a line.
    case dash, dashes, marker
    /// In a scalar without quotes; behind a `:` or a blank in one.
    case plain, plainColon, plainBlank
    case double, doubleEscape
    /// In single quotes; behind a quote there that is the end of the scalar, or one of two.
    case single, singleQuote
    /// Behind a scalar in quotes or a bracket; behind a blank, or a `:`, after that.
    case closed, closedBlank, closedColon
    /// Behind a value that may have been quoted; behind a blank, or a `:`, after that.
    case placed, placedBlank, placedColon
    case comment
    /// In the first line of a block scalar; where one of its lines begins; in such a line.
    case blockHeader, blockStart, blockLine
  }

  /// What compose makes of a `$` in a value.
  enum Dollar: UInt8 {
    case none, sign, name
  }

  var state = State.content
  /// Whether a key's value begins or goes on here, so that no other key can begin in this line.
  var isValue = false
  /// Whether nothing but blanks and dashes comes before this in its line.
  var isLeading = true
  /// How many flow collections are open.
  var flow = 0
  /// How many bytes of blanks and dashes begin the line.
  var column = 0
  /// The column where the line's first scalar begins; -1 before it.
  var node = -1
  /// The column of the block collection that the current node belongs to; -1 when the line does not say.
  var parent = -1
  /// From which column on a line would go on with the plain scalar of the line before.
  var continuation = YAMLContext.none
  /// The column of a block scalar's text; `unknown` before its first line, `doubtful` where there may be no block scalar.
  var block = YAMLContext.unknown
  /// Whether it is a folded one.
  var isFolded = false
  /// Which meanings other than a text the current plain scalar may have, as far as its bytes say.
  var meanings = PlainMeaning.all
  /// Whether it holds a value.
  var holdsValue = false
  /// Whether a value in the current scalar may hold a `$`, which compose undoubles in values only.
  var mayHoldDollar = false
  /// What compose makes of a `$` before this.
  var dollar = Dollar.none
  /// How many of compose's `${` are open.
  var braces = 0
  /// How many digits the current escape still lacks, and what number they make so far.
  var escape: UInt8 = 0
  var escaped: UInt32 = 0
  /// What compose makes of the current scalar: the keys around it, the innermost last. Other readers of YAML need none.
  var keys: [ComposeKey] = []
  /// The current scalar, as long as it may be a key or the name of a program.
  var word = ShortWord()
  /// How often the mark has been read that ends the first part of the current scalar, where it has parts.
  var isBehindMark = false
  /// Whether the current scalar is in brackets, as an IPv6 address is before a port.
  var isInBrackets = false
  /// Whether a dash comes before the node in its line, so that it is an item.
  var isItem = false
  /// How many bytes stand between the place where a key could begin and this; more than a key may have are not counted.
  var length = 0

  /// No line goes on with a scalar.
  static let none = Int.max
  static let unknown = -1
  static let doubtful = -2

  /// How many characters a key has at most: readers look no further for its `:` (YAML 1.2, 7.4.2).
  static let keyLimit = 1024

  /// Begins a line.
  mutating func beginLine() {
    state = .content
    length = 0
    isValue = false
    isLeading = true
    column = 0
    node = -1
    parent = -1
    block = Self.unknown
    isFolded = false
    isItem = false
  }

  /// Begins a node that is not a collection in block style.
  mutating func beginNode() {
    guard isLeading else { return }
    isLeading = false
    node = column
    if parent < 0 { parent = column - 1 }
    leaveKeys(to: column)
  }

  /// Forgets the current scalar, which has ended.
  mutating func endScalar() {
    meanings = .all
    holdsValue = false
    mayHoldDollar = false
    dollar = .none
    braces = 0
    endPart()
  }
}
