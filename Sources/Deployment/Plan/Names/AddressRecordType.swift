public import Schema

/// The type of an address record.
public enum AddressRecordType: String, Choice {
  case a = "A"
  case aaaa = "AAAA"
  /// The type's name.
  public static let typeName = "record type"
}
