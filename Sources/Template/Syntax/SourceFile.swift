import Diagnostics

/// A template's bytes, and where its lines begin.
struct SourceFile: Sendable {
  let path: String
  let file: String
  let bytes: [UInt8]
  /// Where its lines begin: only messages ask for it.
  private let lineStarts: Lazy<[Int32]>

  init(_ source: TemplateSource) {
    path = source.path
    file = source.file
    let bytes = source.bytes
    self.bytes = bytes
    lineStarts = Lazy {
      var starts: [Int32] = [0]
      // A larger file is refused whole, at its beginning.
      if bytes.count <= SourceCheck.sizeLimit {
        for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(Int32(index + 1)) }
      }
      return starts
    }
  }

  /// The 1-based line of a byte.
  func line(of offset: Int) -> Int {
    let lineStarts = lineStarts()
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return high
  }

  /// The position of a byte.
  func mark(at offset: Int) -> Mark {
    let line = line(of: offset)
    let before = bytes[Int(lineStarts()[line - 1])..<min(max(offset, 0), bytes.count)]
    return Mark(line: line, column: 1 + before.count { $0 & 0xC0 != 0x80 })
  }

  /// The place of a stretch of bytes.
  func place(_ range: Range<Int>) -> Place {
    Place(
      file: file, span: Span(start: mark(at: range.lowerBound), end: mark(at: range.upperBound)))
  }

  /// The text of a stretch of bytes.
  func text(_ region: Region) -> String {
    String(decoding: bytes[region.range], as: UTF8.self)
  }
}
