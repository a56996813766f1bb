import Diagnostics
import Schema
public import TextTypes

/// When a job runs: the five fields of a crontab.
public struct CronSchedule: Text {
  /// The fields, one blank between them: `30 2 * * *`.
  public let printed: String
  /// Takes a schedule in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "cron schedule", alphabet: ByteSet.digits.union(ByteSet(" *,-/")).union(CronField.letters),
    traits: [.isWord, .isCronSchedule], pattern: "^ *[0-9A-Za-z*,/-]+( +[0-9A-Za-z*,/-]+){4} *$", example: "30 2 * * *")
  /// More than any schedule that is worth reading.
  public static let limit = 256

  /// Reads five fields: minute, hour, day of the month, month, day of the week. A day that no month has is refused, since
  /// the job would never run.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if text.begins(with: "@") { throw nickname(text) }
    let parts = text.folded.pieces(" ").filter { !$0.isEmpty }
    guard parts.count == 5 else {
      throw refusal(
        "is not a cron schedule",
        "write five fields: minute, hour, day of the month, month, day of the week, such as \(type.example)")
    }
    var masks: [UInt64] = []
    for (part, field) in zip(parts, CronField.all) {
      guard let mask = field.mask(part) else {
        throw refusal("has \(field.name) that cron does not know: \(part)", field.help)
      }
      masks.append(mask)
    }
    guard parts[4] != "*" || hasSuchDay(days: masks[2], months: masks[3]) else {
      throw refusal("names a day that does not exist: the job would never run", "write a day that exists")
    }
    return parts.joined(separator: " ")
  }

  private static func refusal(_ message: String, _ help: String) -> Refusal {
    Refusal(id: .cronFormat, message, help: help)
  }

  private static func nickname(_ text: String) -> Refusal {
    let meant =
      switch text.folded {
      case "@hourly": "0 * * * *"
      case "@weekly": "0 0 * * 0"
      case "@monthly": "0 0 1 * *"
      case "@yearly", "@annually": "0 0 1 1 *"
      default: "0 0 * * *"
      }
    return refusal("is a nickname, which not every cron knows", "write the five fields: \(meant)")
  }

  /// Whether any of the months has any of the days.
  private static func hasSuchDay(days: UInt64, months: UInt64) -> Bool {
    let lengths: [UInt64] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return lengths.enumerated().contains { index, length in
      months & 1 << UInt64(index + 1) != 0 && days & (1 << (length + 1) - 2) != 0
    }
  }
}
