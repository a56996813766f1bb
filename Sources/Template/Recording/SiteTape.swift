import Schema

extension ContextAnalysis where Format: OutputFormat {
  /// Writes in which state each value stands; the states themselves once each.
  ///
  /// - Returns: whether each state was read back as it was written.
  static func record(_ sites: [Site?], _ format: Format, on tape: inout Tape) -> Bool {
    var contexts: [Format.Context] = []
    var numbers: [Int] = []
    for site in sites {
      guard let site else {
        numbers.append(0)
        continue
      }
      if let index = contexts.firstIndex(of: site.before) {
        numbers.append(index + 1)
      } else {
        contexts.append(site.before)
        numbers.append(contexts.count)
      }
    }
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
    _ = tape.count(numbers.count)
    for var number in numbers { tape.pass(&number) }
    return isFaithful
  }

  /// Reads in which state each value stands, and decides again how it is put there; nil when that cannot be.
  static func sites(on tape: inout Tape, _ format: Format, holding contents: [Int: Operation.Content]) -> [Site?]? {
    var contexts: [Format.Context] = []
    tape.pass(&contexts, blank: format.start) { tape, context in context.pass(&tape) }
    var numbers: [Int] = []
    tape.pass(&numbers, blank: 0) { tape, number in tape.pass(&number) }
    guard !tape.isDamaged else { return nil }
    var sites: [Site?] = []
    sites.reserveCapacity(numbers.count)
    for (index, number) in numbers.enumerated() {
      guard number != 0 else {
        sites.append(nil)
        continue
      }
      guard contexts.indices.contains(number - 1), let content = contents[index],
        let site = try? site(of: content, in: contexts[number - 1], format)
      else { return nil }
      sites.append(site)
    }
    return sites
  }
}
