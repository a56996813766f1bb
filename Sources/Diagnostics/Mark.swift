/// A position in a text file, as editors show it.
public struct Mark: Hashable, Comparable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, counted in code points.
  public var column: Int

  /// Makes a position from a 1-based line and a 1-based column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first position of every file.
  public static let start = Mark(line: 1, column: 1)

  /// Orders positions as they are read: by line, then by column.
  public static func < (left: Mark, right: Mark) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
