import Diagnostics
public import Model
public import Schema
public import TextTypes

/// The hours in which warnings wait: from a time of the day to another one, over midnight where the second is the earlier.
public struct QuietHours: Leaf {
  /// When they begin, such as `22:00`.
  public let from: ClockTime
  /// When they end, such as `06:00`.
  public let to: ClockTime

  /// The type.
  public static let shape = Shape.text(
    TextType(
      name: "quiet hours", alphabet: ByteSet.digits.union(ByteSet(":-")), traits: .isWord,
      pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$", example: "22:00-06:00"))
  /// The type's example.
  public static let placeholder = QuietHours(from: ClockTime(canonical: "22:00"), to: ClockTime(canonical: "06:00"))

  init(from: ClockTime, to: ClockTime) {
    self.from = from
    self.to = to
  }

  /// Reads two different times of the day with a hyphen between them.
  public init(parsing text: String) throws(Refusal) {
    let help = "write two times of the day, such as 22:00-06:00"
    let parts = text.pieces("-", atMost: 3)
    guard text.utf8.count <= 32, parts.count == 2, let from = ClockTime(reading: parts[0]),
      let to = ClockTime(reading: parts[1])
    else { throw Refusal(id: .quietHoursFormat, "is not two times of the day", help: help) }
    guard from != to else {
      throw Refusal(id: .quietHoursFormat, "begins and ends at the same time", help: help)
    }
    self.init(from: from, to: to)
  }

  /// Whether they last over midnight.
  public var areOvernight: Bool { to.printed < from.printed }

  /// The hours as they are written in site.yaml.
  public var printed: String { "\(from.printed)-\(to.printed)" }
}
