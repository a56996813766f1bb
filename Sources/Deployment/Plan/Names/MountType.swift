public import Schema

/// What a mount brings into a container.
public enum MountType: String, Choice {
  case volume, bind
  /// The type's name.
  public static let typeName = "type of mount"
}
