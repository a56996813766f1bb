/// On which days a schedule's runs are.
extension CronSchedule {
  /// The longest time between two days on which it runs, in days.
  var longestGapInDays: Int {
    var (last, longest) = (0, 0)
    var hasRun = false
    for (index, isDay) in days.enumerated() where isDay {
      if hasRun { longest = max(longest, index - last) }
      (last, hasRun) = (index, true)
    }
    return longest == 0 ? Self.cycle : longest
  }

  /// The longest time between two runs, in minutes.
  var longestGap: Int {
    let minutes = minutes
    guard let first = minutes.first, let last = minutes.last else { return Self.cycle * 1440 }
    return zip(minutes, minutes.dropFirst()).map { $1 - $0 }.reduce(longestGapInDays * 1440 - last + first) {
      max($0, $1)
    }
  }

  /// Whether it begins less than a number of minutes after another one, or at the same time.
  func begins(within limit: Int, after other: CronSchedule) -> Bool {
    let (mine, others) = (days, other.days)
    let onDay = zip(mine, others).contains { $0 && $1 }
    let afterMidnight = zip(mine.dropFirst(), others).contains { $0 && $1 }
    return minutes.contains { minute in
      other.minutes.contains { begun in
        (onDay && (0..<limit).contains(minute - begun))
          || (afterMidnight && (0..<limit).contains(minute + 1440 - begun))
      }
    }
  }

  /// Four years and one, so that each 29 February has a successor.
  private static let cycle = 4 * 365 + 1
  private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// For each day of eight years from Monday, 1 January 2024, whether it runs on it.
  private var days: [Bool] {
    let masks = masks
    guard masks.count == 5 else { return [] }
    let fields = printed.pieces(" ")
    let isEither = !fields[2].begins(with: "*") && !fields[4].begins(with: "*")
    var days: [Bool] = []
    for year in 0..<8 {
      for (index, length) in Self.lengths.enumerated() {
        for day in 1...(length + (index == 1 && year % 4 == 0 ? 1 : 0)) {
          let weekday = UInt64((days.count + 1) % 7)
          let isDate = masks[2] & 1 << UInt64(day) != 0
          let isWeekday = masks[4] & (1 << weekday | (weekday == 0 ? 1 << 7 : 0)) != 0
          let isMonth = masks[3] & 1 << UInt64(index + 1) != 0
          days.append(isMonth && (isEither ? isDate || isWeekday : isDate && isWeekday))
        }
      }
    }
    return days
  }
}
