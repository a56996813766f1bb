import Diagnostics
import Schema
public import TextTypes

/// A name of the IANA time zone database.
public struct TimeZoneName: Text {
  /// The name, such as `Etc/UTC`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "time zone",
    // No name has an X.
    alphabet: ByteSet.alphanumerics.subtracting(ByteSet("X")).union(ByteSet("/_+-")), traits: .isWord,
    pattern: "^(UTC|[A-Z][A-Za-z]+(/[A-Za-z][A-Za-z0-9_+-]*){1,2})$", example: "Europe/Oslo")
  /// Room for a mistake that deserves a precise answer.
  public static let limit = 64

  /// Reads the name of a zone that systems have without a package of former names: where PostgreSQL, Odoo's image or the host lacks
  /// one, its time is silently UTC.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    func refusal(_ message: String, _ help: String? = nil) -> Refusal {
      Refusal(id: .timezoneFormat, message, help: help ?? "write a name such as \(type.example)")
    }
    if text == "UTC" { return text }
    if let name = FormerTimeZones.names[text] {
      throw refusal("is a former name, which newer systems have in the package tzdata-legacy only", "write \(name)")
    }
    let parts = text.pieces("/")
    guard text.isMade(of: type.alphabet), parts.count <= 3, parts.allSatisfy({ $0.begins(with: letters) }) else {
      throw refusal("is not the name of a time zone")
    }
    if parts.count == 1 {
      throw text.folded == "utc" || text.folded == "gmt"
        ? refusal("is not the name of a time zone", "write Etc/UTC")
        : refusal("is not the full name of a time zone", "write an area and a place, such as \(type.example)")
    }
    guard TimeZones.areas.contains(parts[0]) else {
      let hint = nearest(text, among: TimeZones.all) ?? nearest(parts[0], among: TimeZones.areas)
      throw refusal("is in no area of the time zone database\(meant(hint))")
    }
    guard TimeZones.hold(text) else {
      throw refusal("is not in the time zone database\(meant(nearest(text, among: TimeZones.all)))")
    }
    return text
  }

  private static func meant(_ name: String?) -> String {
    name.map { ", did you mean \"\($0)\"?" } ?? ""
  }

  private static let letters = ByteSet.lowercase.union(.uppercase)
}
