import Diagnostics

/// A template's text and its names.
public struct TemplateSource: Sendable {
  /// The path in the templates folder, laid out like the output: `nginx/conf.d/odoo.conf`.
  public let path: String
  /// The name in messages: where the file is.
  public let file: String
  /// The text.
  public let bytes: [UInt8]

  /// Makes a source.
  public init(path: String, file: String, bytes: [UInt8]) {
    self.path = path
    self.file = file
    self.bytes = bytes
  }

  /// Whether it is only a part for other templates to include: a name in its path begins with `_`.
  public var isPartial: Bool {
    path.split(separator: "/").contains { $0.hasPrefix("_") }
  }

  /// The place of a stretch of bytes.
  func place(_ range: Range<Int>) -> Place {
    let start = mark(range.lowerBound)
    return Place(file: file, span: Span(start: start, end: range.isEmpty ? start : mark(range.upperBound)))
  }

  private func mark(_ offset: Int) -> Mark {
    let before = bytes[..<min(max(offset, 0), bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    // Continuation bytes of UTF-8 make no column of their own.
    return Mark(line: line, column: before[start...].count { $0 & 0xC0 != 0x80 } + 1)
  }
}
