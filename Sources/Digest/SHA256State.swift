/// The eight words that SHA-256 carries from block to block.
struct SHA256State {
  var words = Self.start

  /// The words that every digest begins with.
  static let start = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)

  /// Takes in a message from one of its blocks on, with the padding that ends it.
  mutating func absorb(_ message: Span<UInt8>, from first: Int = 0) {
    let whole = message.count / 64
    let tail = Self.tail(of: message)
    for block in first..<whole + tail.count / 64 {
      if block < whole {
        absorb(block: message, at: 64 * block)
      } else {
        absorb(block: tail.span, at: 64 * (block - whole))
      }
    }
  }

  /// The blocks that end a message: what is left of it, the padding, and its length in bits.
  static func tail(of message: Span<UInt8>) -> [UInt8] {
    let whole = message.count & ~63
    let rest = message.count - whole
    var tail = [UInt8](repeating: 0, count: rest < 56 ? 64 : 128)
    for index in 0..<rest { tail[index] = message[whole + index] }
    tail[rest] = 0x80
    let bits = UInt64(truncatingIfNeeded: message.count) &* 8
    for index in 0..<8 { tail[tail.count - 1 - index] = UInt8(truncatingIfNeeded: bits >> UInt64(8 * index)) }
    return tail
  }

  private mutating func absorb(block: Span<UInt8>, at start: Int) {
    var schedule = InlineArray<16, UInt32>(repeating: 0)
    for index in 0..<16 { schedule[index] = Self.word(block, start + 4 * index) }
    var (a, b, c, d) = (words[0], words[1], words[2], words[3])
    var (e, f, g, h) = (words[4], words[5], words[6], words[7])
    var first = 0
    while first < 64 {
      if first > 0 { Self.extend(&schedule) }
      for half in 0..<2 {
        // Eight rounds at a time, with the names moved on by one each round: after eight, every name is back in its place.
        let slot = 8 * half
        step(a, b, c, &d, e, f, g, &h, schedule[slot] &+ Self.constants[first &+ slot])
        step(h, a, b, &c, d, e, f, &g, schedule[slot + 1] &+ Self.constants[first &+ slot + 1])
        step(g, h, a, &b, c, d, e, &f, schedule[slot + 2] &+ Self.constants[first &+ slot + 2])
        step(f, g, h, &a, b, c, d, &e, schedule[slot + 3] &+ Self.constants[first &+ slot + 3])
        step(e, f, g, &h, a, b, c, &d, schedule[slot + 4] &+ Self.constants[first &+ slot + 4])
        step(d, e, f, &g, h, a, b, &c, schedule[slot + 5] &+ Self.constants[first &+ slot + 5])
        step(c, d, e, &f, g, h, a, &b, schedule[slot + 6] &+ Self.constants[first &+ slot + 6])
        step(b, c, d, &e, f, g, h, &a, schedule[slot + 7] &+ Self.constants[first &+ slot + 7])
      }
      first += 16
    }
    words = words &+ SIMD8(a, b, c, d, e, f, g, h)
  }

  /// Four bytes as a number, the highest first.
  @inline(__always)
  static func word(_ message: Span<UInt8>, _ start: Int) -> UInt32 {
    UInt32(bigEndian: unsafe message.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt32.self))
  }

  /// Makes the next sixteen words of the schedule of the last sixteen.
  @inline(__always)
  private static func extend(_ schedule: inout InlineArray<16, UInt32>) {
    for slot in 0..<16 {
      let early = schedule[(slot &+ 1) & 15]
      let late = schedule[(slot &+ 14) & 15]
      let sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ early >> 3
      let sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ late >> 10
      schedule[slot] = schedule[slot] &+ sigma0 &+ schedule[(slot &+ 9) & 15] &+ sigma1
    }
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  @inline(__always)
  private func step(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
    _ h: inout UInt32, _ input: UInt32
  ) {
    // Rotations by 6, 11 and 25, and by 2, 13 and 22; each is what was rotated before, some further.
    let sum1 = Self.rotate(Self.rotate(Self.rotate(e, 14) ^ e, 5) ^ e, 6)
    let sum0 = Self.rotate(Self.rotate(Self.rotate(a, 9) ^ a, 11) ^ a, 2)
    let next = h &+ sum1 &+ (g ^ (e & (f ^ g))) &+ input
    d = d &+ next
    h = next &+ sum0 &+ ((a & b) | (c & (a | b)))
  }

  static let constants: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
