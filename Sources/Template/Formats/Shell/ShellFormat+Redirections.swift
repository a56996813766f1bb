import Diagnostics
import TextTypes

extension ShellFormat {
  /// The first byte of a redirection's operator.
  func redirect(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    if context.isInWord, context.top.flags.contains(.digits) {
      guard !context.top.flags.contains(.hole) else {
        throw Unfit(
          id: .holeInDescriptor,
          message: "a value directly before `<` or `>` may be taken for a file descriptor",
          help: "write a blank between them")
      }
      context.dropWord()
    } else {
      try endWordBeforeOperator(&context)
    }
    switch context.top.position {
    case .command, .argument: break
    default:
      throw Unfit(id: .shRedirection, message: "a redirection is not allowed here", help: "put it in quotes")
    }
    context.top.resumed = context.top.position
    context.top.position = .target
    context.top.flags.insert(byte == UInt8(ascii: "<") ? .less : .greater)
  }

  /// A blank would end the word as well.
  private func endWordBeforeOperator(_ context: inout ShellContext) throws(Unfit) {
    guard context.isInWord else { return }
    try unquoted(&context, 0x20)
  }

  /// The byte behind the first one of an operator; true when it belongs to it.
  func redirection(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) -> Bool {
    let flags = context.top.flags
    context.top.flags.subtract(.ofOperator)
    switch byte {
    case UInt8(ascii: "(") where !flags.contains(.lessLess):
      throw Unfit(id: .shProcess, message: "`<(…)` and `>(…)` are not POSIX", help: "use a file or a pipe")
    case UInt8(ascii: "&") where !flags.contains(.lessLess): context.top.position = .descriptor
    case UInt8(ascii: "<") where flags.contains(.less): context.top.flags.insert(.lessLess)
    case UInt8(ascii: ">") where flags.contains(.less): break
    case UInt8(ascii: ">") where flags.contains(.greater), UInt8(ascii: "|") where flags.contains(.greater): break
    case UInt8(ascii: "<") where flags.contains(.lessLess):
      throw Unfit(id: .shHereString, message: "`<<<` is not POSIX", help: "use a here-document or a pipe")
    case _ where flags.contains(.lessLess):
      guard !isEmbedded else {
        throw Unfit(
          id: .shHereDocument, message: "a here-document is not allowed here", help: "put the commands into a script")
      }
      guard context.documents.count < 8 else { throw .tooDeep }
      context.documents.append(
        ShellContext.Document(
          stripsTabs: byte == UInt8(ascii: "-"),
          isProgram: context.top.flags.contains(.closed) && context.holdsProgram, depth: context.depth))
      context.top.position = .delimiter
      return byte == UInt8(ascii: "-")
    default: return false
    }
    return true
  }

  /// A here-document's delimiter; true when the byte belongs to it.
  func delimiter(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) -> Bool {
    let last = context.documents.count - 1
    switch byte {
    case context.delimiterQuote where byte != 0: context.delimiterQuote = 0
    case UInt8(ascii: "'") where context.delimiterQuote == 0, UInt8(ascii: "\"") where context.delimiterQuote == 0:
      context.delimiterQuote = byte
      context.documents[last].isQuoted = true
      context.top.flags.insert(.inWord)
    case UInt8(ascii: "\\") where context.delimiterQuote == 0: context.documents[last].isQuoted = true
    case _ where Self.delimiterBytes.contains(byte):
      context.documents[last].delimiter.append(byte)
      context.top.flags.insert(.inWord)
    case 0x20 where context.delimiterQuote == 0 && !context.isInWord: break
    case 0x20, 0x09, 0x0A, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ")"),
      UInt8(ascii: "<"),
      UInt8(ascii: ">"):
      guard context.delimiterQuote == 0, !context.documents[last].delimiter.isEmpty else { fallthrough }
      return false
    default: throw Self.delimiterText
    }
    return true
  }

  /// What a delimiter is made of.
  static let delimiterBytes = ByteSet.name.union(ByteSet(".-"))

  static let delimiterText = Unfit(
    id: .shDelimiter, message: "a here-document's delimiter consists of letters, digits and `_.-`",
    help: "write one such as EOF or 'EOF'")

  /// The body of a here-document, up to the line that is its delimiter.
  func document(_ context: inout ShellContext, _ byte: UInt8) throws(Unfit) {
    guard let document = context.documents.first else { return }
    if byte == 0x0A {
      try documentLine(&context, document)
      return
    }
    context.match(byte, document)
    if document.isQuoted { return }
    if try dollar(&context, byte) { return }
    switch byte {
    case UInt8(ascii: "$"): context.dollar = .sign
    case UInt8(ascii: "`"): try context.push(.backtick)
    default: break
    }
  }

  private func documentLine(_ context: inout ShellContext, _ document: ShellContext.Document) throws(Unfit) {
    context.dollar = .none
    guard context.matched == document.delimiter.count else {
      context.beginLine()
      return
    }
    guard !context.isUncertain else {
      throw Unfit(
        id: .holeInDelimiter, message: "with an empty value this line would end the here-document",
        help: "write other text beside the value")
    }
    context.documents.removeFirst()
    if context.documents.isEmpty { context.leave() }
    context.beginLine()
  }
}

extension ShellContext {
  /// Begins a line of a here-document.
  mutating func beginLine() {
    matched = 0
    isUncertain = false
    isAtMargin = true
  }

  /// Compares a byte of a here-document's line with the delimiter.
  mutating func match(_ byte: UInt8, _ document: Document) {
    if isAtMargin, document.stripsTabs, byte == 0x09 { return }
    isAtMargin = false
    guard matched >= 0 else { return }
    matched = matched < document.delimiter.count && document.delimiter[matched] == byte ? matched + 1 : -1
    if matched < 0 { isUncertain = false }
  }
}
