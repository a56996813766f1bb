/// What Python's regular expressions call white space, in UTF-8: `-` at a tag drops all of it, as in Jinja2.
enum Whitespace {
  /// Where a run of white space ends that may begin at an offset.
  static func end(of bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, let length = length(of: bytes, at: index) { index += length }
    return index
  }

  /// Where a run of white space begins that may end before an offset.
  static func start(of bytes: [UInt8], before end: Int, from limit: Int) -> Int {
    var index = end
    while index > limit {
      var before = index - 1
      while before > limit, bytes[before] & 0xC0 == 0x80 { before -= 1 }
      guard length(of: bytes, at: before) == index - before else { break }
      index = before
    }
    return index
  }

  /// How many bytes one character of white space has; nil for another character.
  private static func length(of bytes: [UInt8], at index: Int) -> Int? {
    func byte(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
    switch byte(0) {
    case 0x20, 0x09, 0x0A: return 1
    case 0xC2: return byte(1) == 0xA0 || byte(1) == 0x85 ? 2 : nil
    case 0xE1: return byte(1) == 0x9A && byte(2) == 0x80 ? 3 : nil
    case 0xE2:
      let isGeneral = byte(1) == 0x80 && ((0x80...0x8A).contains(byte(2)) || [0xA8, 0xA9, 0xAF].contains(byte(2)))
      return isGeneral || (byte(1) == 0x81 && byte(2) == 0x9F) ? 3 : nil
    case 0xE3: return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : nil
    default: return nil
    }
  }
}
