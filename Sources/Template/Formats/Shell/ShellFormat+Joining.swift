extension ShellFormat {
  /// In a word, or behind it, the shell goes on alike whatever the word was, as long as it is no command.
  func join(_ left: ShellContext, _ right: ShellContext) -> ShellContext? {
    if left == right { return left }
    guard left.frames.count == right.frames.count else { return nil }
    var (a, b) = (left, right)
    if a.dollar != b.dollar, a.dollar != .sign, b.dollar != .sign { (a.dollar, b.dollar) = (.name, .name) }
    if a.functions != b.functions {
      a.functions = a.functions.filter(b.functions.contains)
      b.functions = a.functions
    }
    a.joinLine(&b)
    a.lineHoldsProgram = a.lineHoldsProgram || b.lineHoldsProgram
    a.holdsProgram = a.holdsProgram || b.holdsProgram
    a.holdsText = a.holdsText || b.holdsText
    (b.lineHoldsProgram, b.holdsProgram, b.holdsText) = (a.lineHoldsProgram, a.holdsProgram, a.holdsText)
    // A file that may begin here is the one to be careful with.
    if a.beginning == .start || b.beginning == .start { (a.beginning, b.beginning) = (.start, .start) }
    for index in a.frames.indices {
      guard let frame = Self.join(a.frames[index], b.frames[index]) else { return nil }
      (a.frames[index], b.frames[index]) = (frame, frame)
    }
    return a == b ? a : nil
  }

  private static func join(_ left: ShellContext.Frame, _ right: ShellContext.Frame) -> ShellContext.Frame? {
    if left == right { return left }
    var joined = left
    joined.word = left.word.joined(right.word)
    let (some, both) = (left.flags.union(right.flags), left.flags.intersection(right.flags))
    let isCommand = left.position == .command && !both.contains(.assigned)
    let anyOf: ShellContext.Flags = [
      .atStart, .hole, .digits, .program, .foreign, .wrapped, .naming, .piped, .ownValue, .pipedValue, .pipedGroup,
      .closed,
    ]
    let allOf: ShellContext.Flags = [.name, .named, .afterDashes, .ownFunction, .openPipe]
    joined.flags = some.subtracting(allOf).union(both)
    let exact = some.symmetricDifference(both).subtracting(anyOf).subtracting(allOf)
    // A quoted word is no keyword, and no word of the shell's own syntax either.
    guard exact.isEmpty || (exact == .quoted && left.position == .argument) else { return nil }
    guard left.word == right.word || !some.contains(.inWord) || !isCommand else { return nil }
    if !some.contains(.inWord) {
      joined.word = both.contains(.named) && left.word == right.word ? left.word : ShortWord()
    }
    if joined.word.isEmpty { joined.flags.remove(.named) }
    // All else must be the same.
    var (a, b) = (left, right)
    (a.word, b.word) = (joined.word, joined.word)
    (a.flags, b.flags) = (joined.flags, joined.flags)
    return a == b ? joined : nil
  }

  /// A value decides nothing that the analysis has not seen, but its bytes are read like any others.
  func agrees(_ found: ShellContext, with expected: ShellContext) -> Bool {
    guard found.frames.count == expected.frames.count else { return false }
    var found = found
    (found.lineHoldsProgram, found.holdsProgram) = (expected.lineHoldsProgram, expected.holdsProgram)
    found.holdsText = expected.holdsText
    if found.documents.count == expected.documents.count {
      for index in found.documents.indices { found.documents[index].isProgram = expected.documents[index].isProgram }
    }
    for index in found.frames.indices {
      let frame = expected.frames[index]
      if frame.word == .unknown || !frame.flags.contains(.inWord) { found.frames[index].word = frame.word }
      let masked = ShellContext.Flags.ofValue
      found.frames[index].flags = found.frames[index].flags.subtracting(masked).union(frame.flags.intersection(masked))
    }
    return join(expected, found) == expected
  }
}

extension ShellContext {
  /// Joins what is known of a here-document's line: it may be the delimiter if it may be in one of both.
  fileprivate mutating func joinLine(_ other: inout ShellContext) {
    if matched != other.matched, matched < 0 || other.matched < 0 {
      matched = max(matched, other.matched)
      isUncertain = true
    }
    isUncertain = isUncertain || other.isUncertain
    isAtMargin = isAtMargin || other.isAtMargin
    (other.matched, other.isUncertain, other.isAtMargin) = (matched, isUncertain, isAtMargin)
  }
}
