/// What was decided for a hole.
struct DecidedSite: Sendable {
  var placement: Placement
  /// Whether it is a trusted fragment, which may hold many tokens.
  var isFragment: Bool
  /// The numbers of the states before and after.
  var before: Int
  var after: Int
}

/// How a text moves the reader on.
struct DecidedPassage: Sendable {
  /// The number of the state that the reader was in.
  var before: Int
  /// After its first line; nil when it has no more.
  var middle: Int?
  var after: Int
}

/// What the analysis of a program came to.
///
/// The states that the reader was in are a list, and everything else names them by their numbers. It is generic over a context, and not
/// over a format: for a type whose parameter has to conform to a protocol, Swift looks the conformance up in the whole program.
struct Decisions<Context: Sendable>: Sendable {
  /// The states.
  private(set) var states: [Context] = []
  /// What was decided, by the index of the hole.
  private(set) var sites: [DecidedSite?] = []
  /// How each text moves the reader on, by its index.
  private(set) var passages: [DecidedPassage?] = []

  /// How each value is put, by the index of its hole.
  var placements: [Placement] { sites.map { $0?.placement ?? .verbatim } }

  private mutating func number(_ state: Context) -> Int {
    states.append(state)
    return states.count - 1
  }

  /// Adds what was decided for the next hole; nil for one that was not come to.
  mutating func add(_ site: (placement: Placement, isFragment: Bool, before: Context, after: Context)?) {
    sites.append(
      site.map {
        DecidedSite(
          placement: $0.placement, isFragment: $0.isFragment, before: number($0.before), after: number($0.after))
      })
  }

  /// Adds how the next text moves the reader on; nil for one that was not come to.
  mutating func add(_ passage: (before: Context, middle: Context?, after: Context)?) {
    passages.append(
      passage.map {
        DecidedPassage(before: number($0.before), middle: $0.middle.map { number($0) }, after: number($0.after))
      })
  }
}

extension Decisions where Context: Taped & Equatable {
  /// Writes in which state each value stands, and each text begins and ends; the states themselves once each.
  ///
  /// - Parameter start: the state that the format begins in.
  /// - Returns: whether each state was read back as it was written.
  func record(from start: Context, on tape: inout Tape) -> Bool {
    var contexts: [Context] = []
    func number(_ index: Int?) -> Int {
      guard let index else { return 0 }
      let context = states[index]
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
      var copy = start
      var reading = Tape(reading: RecordedBytes(single.written))
      copy.pass(&reading)
      if copy != context || reading.isDamaged { isFaithful = false }
    }
    tape.pass(&numbers, blank: 0) { tape, number in tape.pass(&number) }
    tape.pass(&texts, blank: 0) { tape, number in tape.pass(&number) }
    return isFaithful
  }

  /// Reads in which state each value stands, and decides again how it is put there; nil when that cannot be.
  init?<Format: OutputFormat>(
    on tape: inout Tape, _ format: Format, holding contents: [Operation.Content?]
  ) where Format.Context == Context {
    tape.pass(&states, blank: format.start) { tape, context in context.pass(&tape) }
    let count = states.count
    var numbers: [Int] = []
    tape.pass(&numbers, blank: 0) { tape, number in tape.pass(&number) }
    var texts: [Int] = []
    tape.pass(&texts, blank: 0) { tape, number in tape.pass(&number) }
    guard !tape.isDamaged, texts.count.isMultiple(of: 3), contents.count <= numbers.count,
      numbers.allSatisfy({ $0 >= 0 && $0 <= count }), texts.allSatisfy({ $0 >= 0 && $0 <= count })
    else { return nil }
    sites.reserveCapacity(numbers.count)
    for (index, number) in numbers.enumerated() {
      guard number != 0 else {
        sites.append(nil)
        continue
      }
      guard index < contents.count, let content = contents[index],
        let site = try? ContextAnalysis.site(of: content, in: states[number - 1], format)
      else { return nil }
      sites.append(
        DecidedSite(
          placement: site.placement, isFragment: content.isFragment, before: number - 1, after: self.number(site.after))
      )
    }
    passages.reserveCapacity(texts.count / 3)
    for index in stride(from: 0, to: texts.count, by: 3) {
      let (before, middle, after) = (texts[index], texts[index + 1], texts[index + 2])
      let isThere = before != 0 && after != 0
      passages.append(
        isThere ? DecidedPassage(before: before - 1, middle: middle == 0 ? nil : middle - 1, after: after - 1) : nil)
    }
  }
}
