import Diagnostics
import TextTypes

extension ShellFormat {
  func place(_ type: TextType, in context: inout ShellContext) throws(Unfit) -> Placement {
    guard !context.isEscaped else { throw .afterEscape() }
    guard context.beginning == .none || context.beginning == .start else { throw Self.interpreterHole }
    context.beginning = .none
    guard context.dollar != .sign else { throw .afterEscape("`$`") }
    guard context.dollar != .name else { throw .afterVariable() }
    switch context.top.kind {
    case .parameter: throw Self.inside("`${…}`")
    case .backtick: throw Self.inside("backticks")
    case .arithmetic: return try number(type, &context)
    case .document: return try body(type, &context)
    case .definition: throw Self.inside("the parentheses of a function")
    case .script, .substitution, .subshell, .choice:
      if context.top.quote == .comment {
        guard !isEmbedded || !type.mayHold(UInt8(ascii: "\\")) else {
          throw Unfit(
            id: .holeInComment, message: "\(type.name) may end in a `\\`, which would join the next line",
            help: "use a value without it")
        }
        return try comment(type)
      }
      if context.outer.contains(where: { $0.kind == .parameter }) { throw Self.inside("`${…}`") }
      if context.outer.contains(where: { $0.kind == .document }) { throw Self.inside("a here-document's `$(…)`") }
      return try word(type, &context)
    }
  }

  private static let interpreterHole = Unfit(
    id: .shInterpreter, message: "a value may be part of the line that names the program that reads the script",
    help: "write #!/bin/sh in the template")

  private static func inside(_ place: String) -> Unfit {
    Unfit(
      id: .holeInExpansion, message: "a value is not allowed inside \(place)",
      help: "assign the value to a variable first, and use the variable here")
  }

  private func number(_ type: TextType, _ context: inout ShellContext) throws(Unfit) -> Placement {
    guard type.isInteger, !type.mayBeginWithDash else {
      throw Unfit(
        id: .holeInArithmetic, message: "only a non-negative whole number is allowed inside `$((…))`",
        help: "assign the value to a variable first, and use the variable here")
    }
    guard context.top.word.isEmpty else { throw .afterVariable() }
    context.top.word = .unknown
    return .verbatim
  }

  private func word(_ type: TextType, _ context: inout ShellContext) throws(Unfit) -> Placement {
    try allow(type, context)
    guard context.documents.isEmpty || !type.mayHold(0x0A) else {
      throw Unfit(
        id: .shHereDocument,
        message: "\(type.name) may contain a line break, and a here-document begins after this line",
        help: "assign the value to a variable first, and use the variable here")
    }
    let quote = context.top.quote
    let isStart = !context.isInWord || context.top.flags.contains(.atStart)
    let mayBeNumber =
      quote == .none && type.mayHold(anyOf: .digits)
      && (!context.isInWord || context.top.flags.contains(.digits))
    let keyword = context.restOfKeyword
    if !context.isInWord { context.beginWord([]) }
    context.top.flags.subtract([.digits, .name, .less, .greater])
    context.top.flags.formUnion([.quoted, .hole])
    if mayBeNumber { context.top.flags.insert(.digits) }
    if !type.mayBeEmpty { context.top.flags.remove(.atStart) }
    context.top.word = .unknown
    context.noteValue(type)
    switch quote {
    case .double: return encoder(.double).placement(of: type)
    case .single: return encoder(.single).placement(of: type)
    case .none, .comment: break
    }
    let mayBeKeyword = keyword.first.map(type.mayHold) ?? false
    if type.isInert(in: .word, mayBeEmpty: !isStart), !mayBeKeyword { return .verbatim }
    return .encoded(
      TokenEncoder(
        isPlain: { value in
          if value.isEmpty { return !isStart }
          return value.allSatisfy(ByteSet.word.contains) && !keyword.starts(with: value)
        },
        quote: UInt8(ascii: "'"), quoted: encoder(.single)))
  }

