/// The conditions and loops that are open at a place of a template.
struct OpenTags {
  /// One tag.
  struct Tag {
    /// Its bytes. Of an `if` with several branches it is that of the branch.
    var range: Range<Int>
    /// Where its `if` or `for` begins.
    var start: Int
  }

  /// The tags, the outermost first.
  private(set) var tags: [Tag] = []

  init(before end: Int, in bytes: [UInt8]) {
    var index = 0
    while index + 1 < end {
      guard bytes[index] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      switch bytes[index + 1] {
      case UInt8(ascii: "#"): index = Self.commentEnd(from: index + 2, in: bytes)
      case UInt8(ascii: "{"): index = TemplateTag(at: index, in: bytes).range.upperBound
      case UInt8(ascii: "%"):
        let range = TemplateTag(at: index, in: bytes).range
        note(range, bytes)
        index = range.upperBound
      default: index += 1
      }
    }
  }

  private mutating func note(_ range: Range<Int>, _ bytes: [UInt8]) {
    let inside = String(decoding: bytes[range].dropFirst(2), as: UTF8.self)
    switch inside.split(whereSeparator: { !$0.isLetter }).first {
    case "if", "for": tags.append(Tag(range: range, start: range.lowerBound))
    case "elif", "else":
      if !tags.isEmpty { tags[tags.count - 1].range = range }
    case "endif", "endfor": _ = tags.popLast()
    default: break
    }
  }

  private static func commentEnd(from start: Int, in bytes: [UInt8]) -> Int {
    var index = start
    while index + 1 < bytes.count, bytes[index] != UInt8(ascii: "#") || bytes[index + 1] != UInt8(ascii: "}") {
      index += 1
    }
    return min(index + 2, bytes.count)
  }
}
