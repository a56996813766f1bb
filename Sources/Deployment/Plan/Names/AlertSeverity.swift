public import Schema

/// How urgent an alert is.
public enum AlertSeverity: String, Choice {
  /// Somebody has to look at once, in the quiet hours too.
  case critical
  /// Somebody has to look within a day.
  case warning
  /// The type's name.
  public static let typeName = "severity"
}
