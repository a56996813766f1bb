public import Schema

/// When an image is fetched from a registry.
public enum PullPolicy: String, Choice {
  case never
  /// The type's name.
  public static let typeName = "pull policy"
}
