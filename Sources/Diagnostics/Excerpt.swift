/// A source line with carets under the stretch that a finding is about.
struct Excerpt {
  private let line: ArraySlice<Unicode.Scalar>
  private let span: Span
  /// How many columns of a long line are shown around the stretch.
  private static let width = 100

  /// - Parameter line: the line without its line feed, decoded.
  init(line: [Unicode.Scalar], span: Span) {
    self.line = line.last == "\r" ? line.dropLast() : line[...]
    self.span = span
  }

  /// The line and the carets, each indented by four blanks and ended by a line feed.
  var text: String {
    let start = min(max(span.start.column - 1, 0), line.count)
    let end = span.end.line == span.start.line ? min(max(span.end.column - 1, start), line.count) : line.count
    let from = start > Self.width / 2 && line.count > Self.width ? start - Self.width / 2 : 0
    let to = min(line.count, from + Self.width)
    let before = (from > 0 ? "…" : "") + Self.visible(line[from..<start])
    let marked = Self.visible(line[start..<max(start, min(end, to))])
    let after = Self.visible(line[max(start, min(end, to))..<max(to, start)]) + (to < line.count ? "…" : "")
    let blanks = String(repeating: " ", count: Self.columns(before))
    let carets = "^" + String(repeating: "~", count: max(0, Self.columns(marked) - 1))
    return "    \(before)\(marked)\(after)\n    \(blanks)\(carets)\n"
  }

  /// A piece of a line, one column for each tab and each character that must not be shown.
  private static func visible(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in scalars { result.append(scalar == "\t" ? " " : scalar.isHidden ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  /// How many columns a terminal gives to a text: two for the wide characters of East Asia and for emoji.
  private static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x300...0x36F: sum
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        sum + 2
      default: sum + 1
      }
    }
  }
}
