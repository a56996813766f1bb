/// A text in which git has left versions that it could not merge, between lines that begin with `<<<<<<<`, `|||||||`, `=======` and
/// `>>>>>>>` (git-merge, "How conflicts are presented"; the second of them only in the styles `diff3` and `zdiff3`).
public struct ConflictText: Hashable, Sendable {
  /// The text with each conflict decided for the current branch.
  public private(set) var ours: [UInt8] = []
  /// The text with each conflict decided for the other branch.
  public private(set) var theirs: [UInt8] = []

  private enum Part {
    case common, ours, base, theirs
  }

  /// Reads a text; nil where it has no conflict, or where the marks are not complete and in order.
  public init?(_ bytes: [UInt8]) {
    var part = Part.common
    var hasConflict = false
    for line in Self.lines(of: bytes) {
      switch (part, Self.mark(line)) {
      case (.common, nil):
        ours += line
        theirs += line
      case (.ours, nil): ours += line
      case (.theirs, nil): theirs += line
      // In the ancestor there may be marks of an earlier merge.
      case (.base, let mark) where mark != .middle: continue
      case (.common, .begin): part = .ours
      case (.ours, .ancestor): part = .base
      case (.ours, .middle), (.base, .middle): part = .theirs
      case (.theirs, .end):
        part = .common
        hasConflict = true
      default: return nil
      }
    }
    guard hasConflict, part == .common else { return nil }
  }

  /// Where the first line is that nothing but such a conflict can have put there; nil where there is none.
  ///
  /// A line of `=` alone is no such line: it underlines a heading in Markdown. Nor is one with blanks before it.
  public static func firstMark(in bytes: [UInt8]) -> Range<Int>? {
    lines(of: bytes).first { line in
      guard let mark = mark(line) else { return false }
      return mark != .middle
    }.map { $0.startIndex..<$0.startIndex + 7 }
  }

  private enum Mark {
    case begin, ancestor, middle, end
  }

  private static func mark(_ line: ArraySlice<UInt8>) -> Mark? {
    guard let first = line.first, line.prefix(7).count == 7, line.prefix(7).allSatisfy({ $0 == first }) else {
      return nil
    }
    let rest = line.dropFirst(7).first ?? 0x0A
    let isAlone = rest == 0x0A || rest == 0x0D
    switch first {
    case UInt8(ascii: "<") where isAlone || rest == 0x20: return .begin
    case UInt8(ascii: "|") where isAlone || rest == 0x20: return .ancestor
    case UInt8(ascii: "=") where isAlone: return .middle
    case UInt8(ascii: ">") where isAlone || rest == 0x20: return .end
    default: return nil
    }
  }

  /// The lines of a text, each with the line feed that ends it.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }
}