  /// Refuses values where the shell, or the command, takes a word for something else than text.
  private func allow(_ type: TextType, _ context: ShellContext) throws(Unfit) {
    let flags = context.top.flags
    guard context.takesInProgram(type) else { throw Self.program(type) }
    switch context.top.position {
    case .command: guard flags.contains(.assigned) else { throw Self.command }
    case .argument:
      let isStart = !context.isInWord || flags.contains(.atStart)
      if isStart, flags.contains(.naming) || flags.contains(.wrapped) && !type.isInteger { throw Self.command }
      guard !isStart || !type.mayBeginWithDash || flags.contains(.afterDashes) || flags.contains(.ownFunction) else {
        throw Unfit(
          id: .optionInjection, message: "\(type.name) may begin with `-`, and would be taken for an option",
          help: "write `--` before it, or join it to its option: --name={{ … }}")
      }
    case .target:
      guard !flags.contains(.lessLess) else { throw delimiterHole }
    case .subject, .pattern: break
    case .delimiter: throw delimiterHole
    case .descriptor, .subjectEnd, .variable, .variableEnd:
      throw Unfit(
        id: .holeInSyntax, message: "a value cannot be a keyword of the shell, or a file descriptor",
        help: "write the word in the template")
    }
  }

  private static let command = Unfit(
    id: .holeInCommand, message: "a value cannot be a command or a variable's name",
    help: "write the command in the template")

  /// A value that the program in an argument, or in a here-document, might act on.
  static func program(_ type: TextType) -> Unfit {
    Unfit(
      id: .holeInProgram,
      message: "\(type.name) may have a meaning for the program that reads this",
      help: "pass the value in a variable: x={{ … }} sh -c '… \"$x\" …'")
  }

  private var delimiterHole: Unfit {
    Unfit(
      id: .holeInDelimiter, message: "a value cannot be a here-document's delimiter",
      help: "write the delimiter in the template")
  }

  /// How a value is written between quotes, or in a here-document's body.
  enum Quoting { case double, single, document, none }

  func encoder(_ quoting: Quoting) -> EscapingEncoder {
    let more = isEmbedded ? ByteSet() : ByteSet("\n\t")
    let refusal = isEmbedded ? Refusal.oneLine(.shLine) : Refusal.control(.shControl)
    switch quoting {
    case .double: return .backslash("\"$\\`", refusal: refusal, also: more)
    case .document: return .backslash("$\\`", refusal: refusal, also: more)
    case .none: return .backslash("", refusal: refusal, also: more)
    case .single:
      return EscapingEncoder(inert: ByteSet.text.subtracting(ByteSet("'")).union(more), refusal: refusal) {
        $0 == UInt8(ascii: "'") ? Array("'\\''".utf8) : nil
      }
    }
  }

  func finish(_ context: ShellContext) throws(Unfit) {
    guard context.outer.isEmpty, context.top.quote == .none, context.top.position == .command, !context.isInWord,
      !context.isEscaped, context.documents.isEmpty
    else {
      throw .unfinished(describe(context), help: "close every quote, and end the file with a line feed")
    }
  }
}

extension ShellContext {
  /// Whether all values of a type stand for themselves in the programs that the commands around this place take as arguments.
  fileprivate func takesInProgram(_ type: TextType) -> Bool {
    if type.isInert(in: ByteSet.alphanumerics.union(ByteSet("_"))) { return true }
    for frame in outer + [top] {
      if frame.flags.contains(.program), !type.alphabet.isSubset(of: .word) { return false }
      if frame.flags.contains(.foreign), !type.alphabet.isSubset(of: .foreign) { return false }
    }
    return true
  }

  /// Notes a value that may be more than a word, as a program that reads it would see it.
  mutating func noteValue(_ type: TextType) {
    guard !type.alphabet.isSubset(of: .word) else { return }
    holdsText = true
    // The command of a here-document has ended before its body.
    guard top.kind != .document else { return }
    top.flags.insert(.ownValue)
    for index in outer.indices { outer[index].flags.insert(.ownValue) }
  }

  /// What would make `esac` of the current word where that ends a `case`; empty elsewhere.
  fileprivate var restOfKeyword: [UInt8] {
    guard top.kind == .choice, top.position == .pattern, !top.flags.contains(.quoted) else { return [] }
    guard isInWord else { return Array("esac".utf8) }
    return ["sac", "ac", "c"].first { top.word == ShortWord(String("esac".dropLast($0.count))) }.map { Array($0.utf8) }
      ?? []
  }
}
