public import Diagnostics

/// One cause, what follows from it, and what applying it takes.
public struct Entry: Sendable {
  /// The cause.
  public var cause: Cause
  /// What follows, folded; without what only people read.
  public var consequences: [Consequence]
  /// How many lines of artifacts it changes that programs read.
  public var lines: Int
  /// How many files they are in.
  public var files: Int
  /// How many further lines it changes that only people read: comments, the run book.
  public var remarks: Int
  /// What applying it takes, in the order in which it is done.
  public var effects: [Effect]
  /// What a reviewer must not miss.
  public var flags: [ReviewFlag]

  /// The cause in one line, with its place.
  public var title: String {
    switch cause {
    case .setting(let change): "\(change.text)\(Self.place(change))"
    case .settings(let changes): changes.map { "\($0.text)\(Self.place($0))" }.joined(separator: "; ")
    case .template(let path, let fate): "templates/\(path) \(fate.rawValue)"
    case .generator(let old, let new): old == new ? "another build of \(new)" : "\(old) → \(new)"
    case .handEdit(let path): "\(path) edited by hand: a build refuses to overwrite it without --force"
    case .unknown(let reason): "unknown cause: \(reason)"
    }
  }

  private static func place(_ change: SettingChange) -> String {
    change.place.map { " (\($0.file):\($0.span.start.line))" } ?? " (no longer written)"
  }

  /// The flags as findings on site.yaml.
  public var findings: [Diagnostic] { flags.map { $0.finding(cause) } }
}
