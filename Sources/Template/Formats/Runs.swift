import TextTypes

extension [UInt8] {
  /// The first byte of a range that is not in a set, or the range's end.
  @inline(__always)
  func end(of set: ByteSet, in range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, set.contains(self[index]) { index += 1 }
    return index
  }

  /// The first byte of a range that is this one, or the range's end.
  @inline(__always)
  func first(_ byte: UInt8, in range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, self[index] != byte { index += 1 }
    return index
  }

  /// The first byte of a range that is not this one, or the range's end.
  @inline(__always)
  func first(not byte: UInt8, in range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, self[index] == byte { index += 1 }
    return index
  }
}
