public import Schema

/// When a job runs: the five fields of a crontab.
public struct CronSchedule: Text {
  /// The fields, one blank between them: `30 2 * * *`.
  public let printed: String
  /// Takes a schedule in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "cron schedule", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet(" *,-/")), example: "30 2 * * *")

  private static let fields: [(name: String, range: ClosedRange<Int>, words: [String])] = [
    ("minute", 0...59, []), ("hour", 0...23, []), ("day of the month", 1...31, []),
    ("month", 1...12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
    ("day of the week", 0...7, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
  ]

  /// Reads five fields: minute, hour, day of the month, month, day of the week.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if text.hasPrefix("@") {
      throw Refusal(
        id: "cron-format", "is a nickname, which not every cron knows", help: "write the five fields: 30 2 * * *")
    }
    let parts = text.lowercased().split(separator: " ").map(String.init)
    guard parts.count == 5 else {
      throw Refusal(
        id: "cron-format", "is not a cron schedule",
        help: "write five fields: minute, hour, day of the month, month, day of the week, such as 30 2 * * *")
    }
    for (part, field) in zip(parts, fields) {
      guard
        part.split(separator: ",", omittingEmptySubsequences: false).allSatisfy({
          isItem(String($0), field.range, field.words)
        })
      else {
        throw Refusal(
          id: "cron-format", "has a \(field.name) that cron does not know: \(part)",
          help: "write *, a number from \(field.range.lowerBound) to \(field.range.upperBound), a range or a list")
      }
    }
    return parts.joined(separator: " ")
  }

  /// Whether a text is `*`, a number, a word or a range, with a step or without.
  private static func isItem(_ text: String, _ range: ClosedRange<Int>, _ words: [String]) -> Bool {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard halves.count <= 2, let base = halves.first else { return false }
    if halves.count == 2 {
      guard halves[1].isDigits(1...2), let step = Int(halves[1]), (1...range.upperBound).contains(step) else {
        return false
      }
      guard base == "*" || base.contains("-") else { return false }
    }
    if base == "*" { return true }
    let ends = base.split(separator: "-", omittingEmptySubsequences: false).map { number(String($0), range, words) }
    guard ends.count <= 2, let first = ends.first, let low = first, let last = ends.last, let high = last else {
      return false
    }
    return low <= high
  }

  private static func number(_ text: String, _ range: ClosedRange<Int>, _ words: [String]) -> Int? {
    if let index = words.firstIndex(of: text) { return index + range.lowerBound }
    guard text.isDigits(1...2), let value = Int(text), range.contains(value) else { return nil }
    return value
  }
}
