import Diagnostics
import Schema
public import TextTypes

/// When a timer of systemd elapses: an expression of `OnCalendar=` (systemd.time(7)).
public struct CalendarEvent: Text {
  /// The expression, such as `Mon,Thu *-*-* 02:30:00`.
  public let printed: String
  /// Takes an expression in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "calendar event", alphabet: ByteSet.digits.union(ByteSet(" *,-:MonTueWedThuFriSatSun")), traits: .isWord,
    pattern: "^[0-9A-Za-z*,: -]+$", example: "*-*-* 02:30:00")
  /// Longer than any expression of five fields of a crontab.
  public static let limit = 1024

  /// Expressions come from schedules only; nobody writes one.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard !text.isEmpty, !text.begins(with: "-"), text.isMade(of: type.alphabet) else {
      throw Refusal(id: .cronFormat, "is not a calendar event", help: "write one such as \(type.example)")
    }
    return text
  }
}
