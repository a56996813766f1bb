/// What is known of some words, looked up without the hashing of a dictionary: each word that ends in a file is looked for in several.
struct WordTable<Value: Sendable>: Sendable {
  private var slots: [(word: ShortWord, value: Value)?]
  private let shift: UInt64

  /// A table of words that are all different.
  init(_ entries: [(ShortWord, Value)]) {
    // At most half of the slots are taken.
    var bits: UInt64 = 3
    while 1 << bits < entries.count * 2 { bits += 1 }
    shift = 64 - bits
    slots = Array(repeating: nil, count: 1 << bits)
    for (word, value) in entries { slots[slot(of: word)] = (word, value) }
  }

  /// What is known of a word; nil for one that is not in the table.
  subscript(word: ShortWord) -> Value? { slots[slot(of: word)]?.value }

  /// Where a word is, or would be.
  private func slot(of word: ShortWord) -> Int {
    var index = Int(truncatingIfNeeded: word.scattered >> shift)
    while let found = slots[index], found.word != word { index = (index + 1) & (slots.count - 1) }
    return index
  }
}

extension WordTable: ExpressibleByDictionaryLiteral {
  /// A table of words as they are written.
  init(dictionaryLiteral entries: (String, Value)...) { self.init(entries.map { (ShortWord($0), $1) }) }
}

/// Some words.
struct WordSet: Sendable {
  private let table: WordTable<Bool>

  /// Words that are all different.
  init(_ words: [String]) { table = WordTable(words.map { (ShortWord($0), true) }) }

  /// Words with blanks between them.
  init(_ words: String) { self.init(words.split(separator: " ").map(String.init)) }

  /// Whether a word is one of them.
  func contains(_ word: ShortWord) -> Bool { table[word] != nil }
}
