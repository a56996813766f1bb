/// A file that a template has made.
public struct Rendered: Sendable {
  /// The path in the output folder.
  public let path: String
  /// The mode.
  public let mode: UInt16
  /// The content.
  public let bytes: [UInt8]
  /// Where values stand in it, in the order of the file.
  public let marks: [Mark]

  /// A value in an artifact, and where it comes from.
  public struct Mark: Sendable {
    /// The first byte.
    public let start: Int
    /// The byte after the last one.
    public let end: Int
    /// The number of the template that holds the expression.
    public let source: Int
    /// The bytes of the expression there.
    public let range: Range<Int>
    /// The cells of the arena that the value was made from.
    public let cells: [Int]
    /// The number of the hole in its program.
    let hole: Int
  }
}
