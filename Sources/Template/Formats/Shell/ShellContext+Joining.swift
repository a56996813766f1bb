extension ShellContext {
  /// In a word, or behind it, the shell goes on alike whatever the word was, as long as it is no command. A value decides nothing that the
  /// analysis has not seen, but its bytes are read like any others.
  static func unify(_ a: inout ShellContext, _ b: inout ShellContext, _ how: Unification) {
    guard a.outer.count == b.outer.count else { return }
    how.one(&a.dollar, &b.dollar, of: [.none, .name], as: .name)
    if a.functions != b.functions {
      a.functions = a.functions.filter(b.functions.contains)
      b.functions = a.functions
    }
    unifyLines(&a, &b, how)
    how.either(&a.lineHoldsProgram, &b.lineHoldsProgram, isForeseen: false)
    how.either(&a.holdsProgram, &b.holdsProgram, isForeseen: false)
    how.either(&a.holdsText, &b.holdsText, isForeseen: false)
    if how == .output, a.documents != b.documents, a.documents.count == b.documents.count {
      for index in a.documents.indices { how.unforeseen(&a.documents[index].isProgram, &b.documents[index].isProgram) }
    }
    // A file that may begin here is the one to be careful with.
    if a.beginning == .start || b.beginning == .start { (a.beginning, b.beginning) = (.start, .start) }
    how.nested(&a.top, &b.top)
    guard a.outer != b.outer else { return }
    for index in a.outer.indices { how.nested(&a.outer[index], &b.outer[index]) }
  }

  /// What is known of a here-document's line: it may be the delimiter if it may be in one of both.
  private static func unifyLines(_ a: inout ShellContext, _ b: inout ShellContext, _ how: Unification) {
    if a.matched != b.matched, a.matched < 0 || b.matched < 0 {
      how.most(&a.matched, &b.matched)
      (a.isUncertain, b.isUncertain) = (true, true)
    }
    how.either(&a.isUncertain, &b.isUncertain)
    how.either(&a.isAtMargin, &b.isAtMargin)
  }
}

extension ShellContext.Frame {
  typealias Flags = ShellContext.Flags

  /// What holds where it does in one of both, and what only where it does in both; any other flag must be the same.
  private static let anyOf: Flags = [
    .atStart, .hole, .digits, .program, .foreign, .wrapped, .naming, .piped, .ownValue, .pipedValue, .pipedGroup,
    .closed,
  ]
  private static let allOf: Flags = [.name, .named, .afterDashes, .ownFunction, .openPipe]

  static func unify(_ a: inout Self, _ b: inout Self, _ how: Unification) {
    if how == .output {
      if a.word == .unknown || !a.flags.contains(.inWord) { how.unforeseen(&a.word, &b.word) }
      b.flags = b.flags.subtracting(.ofValue).union(a.flags.intersection(.ofValue))
      if a == b { return }
    }
    let (some, both) = (a.flags.union(b.flags), a.flags.intersection(b.flags))
    let exact = some.symmetricDifference(both).subtracting(anyOf).subtracting(allOf)
    // A quoted word is no keyword, and no word of the shell's own syntax either.
    guard exact.isEmpty || (exact == .quoted && a.position == .argument && b.position == .argument) else { return }
    let isCommand = a.position == .command && !both.contains(.assigned)
    guard a.word == b.word || !some.contains(.inWord) || !isCommand else { return }
    if some.contains(.inWord) {
      how.word(&a.word, &b.word)
    } else if !both.contains(.named) || a.word != b.word {
      // Between words the last one counts for nothing, unless it may be a function's name.
      (a.word, b.word) = (ShortWord(), ShortWord())
    }
    a.flags = some.subtracting(allOf).union(both)
    if a.word.isEmpty { a.flags.remove(.named) }
    b.flags = a.flags
  }
}
