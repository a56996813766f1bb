import Diagnostics
import TextTypes

/// odoo.conf as Odoo reads it: Python's RawConfigParser, without interpolation, quotes, escapes or inline comments.
///
/// A value ends with its line and loses the blanks at its ends; nothing else means anything in it. On top of that, Odoo
/// replaces variables and `~` in its paths, and takes some words of a password for something else than text.
struct OdooConfigurationFormat: OutputFormat {
  static let name = "ini.odoo"

  /// Where the reader is.
  struct Context: Joinable {
    enum State: UInt8 {
      case lineStart, comment, section, key
      /// Behind `=` and blanks; in the value.
      case valueStart, value
    }
    var state = State.lineStart
    /// The option's name, up to `=`.
    var word = ShortWord()
    /// The whole of it, as the parser compares it: in lower case.
    var key: [UInt8] = []
    /// The options that the section has so far.
    var options: Set<String> = []
    /// What Odoo does with the option's value.
    var kind = Kind.plain
    enum Kind: UInt8 { case plain, path, password }

    /// An option whose name is a value is known to the reader, and not to the analysis.
    static func unify(_ a: inout Context, _ b: inout Context, _ how: Unification) {
      how.word(&a.word, &b.word)
      if a.key != b.key { (a.word, a.key, b.word, b.key) = (.unknown, [], .unknown, []) }
      // What only one of two branches gives may be given again.
      how.common(&a.options, &b.options, isForeseen: false)
      if b.isInValue { how.unforeseen(&a.kind, &b.kind) }
      if a.kind == b.kind { how.one(&a.state, &b.state, of: [.valueStart, .value], as: .valueStart) }
    }

    private var isInValue: Bool { state == .valueStart || state == .value }
  }

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {
    if byte == 0x0A {
      guard context.state != .key else {
        throw Unfit(id: .iniKey, message: "the line has a key and no `=`", help: "write `key = value`")
      }
      context = Context(options: context.options)
      return
    }
    switch (context.state, byte) {
    case (.lineStart, UInt8(ascii: "#")), (.lineStart, UInt8(ascii: ";")): context.state = .comment
    case (.lineStart, UInt8(ascii: "[")): context = Context(state: .section)
    case (.lineStart, 0x20), (.lineStart, 0x09):
      throw Unfit(
        id: .iniContinuation, message: "a line that begins with a blank continues the value before it",
        help: "begin the line at its first column")
    case (.lineStart, UInt8(ascii: "=")), (.lineStart, UInt8(ascii: ":")):
      throw Unfit(id: .iniKey, message: "the line has no key before its `=`", help: "write `key = value`")
    case (.key, UInt8(ascii: "=")), (.key, UInt8(ascii: ":")):
      context.kind = Self.kind(context.word)
      try end(&context)
      context.word = ShortWord()
      context.state = .valueStart
    case (.key, 0x20), (.key, 0x09): break
    case (.lineStart, _), (.key, _):
      context.state = .key
      let lower = LetterCase.lower(byte)
      context.word.append(lower)
      if context.word != .unknown { context.key.append(lower) }
    case (.valueStart, 0x20), (.valueStart, 0x09): break
    case (.valueStart, _): context.state = .value
    default: break
    }
  }

  func skip(_ context: inout Context, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    switch context.state {
    case .comment, .section, .value: bytes.first(0x0A, in: range)
    case .lineStart, .key, .valueStart: range.lowerBound
    }
  }

  /// Ends the name of an option: the parser refuses a second one of the same name, in whatever case.
  private func end(_ context: inout Context) throws(Unfit) {
    let key = String(decoding: context.key, as: UTF8.self)
    context.key = []
    guard context.word != .unknown, !context.options.insert(key).inserted else { return }
    throw Unfit(
      id: .iniTwice,
      message: "the option \(key) is given twice, apart from upper and lower case",
      help: "remove one of them", isExcess: true)
  }

  private static func kind(_ word: ShortWord) -> Context.Kind {
    if passwords.contains(where: word.hasSuffix) { return .password }
    return paths.contains(where: word.hasSuffix) ? .path : .plain
  }

  private static let passwords = ["password", "passwd"].map { ShortWord($0) }
  private static let paths = ["_path", "_dir", "logfile", "pidfile"].map { ShortWord($0) }

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    switch context.state {
    case .comment: return try comment(type)
    case .lineStart, .key:
      guard type.isInert(in: ByteSet.lowercase.union(.digits).union(ByteSet("_.")), mayBeEmpty: false) else {
        throw Unfit(
          id: .holeInKey, message: "\(type.name) cannot be an option's name",
          help: "use a value of lower-case letters, digits and _")
      }
      context.state = .key
      context.word = .unknown
      context.key = []
      return .verbatim
    case .section:
      throw Unfit(
        id: .holeInSection, message: "a value cannot be the name of a section",
        help: "write the section in the template")
    case .valueStart, .value:
      let isStart = context.state == .valueStart
      if !type.mayBeEmpty { context.state = .value }
      let special = ByteSet(context.kind == .path ? " $~" : " ")
      if context.kind != .password, type.isInert(in: ByteSet.printable.subtracting(special)) { return .verbatim }
      return .encoded(Line(kind: context.kind, isStart: isStart))
    }
  }

  /// Takes a value of one line whose ends are not blank.
  private struct Line: Encoder {
    let kind: Context.Kind
    let isStart: Bool

    func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
      guard value.allSatisfy(ByteSet.text.contains) else {
        throw Refusal(id: .iniLine, "contains a line break or a control character", help: "write one line of text")
      }
      let text = String(decoding: value, as: UTF8.self)
      let ends = [text.unicodeScalars.first, text.unicodeScalars.last].compactMap { $0 }
      guard !ends.contains(where: \.properties.isWhitespace) else {
        throw Refusal(id: .iniBlank, "begins or ends with a blank, which Odoo would strip", help: "remove the blank")
      }
      switch kind {
      case .password where isStart && ["true", "false", "none"].contains(text.lowercased()):
        throw Refusal(
          id: .iniWord, "is a word that Odoo does not read as text", help: "use another value")
      case .path where value.contains(where: ByteSet("$~").contains):
        throw Refusal(id: .iniPath, "contains `$` or `~`, which Odoo expands in paths", help: "write the full path")
      default: output.append(contentsOf: value)
      }
    }
  }

  func finish(_ context: Context) throws(Unfit) {
    guard context.state == .lineStart else {
      throw .unfinished(describe(context), help: "end it with a line feed")
    }
  }

  func isBetweenTokens(_ context: Context) -> Bool {
    context.state == .lineStart
  }

  func describe(_ context: Context) -> String {
    switch context.state {
    case .lineStart: "at the start of a line"
    case .comment: "inside a comment"
    case .section: "inside the name of a section"
    case .key: "inside an option's name"
    case .valueStart, .value: "inside a value"
    }
  }
}
