import Schema
public import TextTypes

/// The owner of a DNS record as its zone calls it: without the zone's own name, and so empty for that name itself.
public struct OwnerLabel: PrintedText {
  /// The label or labels, such as `*.shops`.
  public let printed: String
  /// Takes labels in their printed form.
  public init(canonical: String) { printed = canonical }
  /// What a zone that holds a name calls it.
  init(_ name: RecordName, in zone: DomainName) {
    printed = name.printed == zone.printed ? "" : String(name.printed.dropLast(zone.printed.count + 1))
  }

  /// The type.
  public static let type = TextType(
    name: "owner label", alphabet: RecordName.type.alphabet, traits: .isNeverOption, example: "*.shops")
}
