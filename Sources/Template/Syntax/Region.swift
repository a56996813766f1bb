/// A stretch of bytes of one template.
struct Region: Hashable, Sendable {
  /// The template's index.
  var file: Int32
  /// The first byte.
  var start: Int32
  /// The first byte after the stretch.
  var end: Int32

  init(file: Int32, start: Int, end: Int) {
    self.file = file
    self.start = Int32(start)
    self.end = Int32(end)
  }

  /// The bytes' indices.
  var range: Range<Int> { Int(start)..<Int(max(start, end)) }

  /// The stretch from this one's beginning to the other's end.
  func joined(_ other: Region) -> Region {
    Region(file: file, start: Int(start), end: Int(max(end, other.end)))
  }
}
