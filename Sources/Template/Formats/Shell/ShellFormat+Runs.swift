import TextTypes

extension ShellFormat {
  /// Comments, quotes and here-documents are skipped up to what can end them, and words to the end of their ordinary bytes.
  func skip(_ context: inout ShellContext, over bytes: [UInt8], _ range: Range<Int>) -> Int {
    guard context.beginning == .none, !context.isEscaped, context.dollar == .none else { return range.lowerBound }
    switch context.top.kind {
    case .document:
      // The rest of a line that is not the delimiter.
      guard context.matched < 0, !context.isAtMargin, let document = context.documents.first else {
        return range.lowerBound
      }
      return document.isQuoted ? bytes.first(0x0A, in: range) : bytes.end(of: Self.inDocument, in: range)
    case .parameter, .arithmetic, .backtick: return range.lowerBound
    case .script, .substitution, .subshell, .definition, .choice: break
    }
    switch context.top.quote {
    case .comment: return bytes.first(0x0A, in: range)
    case .single: return takeQuoted(&context, bytes, range.lowerBound..<bytes.end(of: Self.inSingle, in: range))
    case .double: return takeQuoted(&context, bytes, range.lowerBound..<bytes.end(of: Self.inDouble, in: range))
    case .none: return word(&context, bytes, range)
    }
  }

  private static let inDocument = ByteSet(0x00...0xFF).subtracting(ByteSet("\n$`\\"))
  private static let inSingle = ByteSet(0x00...0xFF).subtracting(ByteSet("\n'"))
  private static let inDouble = ByteSet(0x00...0xFF).subtracting(ByteSet("\n\"$`\\"))
  /// What goes on with a word outside of quotes, whatever the word is; `=` may make an assignment of it.
  private static let inWord = ByteSet.alphanumerics.union(ByteSet("_./:@%+,-"))

  /// Takes bytes between quotes.
  private func takeQuoted(_ context: inout ShellContext, _ bytes: [UInt8], _ run: Range<Int>) -> Int {
    guard !run.isEmpty else { return run.lowerBound }
    context.top.flags.remove(.atStart)
    if context.top.position == .command || context.top.position == .argument, !context.top.flags.contains(.assigned) {
      context.top.word.append(bytes, run)
    }
    return run.upperBound
  }

  /// Goes on with the current word, or with blanks between words.
  private func word(_ context: inout ShellContext, _ bytes: [UInt8], _ range: Range<Int>) -> Int {
    let top = context.top
    guard top.position != .delimiter, top.flags.isDisjoint(with: [.less, .lessLess, .greater, .semicolon]),
      top.count > 0 || top.kind != .substitution && top.kind != .subshell
    else { return range.lowerBound }
    guard top.flags.contains(.inWord) else { return bytes.first(not: 0x20, in: range) }
    let isAssigned = top.flags.contains(.assigned)
    guard isAssigned || !top.word.isEmpty else { return range.lowerBound }
    let end = bytes.end(of: Self.inWord, in: range)
    guard end > range.lowerBound else { return end }
    var flags = top.flags
    flags.remove(.atStart)
    if flags.contains(.digits), bytes.end(of: .digits, in: range.lowerBound..<end) < end { flags.remove(.digits) }
    if flags.contains(.name), bytes.end(of: .name, in: range.lowerBound..<end) < end { flags.remove(.name) }
    context.top.flags = flags
    if !isAssigned { context.top.word.append(bytes, range.lowerBound..<end) }
    return end
  }
}
