import Diagnostics
import Schema
public import TextTypes

/// A language as Odoo names it.
public struct Locale: Text {
  /// The name, such as `en_US`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "language", alphabet: ByteSet.alphanumerics.union(ByteSet("_@")), traits: .isWord,
    pattern: "^[a-z]{2,3}(_([A-Z]{2}|[0-9]{3}))?(@[A-Za-z]{1,12})?$", example: "en_US")
  /// Room for a mistake that deserves a precise answer.
  public static let limit = 64

  /// Reads a language, a country or region, and a script, such as `sr@latin`; the last two are optional.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if isLocale(text) { return text }
    let plain = text.pieces(".")[0]
    let parts = plain.pieces("-").joined(separator: "_").pieces("_")
    let meant = parts.count == 2 ? "\(parts[0].folded)_\(parts[1].raised)" : plain.folded
    throw Refusal(
      id: .languageFormat, "is not a language of Odoo",
      help: isLocale(meant) ? "write \(meant)" : "write a code such as \(type.example)")
  }

  private static func isLocale(_ text: String) -> Bool {
    let halves = text.pieces("@", atMost: 3)
    guard halves.count <= 2 else { return false }
    if halves.count == 2 {
      guard (1...12).contains(halves[1].utf8.count), halves[1].isMade(of: ByteSet.lowercase.union(.uppercase)) else {
        return false
      }
    }
    let parts = halves[0].pieces("_", atMost: 3)
    guard parts.count <= 2, (2...3).contains(parts[0].utf8.count), parts[0].isMade(of: .lowercase) else { return false }
    guard parts.count == 2 else { return true }
    return parts[1].isDigits(3...3) || (parts[1].utf8.count == 2 && parts[1].isMade(of: .uppercase))
  }
}

extension String {
  /// The text with the letters a to z as capitals, and nothing else changed.
  fileprivate var raised: String {
    String(decoding: utf8.map { ByteSet.lowercase.contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
  }
}
