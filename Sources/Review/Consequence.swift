/// What follows from a cause in the output folder: one line of the review, however many lines of artifacts it stands for.
public struct Consequence: Hashable, Sendable {
  /// What kind of consequence it is.
  public enum Kind: String, Hashable, Sendable {
    /// A value of the model is another one.
    case value
    /// A line, or some lines that follow each other, is another one, is new or has gone.
    case lines
    /// The contents of other artifacts, whose digest stands here, are others.
    case content
    /// A whole file is new or has gone, or its right to be run has changed.
    case file
  }

  /// A line of an artifact.
  public struct Place: Hashable, Sendable {
    /// The path, as seen from where the command runs.
    public var path: String
    /// The line, from 1; nil for the whole file.
    public var line: Int?
    /// Whether the line is that of the former version, where it is no more.
    public var isFormer = false

    /// The place as people and terminals read it.
    public var text: String { line.map { "\(path):\($0)" } ?? path }
  }

  /// What kind it is.
  public var kind: Kind
  /// The value's path in the model, the artifacts, or what happens to a file; empty for lines.
  public var name: String
  /// What it was; nil where it was not.
  public var old: String?
  /// What it is; nil where it is no more.
  public var new: String?
  /// Where it is, in the order of the files.
  public var places: [Place]
  /// How many lines of artifacts it stands for.
  public var lines: Int
}
