/// A stretch of a text file: from `start` up to, not including, `end`.
public struct Span: Hashable, Sendable {
  /// The first position in the stretch.
  public var start: Mark
  /// The first position after the stretch.
  public var end: Mark

  /// Makes a stretch from its first position and the first position after it.
  public init(start: Mark, end: Mark) {
    self.start = start
    self.end = end
  }

  /// The empty stretch at one position.
  public init(at mark: Mark) {
    self.init(start: mark, end: mark)
  }
}

/// A stretch of a named file.
public struct Place: Hashable, Sendable {
  /// The file's path as the user wrote it, or relative to the templates folder; `<stdin>` for standard input.
  public var file: String
  /// The stretch of that file.
  public var span: Span

  /// Makes a place from a file's name and a stretch of that file.
  public init(file: String, span: Span) {
    self.file = file
    self.span = span
  }
}

extension Place: Comparable {
  /// Orders places by file, then by position.
  public static func < (left: Place, right: Place) -> Bool {
    if left.file != right.file { return left.file < right.file }
    return (left.span.start, left.span.end) < (right.span.start, right.span.end)
  }
}
