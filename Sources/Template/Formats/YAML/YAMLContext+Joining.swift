extension YAMLContext {
  /// A value's bytes say nothing about the scalar that the analysis has not foreseen.
  static func unify(_ a: inout YAMLContext, _ b: inout YAMLContext, _ how: Unification) {
    if a.mayEnd, b.mayEnd, a.state != b.state {
      how.one(&a.state, &b.state, of: ends, as: .placed)
      (a.holdsValue, b.holdsValue, a.meanings, b.meanings) = (false, false, .all, .all)
    }
    unifyKeys(&a.keys, &b.keys, how)
    how.word(&a.word, &b.word)
    how.both(&a.isBehindMark, &b.isBehindMark, isForeseen: false)
    how.both(&a.isInBrackets, &b.isInBrackets, isForeseen: false)
    how.both(&a.isItem, &b.isItem)
    if a.isLineStart, b.isLineStart { unifyBlocks(&a, &b) }
    how.all(&a.meanings, &b.meanings, isForeseen: false)
    how.either(&a.holdsValue, &b.holdsValue, isForeseen: false)
    how.either(&a.mayHoldDollar, &b.mayHoldDollar, isForeseen: false)
    how.either(&a.isValue, &b.isValue)
    how.least(&a.continuation, &b.continuation)
    how.one(&a.dollar, &b.dollar, of: [.none, .name], as: .name)
    // A loop would count on and on; what comes out is counted again.
    how.least(&a.length, &b.length, isForeseen: false)
  }

  private static let ends: [State] = [.plain, .closed, .placed, .singleQuote]

  /// Whether the current scalar may end here. Text that is plain so far must be one whatever follows; nothing but the end can follow.
  private var mayEnd: Bool { Self.ends.contains(state) && (state != .plain || !holdsValue || meanings.isEmpty) }

  /// Whether this is the first byte of a line, outside of brackets.
  private var isLineStart: Bool {
    flow == 0 && column == 0 && (state == .blockStart || (state == .content && isLeading))
  }

  /// At the beginning of a line there may be a block scalar before it, or not: the line must be one that ends it.
  private static func unifyBlocks(_ a: inout YAMLContext, _ b: inout YAMLContext) {
    guard a.state != b.state || a.block != b.block || a.parent != b.parent else { return }
    let isBoth = a.state == .blockStart && b.state == .blockStart
    let parent = isBoth ? min(a.parent, b.parent) : a.state == .blockStart ? a.parent : b.parent
    // The line that ends the block begins again, and whatever else is known of the lines before counts for nothing then.
    (a.state, a.block, a.parent, a.isFolded) = (.blockStart, doubtful, parent, false)
    (a.isLeading, a.isValue, a.node, a.isItem) = (false, true, -1, false)
    (b.state, b.block, b.parent, b.isFolded) = (a.state, a.block, a.parent, a.isFolded)
    (b.isLeading, b.isValue, b.node, b.isItem) = (a.isLeading, a.isValue, a.node, a.isItem)
  }

  /// What is known of the keys; whatever is below one that is not known for sure is as doubtful.
  private static func unifyKeys(_ a: inout [ComposeKey], _ b: inout [ComposeKey], _ how: Unification) {
    guard a != b else { return }
    if how == .output, a.count == b.count {
      for index in a.indices { b[index].holdsProgram = a[index].holdsProgram }
      if a == b { return }
    }
    var joined: [ComposeKey] = []
    for index in 0..<max(a.count, b.count) {
      var key: ComposeKey
      if index < a.count, index < b.count, a[index].column == b[index].column, a[index].bracket == b[index].bracket {
        key = a[index]
        if key.meaning != b[index].meaning { key.meaning = .doubtful }
        key.holdsProgram = key.holdsProgram || b[index].holdsProgram
      } else {
        let columns = [a, b].compactMap { index < $0.count ? $0[index].column : nil }
        key = ComposeKey(column: columns.min() ?? 0, meaning: .doubtful)
      }
      joined.append(key)
      if key.meaning == .doubtful { break }
    }
    (a, b) = (joined, joined)
  }
}
