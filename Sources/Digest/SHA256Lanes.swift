extension SHA256Digest {
  /// Computes the digests of several messages, four at a time: in the lanes of ordinary vectors, which every processor has.
  ///
  /// - Returns: the digests, in the order of the messages.
  public static func digests(of messages: [[UInt8]]) -> [SHA256Digest] {
    var digests = Array(repeating: SHA256Digest(words: .zero), count: messages.count)
    // The longest first, so that at the end no lane has much to do while the others wait.
    var waiting = messages.indices.sorted { messages[$0].count < messages[$1].count }
    var state = SHA256Lanes()
    var lanes: [Lane?] = [nil, nil, nil, nil]
    while true {
      for number in 0..<4 {
        if let lane = lanes[number], lane.isAtEnd {
          digests[lane.message] = SHA256Digest(words: state.digest(number))
          lanes[number] = nil
        }
        if lanes[number] == nil, let next = waiting.popLast() {
          lanes[number] = Lane(next, messages[next])
          state.begin(number)
        }
      }
      // Vectors with two idle lanes cost more than two messages one after the other.
      if lanes.count(where: { $0 != nil }) < 3 { break }
      for number in 0..<4 {
        guard let lane = lanes[number] else { continue }
        lane.load(messages[lane.message], into: &state, number)
        lanes[number]?.block += 1
      }
      state.absorb()
    }
    for number in 0..<4 {
      guard let lane = lanes[number] else { continue }
      var rest = SHA256State(words: state.digest(number))
      let message = messages[lane.message]
      rest.absorb(message.span, from: lane.block)
      digests[lane.message] = SHA256Digest(words: rest.words)
    }
    return digests
  }

  /// One message on its way.
  private struct Lane {
    let message: Int
    /// The next block.
    var block = 0
    private let whole: Int
    private let tail: [UInt8]

    init(_ message: Int, _ bytes: [UInt8]) {
      self.message = message
      whole = bytes.count / 64
      tail = SHA256State.tail(of: bytes.span)
    }

    var isAtEnd: Bool { block == whole + tail.count / 64 }

    /// Puts the next block into a lane.
    func load(_ bytes: [UInt8], into state: inout SHA256Lanes, _ number: Int) {
      if block < whole {
        state.load(bytes.span, at: 64 * block, number)
      } else {
        state.load(tail.span, at: 64 * (block - whole), number)
      }
    }
  }
}

/// Four digests beside each other: what `SHA256State` does, with a vector of four words in the place of each word.
private struct SHA256Lanes {
  private typealias Word = SIMD4<UInt32>

  private var words = InlineArray<8, SIMD4<UInt32>>(repeating: .zero)
  private var schedule = InlineArray<16, SIMD4<UInt32>>(repeating: .zero)

  /// Begins a message in a lane.
  mutating func begin(_ lane: Int) {
    for index in 0..<8 { words[index][lane] = SHA256State.start[index] }
  }

  /// What a lane has come to.
  func digest(_ lane: Int) -> SIMD8<UInt32> {
    var digest = SIMD8<UInt32>()
    for index in 0..<8 { digest[index] = words[index][lane] }
    return digest
  }

  /// Puts a block of a message into a lane.
  mutating func load(_ message: Span<UInt8>, at start: Int, _ lane: Int) {
    for index in 0..<16 { schedule[index][lane] = SHA256State.word(message, start + 4 * index) }
  }

  /// Takes in the block of every lane.
  mutating func absorb() {
    var (a, b, c, d) = (words[0], words[1], words[2], words[3])
    var (e, f, g, h) = (words[4], words[5], words[6], words[7])
    var first = 0
    while first < 64 {
      if first > 0 { extend() }
      for half in 0..<2 {
        let slot = 8 * half
        step(a, b, c, &d, e, f, g, &h, slot, first)
        step(h, a, b, &c, d, e, f, &g, slot + 1, first)
        step(g, h, a, &b, c, d, e, &f, slot + 2, first)
        step(f, g, h, &a, b, c, d, &e, slot + 3, first)
        step(e, f, g, &h, a, b, c, &d, slot + 4, first)
        step(d, e, f, &g, h, a, b, &c, slot + 5, first)
        step(c, d, e, &f, g, h, a, &b, slot + 6, first)
        step(b, c, d, &e, f, g, h, &a, slot + 7, first)
      }
      first += 16
    }
    let result = [a, b, c, d, e, f, g, h] as InlineArray<8, SIMD4<UInt32>>
    for index in 0..<8 { words[index] &+= result[index] }
  }

  /// Makes the next sixteen words of the schedule of the last sixteen.
  @inline(__always)
  private mutating func extend() {
    for slot in 0..<16 {
      let early = schedule[(slot &+ 1) & 15]
      let late = schedule[(slot &+ 14) & 15]
      // Rotations by 7 and 18 and a shift by 3; by 17 and 19, and a shift by 10. As shifts of what was shifted before: a
      // vector has no rotations, and this way there are fewer shifts.
      let sigma0 = early.right(11, 4, 3) ^ early.left(11, 14)
      let sigma1 = late.right(2, 7, 10) ^ late.left(2, 13)
      schedule[slot] = schedule[slot] &+ sigma0 &+ schedule[(slot &+ 9) & 15] &+ sigma1
    }
  }

  @inline(__always)
  private func step(
    _ a: Word, _ b: Word, _ c: Word, _ d: inout Word, _ e: Word, _ f: Word, _ g: Word, _ h: inout Word,
    _ slot: Int, _ first: Int
  ) {
    let input = schedule[slot] &+ Word(repeating: SHA256State.constants[first &+ slot])
    // Rotations by 6, 11 and 25, and by 2, 13 and 22.
    let sum1 = e.right(14, 5, 6) ^ e.left(5, 14, 7)
    let sum0 = a.right(9, 11, 2) ^ a.left(11, 9, 10)
    let next = h &+ sum1 &+ (g ^ (e & (f ^ g))) &+ input
    d = d &+ next
    h = next &+ sum0 &+ ((a & b) | (c & (a | b)))
  }
}

extension SIMD4<UInt32> {
  /// The exclusive or of three shifts to the right: by the last count, by the last two, and by all three.
  @inline(__always)
  fileprivate func right(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Self {
    ((self &>> Self(repeating: first) ^ self) &>> Self(repeating: second) ^ self) &>> Self(repeating: third)
  }

  /// The exclusive or of two shifts to the left: by the last count, and by both.
  @inline(__always)
  fileprivate func left(_ first: UInt32, _ second: UInt32) -> Self {
    (self &<< Self(repeating: first) ^ self) &<< Self(repeating: second)
  }

  /// The same of three.
  @inline(__always)
  fileprivate func left(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Self {
    (left(first, second) ^ self) &<< Self(repeating: third)
  }
}
