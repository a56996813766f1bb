/// What Python takes for whitespace, which is what `-` in a tag takes away.
enum Whitespace {
  /// The first byte of the run of whitespace that ends before an index.
  static func start(before end: Int, in bytes: [UInt8], from low: Int) -> Int {
    var index = end
    while index > low {
      let length = lengthBefore(index, bytes, low)
      if length == 0 { break }
      index -= length
    }
    return index
  }

  /// The first byte after the run of whitespace that begins at an index.
  static func end(after start: Int, in bytes: [UInt8], to high: Int) -> Int {
    var index = start
    while index < high {
      let length = lengthAt(index, bytes, high)
      if length == 0 { break }
      index += length
    }
    return index
  }

  private static func lengthBefore(_ end: Int, _ bytes: [UInt8], _ low: Int) -> Int {
    if bytes[end - 1] < 0x80 { return isBlank(bytes[end - 1]) ? 1 : 0 }
    if end - 2 >= low, isWide(bytes[end - 2], bytes[end - 1]) { return 2 }
    if end - 3 >= low, isWide(bytes[end - 3], bytes[end - 2], bytes[end - 1]) { return 3 }
    return 0
  }

  private static func lengthAt(_ start: Int, _ bytes: [UInt8], _ high: Int) -> Int {
    if bytes[start] < 0x80 { return isBlank(bytes[start]) ? 1 : 0 }
    if start + 1 < high, isWide(bytes[start], bytes[start + 1]) { return 2 }
    if start + 2 < high, isWide(bytes[start], bytes[start + 1], bytes[start + 2]) { return 3 }
    return 0
  }

  /// Blank, tab and line feed: a template has no other control characters.
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

  /// U+0085 and U+00A0.
  private static func isWide(_ first: UInt8, _ second: UInt8) -> Bool {
    first == 0xC2 && (second == 0x85 || second == 0xA0)
  }

  /// U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and U+3000.
  private static func isWide(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second, third) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      true
    default: false
    }
  }
}
