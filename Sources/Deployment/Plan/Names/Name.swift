import Schema
public import TextTypes

/// A name that the model gives: of a service, a network, a volume, a role or a secret.
public struct Name: PrintedText {
  /// The name, such as `odoo_superadmin`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "name", alphabet: ByteSet.alphanumerics.union(ByteSet("_-")), traits: .isWord, example: "odoo")
}
