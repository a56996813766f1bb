/// Named cases of named parts, each an exact text: the examples that `gen docs` shows, and what the tests expect.
///
/// `Tests/Shared/case_file.py` describes the form and reads it as well; both are held to the same cases.
public struct CaseFile: Sendable {
  /// One text.
  public struct Part: Sendable {
    /// Begins with a letter, and is the only one of its case.
    public let name: String
    /// Exact, with its line feeds.
    public internal(set) var text: String
    /// The lines of the file that contain it, counted from 0.
    public internal(set) var lines: Range<Int>
  }

  /// One case.
  public struct Case: Sendable {
    /// The only one of the file.
    public let name: String
    /// In their order.
    public internal(set) var parts: [Part]
    /// From its name to its last text, counted from 0.
    public internal(set) var lines: Range<Int>

    /// The text of a part; nil where there is none of this name.
    public subscript(part: String) -> String? {
      parts.first { $0.name.utf8.elementsEqual(part.utf8) }?.text
    }
  }

  /// What is wrong with a line.
  public struct Fault: Error, CustomStringConvertible {
    /// Counted from 1.
    public let line: Int
    /// What is wrong, without its place.
    public let message: String
    /// The message with its line.
    public var description: String { "line \(line): \(message)" }
  }

  /// The cases, in their order.
  public let cases: [Case]
  /// Every line of the file, for who writes it anew.
  public let lines: [String]

  /// Reads a file.
  public init(_ bytes: some Sequence<UInt8>) throws(Fault) {
    var reader = CaseReader()
    try reader.read(Array(bytes))
    cases = reader.cases
    lines = reader.lines
  }
}
