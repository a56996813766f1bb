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
      var isBusy = false
      for number in 0..<4 {
        if let lane = lanes[number], lane.isAtEnd {
          digests[lane.message] = SHA256Digest(words: state.digest(number))
          lanes[number] = nil
        }
        if lanes[number] == nil, let next = waiting.popLast() {
          lanes[number] = Lane(next, messages[next])
          state.begin(number)
        }
        guard let lane = lanes[number] else { continue }
        isBusy = true
        lane.load(messages[lane.message], into: &state, number)
        lanes[number]?.block += 1
      }
      guard isBusy else { return digests }
      state.absorb()
    }
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
    var index = 0
    while index < 64 {
      step(a, b, c, &d, e, f, g, &h, next(index))
      step(h, a, b, &c, d, e, f, &g, next(index + 1))
      step(g, h, a, &b, c, d, e, &f, next(index + 2))
      step(f, g, h, &a, b, c, d, &e, next(index + 3))
      step(e, f, g, &h, a, b, c, &d, next(index + 4))
      step(d, e, f, &g, h, a, b, &c, next(index + 5))
      step(c, d, e, &f, g, h, a, &b, next(index + 6))
      step(b, c, d, &e, f, g, h, &a, next(index + 7))
      index += 8
    }
    let result = [a, b, c, d, e, f, g, h] as InlineArray<8, SIMD4<UInt32>>
    for index in 0..<8 { words[index] &+= result[index] }
  }

  @inline(__always)
  private mutating func next(_ round: Int) -> Word {
    let slot = round & 15
    if round >= 16 {
      let early = schedule[(round &+ 1) & 15]
      let late = schedule[(round &+ 14) & 15]
      let sigma0 = Self.rotate(early, 7) ^ Self.rotate(early, 18) ^ early &>> Word(repeating: 3)
      let sigma1 = Self.rotate(late, 17) ^ Self.rotate(late, 19) ^ late &>> Word(repeating: 10)
      schedule[slot] = schedule[slot] &+ sigma0 &+ schedule[(round &+ 9) & 15] &+ sigma1
    }
    return schedule[slot] &+ Word(repeating: SHA256State.constants[round])
  }

  @inline(__always)
  private static func rotate(_ word: Word, _ count: UInt32) -> Word {
    word &>> Word(repeating: count) | word &<< Word(repeating: 32 - count)
  }

  @inline(__always)
  private func step(
    _ a: Word, _ b: Word, _ c: Word, _ d: inout Word, _ e: Word, _ f: Word, _ g: Word, _ h: inout Word, _ input: Word
  ) {
    let choice = g ^ (e & (f ^ g))
    let sum1 = Self.rotate(e, 6) ^ Self.rotate(e, 11) ^ Self.rotate(e, 25)
    let first = h &+ sum1 &+ choice &+ input
    let majority = (a & b) | (c & (a | b))
    let sum0 = Self.rotate(a, 2) ^ Self.rotate(a, 13) ^ Self.rotate(a, 22)
    d = d &+ first
    h = first &+ sum0 &+ majority
  }
}
