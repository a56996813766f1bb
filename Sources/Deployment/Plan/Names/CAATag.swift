public import Schema

/// The property of a CAA record.
public enum CAATag: String, Choice {
  case issue, issuewild
  /// The type's name.
  public static let typeName = "CAA property"
}
