/// The program itself.
public enum Generator {
  /// The version, by semantic versioning.
  public static let version = "0.2.0"
  /// The name and the version, as the manifest has them.
  public static let name = "gen \(version)"
}
