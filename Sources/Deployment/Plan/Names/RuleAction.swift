public import Schema

/// What a firewall rule does.
public enum RuleAction: String, Choice {
  case allow, limit
  /// The type's name.
  public static let typeName = "action"
}
