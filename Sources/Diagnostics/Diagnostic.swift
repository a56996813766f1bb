/// One thing that is wrong with the input, said so that the reader can mend it.
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    /// The build is refused.
    case error
    /// The build goes on; the reader should look.
    case warning
  }

  /// A second place that matters to a finding, with the reason why.
  public struct Note: Hashable, Sendable {
    /// What that place has to do with the finding.
    public var message: String
    /// Where it is; none when the value is a default that is in no file.
    public var place: Place?

    /// Makes a note from its text and its place.
    public init(_ message: String, at place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  /// How bad it is.
  public var severity: Severity
  /// The stable name of this kind of finding, such as `size-format`.
  public var id: FindingID
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// Where it is wrong; none for a finding about the whole run.
  public var place: Place?
  /// What to write or do instead.
  public var help: String?
  /// Further places that matter.
  public var notes: [Note]

  /// Makes a finding.
  public init(
    _ severity: Severity, id: FindingID, _ message: String, at place: Place?, help: String? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.place = place
    self.help = help
    self.notes = notes
  }

  /// The same as an error, which says of a warning why it is one.
  public var asError: Diagnostic {
    guard severity == .warning else { return self }
    var error = self
    error.severity = .error
    error.notes.append(Note("a warning, which --strict makes an error"))
    return error
  }
}
