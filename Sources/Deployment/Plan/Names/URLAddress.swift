import Schema
public import TextTypes

/// An address of either family as it is written before a port, where one of IPv6 is in brackets.
public struct URLAddress: PrintedText {
  /// The address.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "address in a URL", alphabet: Address.type.alphabet.union(ByteSet("[]")), traits: .isWord,
    example: "203.0.113.10")
}
