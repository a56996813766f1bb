public import Schema

/// What an alert is about: a group of rules.
public enum AlertArea: String, Choice {
  case host, database, tenants, jobs, backup, certificates, firewall, monitoring
  /// The type's name.
  public static let typeName = "area of alerts"
}
