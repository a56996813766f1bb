import Diagnostics
import Schema
public import TextTypes

/// The name of a tenant: one label below the tenants' domain, and with `_db` after it the name of a database.
public struct TenantName: Text {
  /// The name, such as `main`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type. PostgreSQL cuts names at 63 bytes, three of which are `_db`.
  public static let type = TextType(
    name: "tenant name", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("-")), traits: .isWord,
    pattern: "^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$", example: "main",
    lookalikes: .integers(0...Int.max))
  /// Room for a mistake that deserves a precise answer.
  public static let limit = 255

  /// Reads one label of at most 60 bytes. Odoo strips `www.` from a host name, so that no tenant can have it.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    func refusal(_ message: String, _ help: String? = nil) -> Refusal {
      Refusal(
        id: .tenantFormat, message,
        help: help ?? "write at most 60 lower-case letters, digits and inner hyphens, such as main")
    }
    if text.holds(".") { throw refusal("is more than a tenant's name", "write only the first label, such as main") }
    if text.ends(with: "_db"), isName(text.pieces("_")[0]) {
      throw refusal("is the name of a tenant's database", "write the tenant's name: \(text.pieces("_")[0])")
    }
    guard text.folded != "www" else {
      throw Refusal(
        id: .tenantReserved, "is reserved: Odoo strips www. from every host name", help: "write another name")
    }
    guard isName(text) else {
      throw refusal("is not a tenant's name", isName(text.folded) ? "write \(text.folded)" : nil)
    }
    return text
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= 60 && DomainName.isLabel(text)
  }
}
