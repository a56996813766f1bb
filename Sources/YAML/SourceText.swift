import Diagnostics

/// The lines of the document, to put places where the reader's eye looks.
///
/// The line that was asked for last is kept, since the next question is mostly about the same one: a document that stands
/// on one line would otherwise be decoded as often as it has values.
final class SourceText {
  private let bytes: [UInt8]
  private let starts: [Int]
  private var last: (number: Int, text: [Unicode.Scalar]) = (0, [])

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
    self.starts = starts
  }

  /// The code points of a line, from 1, without its end; empty for a line that does not exist.
  func line(_ number: Int) -> [Unicode.Scalar] {
    guard number >= 1, number <= starts.count else { return [] }
    if number == last.number { return last.text }
    let start = starts[number - 1]
    var end = number < starts.count ? starts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    last = (number, Array(String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars))
    return last.text
  }

  /// Whether a bracket or a brace is at a place.
  func isBracket(at mark: Mark) -> Bool {
    let text = line(mark.line)
    guard text.indices.contains(mark.column - 1) else { return false }
    return text[mark.column - 1] == "[" || text[mark.column - 1] == "{"
  }

  /// The tag that is at a place, or behind an anchor there, cut where it is too long to be read.
  func tag(behind mark: Mark) -> String {
    let words = line(mark.line).dropFirst(mark.column - 1).split(separator: " ", maxSplits: 2)
    guard let tag = words.first(where: { $0.first == "!" }) else { return "!name" }
    return String(String.UnicodeScalarView(tag.prefix(40)))
  }

  /// A scalar's span without what libyaml adds after it: a plain one on several lines and a block end at the start of
  /// the next token's line.
  func trimmed(_ span: Span, _ style: Event.Style) -> Span {
    guard style != .quoted, span.end.line > span.start.line else { return span }
    var mark = span.end
    while mark.line > span.start.line {
      let text = line(mark.line).prefix(max(0, mark.column - 1))
      if let last = text.lastIndex(where: { $0 != " " && $0 != "\t" }) {
        return Span(start: span.start, end: Mark(line: mark.line, column: last + 2))
      }
      mark = Mark(line: mark.line - 1, column: line(mark.line - 1).count + 1)
    }
    return Span(start: span.start, end: mark)
  }
}
