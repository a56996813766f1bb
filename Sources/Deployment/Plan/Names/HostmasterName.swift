import Schema
public import TextTypes

/// The contact as a name of the DNS, as an SOA record holds it.
public struct HostmasterName: PrintedText {
  /// The name, such as `ops.example.net`; a dot of the local part has a backslash before it.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "hostmaster name", alphabet: ByteSet.alphanumerics.union(ByteSet("._+-\\")), traits: .isWord,
    example: "ops.example.net")
}
