extension ContextAnalysis {
  /// What the analysis of a program came to.
  struct Decisions: Sendable {
    /// What was decided, by the index of the hole.
    var sites: [Site?]
    /// How each text moves the reader on, by its index.
    var passages: [Passage?]

    /// How each value is put, by the index of its hole.
    var placements: [Placement] { sites.map { $0?.placement ?? .verbatim } }
  }
}

extension ContextAnalysis.Decisions {
  /// Writes in which state each value stands, and each text begins and ends; the states themselves once each.
  ///
  /// - Returns: whether each state was read back as it was written.
  func record(_ format: Format, on tape: inout Tape) -> Bool {
    var contexts: [Format.Context] = []
    func number(_ context: Format.Context?) -> Int {
      guard let context else { return 0 }
      if let index = contexts.firstIndex(of: context) { return index + 1 }
      contexts.append(context)
      return contexts.count
    }
    var numbers = sites.map { number($0?.before) }
    var texts = passages.flatMap { [number($0?.before), number($0?.middle), number($0?.after)] }
    var isFaithful = true
    _ = tape.count(contexts.count)
    for var context in contexts {
      var single = Tape()
      context.pass(&single)
      tape.append(single)
      var copy = format.start
      var reading = Tape(reading: RecordedBytes(single.written))
      copy.pass(&reading)
      if copy != context || reading.isDamaged { isFaithful = false }
    }
    tape.pass(&numbers, blank: 0) { tape, number in tape.pass(&number) }
    tape.pass(&texts, blank: 0) { tape, number in tape.pass(&number) }
    return isFaithful
  }

  /// Reads in which state each value stands, and decides again how it is put there; nil when that cannot be.
  init?(on tape: inout Tape, _ format: Format, holding contents: [Operation.Content?]) {
    var contexts: [Format.Context] = []
    tape.pass(&contexts, blank: format.start) { tape, context in context.pass(&tape) }
    var numbers: [Int] = []
    tape.pass(&numbers, blank: 0) { tape, number in tape.pass(&number) }
    var texts: [Int] = []
    tape.pass(&texts, blank: 0) { tape, number in tape.pass(&number) }
    guard !tape.isDamaged, texts.count.isMultiple(of: 3), contents.count <= numbers.count,
      (numbers + texts).allSatisfy({ (0...contexts.count).contains($0) })
    else { return nil }
    sites = []
    sites.reserveCapacity(numbers.count)
    for (index, number) in numbers.enumerated() {
      guard number != 0 else {
        sites.append(nil)
        continue
      }
      guard index < contents.count, let content = contents[index],
        let site = try? ContextAnalysis.site(of: content, in: contexts[number - 1], format)
      else { return nil }
      sites.append(site)
    }
    passages = []
    passages.reserveCapacity(texts.count / 3)
    for index in stride(from: 0, to: texts.count, by: 3) {
      let (before, middle, after) = (texts[index], texts[index + 1], texts[index + 2])
      guard before != 0, after != 0 else {
        passages.append(nil)
        continue
      }
      passages.append(
        ContextAnalysis.Passage(
          before: contexts[before - 1], middle: middle == 0 ? nil : contexts[middle - 1],
          after: contexts[after - 1]))
    }
  }
}
