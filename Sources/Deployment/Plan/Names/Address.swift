import Schema
public import TextTypes

/// An address of either family.
public struct Address: PrintedText {
  /// The address.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "address", alphabet: IPv4Address.type.alphabet.union(IPv6Address.type.alphabet),
    traits: [.isWord, .isNetworkAddress], example: "203.0.113.10")
}
