public import Schema

/// The name of a tenant: one label below the tenants' domain, and with `_db` after it the name of a database.
public struct TenantName: Text {
  /// The name, such as `main`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type. PostgreSQL cuts names at 63 bytes, three of which are `_db`.
  public static let type = TextType(
    name: "tenant name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("-")),
    pattern: "^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$", example: "main")

  /// Reads one label of at most 60 characters. Odoo strips `www.` from a host name, so that no tenant can have it.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard DomainName.isLabel(text), text.utf8.count <= 60 else {
      throw Refusal(
        id: "tenant-format", "is not a tenant's name",
        help: "write at most 60 lower-case letters, digits and inner hyphens, such as main")
    }
    guard text != "www" else {
      throw Refusal(
        id: "tenant-reserved", "is reserved: Odoo strips www. from every host name", help: "take another name")
    }
    return text
  }
}
