import Schema
public import TextTypes

/// The owner of a DNS record: a domain name, or a wildcard below one.
public struct RecordName: PrintedText {
  /// The name, such as `*.shops.example.net`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// Whether the name is a zone's own or lies below it.
  func isWithin(_ zone: DomainName) -> Bool { printed == zone.printed || printed.ends(with: "." + zone.printed) }

  /// The type.
  public static let type = TextType(
    name: "record name", alphabet: DomainName.type.alphabet.union(ByteSet("*")), traits: .isWord,
    example: "*.shops.example.net")
}
