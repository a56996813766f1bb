public import Schema

/// A name that the model gives: of a service, a network, a volume, a role or a secret.
public struct Name: Text {
  /// The name, such as `odoo_superadmin`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "name", alphabet: ByteSet.alphanumerics.union(ByteSet("_-")), traits: .isWord, example: "odoo")

  /// Reads letters, digits, hyphens and underscores, a letter first.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard text.isMade(of: type.alphabet), text.utf8.first.map(ByteSet.alphanumerics.contains) == true else {
      throw Refusal(id: "name-format", "is not a name", help: "write letters, digits, - and _")
    }
    return text
  }
}
