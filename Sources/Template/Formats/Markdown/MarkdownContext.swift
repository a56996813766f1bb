import TextTypes

/// Where a reader of Markdown is.
struct MarkdownContext: Joinable {
  enum State: UInt8 {
    /// Blanks at the beginning of a line; backticks or tildes there, which may be a fence.
    case margin, fence
    /// Behind digits that begin a block; behind a value that may be nothing but digits; behind what may mark an item of a list.
    case number, placedNumber, marker
    case text, escape
    /// Behind backticks in text; in a code span; behind backticks in it.
    case opening, code, closing
    /// Behind `]`; in a link's target; behind `<`; in an autolink or a tag.
    case bracket, target, angle, tag
    /// In quotes in a tag.
    case tagDouble, tagSingle
    /// Behind `<` at the beginning of a line; in a block of HTML; where a line of it begins.
    case blockAngle, html, htmlMargin
    /// In a link's definition, and in its target.
    case definition
    /// Behind a fence, and in a line between two fences.
    case info, fenced
  }
  var state = State.margin
  /// How many blanks begin the line, up to 4.
  var indent = 0
  /// How many backticks or tildes stand directly before this, up to 255.
  var run = 0
  /// How many opened the code span.
  var span = 0
  /// Which byte the fence is made of, and how many; 0 outside of a fenced block.
  var fence: UInt8 = 0
  var fenceLength = 0
  /// How many blanks come before it.
  var fenceIndent = 0
  /// Whether the line is, so far, in a quotation or an item of a list that begins in it.
  var isContained = false
  /// Whether the line is a table's row.
  var isRow = false
  /// Where a line is that begins with `[` and may be the definition of a link.
  var label = Label.none
  /// Whether a value is in it; whether it has a target.
  var holdsValue = false
  var hasTarget = false
  /// Whether a definition is in the line before, which may go on with a title.
  var isBehindDefinition = false
  /// The name of the current tag, or of the current fenced block's language.
  var word = ShortWord()
  /// What is done with the fenced block.
  var language = Language.other
  /// How much of the beginning of a web address, or of a character reference, comes before this in text.
  var link = Link.none
  /// How many `-` the file consists of so far; -1 where it is something else.
  var front = 0

  /// The label of a link's definition: there is none; directly behind its `[`; further on.
  enum Label: UInt8 { case none, start, inside }

  /// What is done with a fenced block, but to show it.
  enum Language: UInt8 {
    case other
    /// People run it as commands of a shell.
    case shell
    /// A forge makes a picture of it.
    case picture
  }

  /// The beginning of an address that forges make a link of.
  enum Link: UInt8 {
    case none, colon, slash, one, two, three
    /// Behind an `&` that may begin a character reference.
    case reference
    /// The address goes on to the next blank.
    case address
  }

  /// Follows the beginning of an address in text.
  mutating func follow(_ byte: UInt8) {
    switch (link, byte) {
    case (_, 0x20), (_, 0x09), (_, UInt8(ascii: "<")): link = .none
    case (.address, _): break
    case (_, UInt8(ascii: "&")): link = .reference
    case (.reference, _) where ByteSet.alphanumerics.union(ByteSet("#")).contains(byte): break
    case (_, UInt8(ascii: ":")): link = .colon
    case (.colon, UInt8(ascii: "/")): link = .slash
    case (.slash, UInt8(ascii: "/")), (.three, UInt8(ascii: ".")): link = .address
    case (.none, UInt8(ascii: "w")), (.colon, UInt8(ascii: "w")), (.slash, UInt8(ascii: "w")): link = .one
    case (.one, UInt8(ascii: "w")): link = .two
    case (.two, UInt8(ascii: "w")): link = .three
    default: link = .none
    }
  }
}

extension MarkdownContext {
  /// A value may be nothing but digits, or something else: what follows must fit both. Its bytes say nothing about the line that the
  /// analysis has not foreseen.
  static func unify(_ a: inout MarkdownContext, _ b: inout MarkdownContext, _ how: Unification) {
    how.one(&a.state, &b.state, of: [.number, .placedNumber, .text], as: .placedNumber)
    // A line may be in a block of HTML, or behind one: the one that is read by more rules is the one to be careful with.
    if a.fence == 0 { how.one(&a.state, &b.state, of: [.margin, .htmlMargin], as: .htmlMargin) }
    if a.label != .none, b.label != .none { how.unforeseen(&a.label, &b.label) }
    how.one(&a.label, &b.label, of: [.none, .start, .inside], as: .inside)
    how.either(&a.holdsValue, &b.holdsValue, isForeseen: false)
    how.either(&a.isBehindDefinition, &b.isBehindDefinition)
    how.unforeseen(&a.link, &b.link)
    if a.link != b.link {
      // What has only begun is none yet.
      for begun in [Link.colon, .slash, .one, .two, .three] {
        if a.link == begun { a.link = .none }
        if b.link == begun { b.link = .none }
      }
      how.careful(&a.link, &b.link, [.none, .reference, .address])
    }
    how.word(&a.word, &b.word)
    how.most(&a.front, &b.front, isForeseen: false)
  }
}
