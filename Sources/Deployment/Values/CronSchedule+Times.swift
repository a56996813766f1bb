import TextTypes

/// When a schedule's runs are.
extension CronSchedule {
  /// What each of the five fields means, as bits.
  var masks: [UInt64] {
    zip(printed.pieces(" "), CronField.all).map { text, field in field.mask(text) ?? 0 }
  }

  /// The numbers of a mask.
  private static func numbers(_ mask: UInt64) -> [Int] { (0..<64).filter { mask & 1 << UInt64($0) != 0 } }

  /// The minutes of a day at which it runs, on a day on which it does.
  var minutes: [Int] {
    let masks = masks
    guard masks.count == 5 else { return [] }
    return Self.numbers(masks[1]).flatMap { hour in Self.numbers(masks[0]).map { hour * 60 + $0 } }
  }

  /// The shortest time between two runs, in minutes; a day where it runs once on a day, even if not on every day.
  var shortestGap: Int {
    let minutes = minutes
    guard let first = minutes.first, let last = minutes.last else { return 1440 }
    return zip(minutes, minutes.dropFirst()).map { $1 - $0 }.reduce(1440 - last + first) { min($0, $1) }
  }

  /// The same as expressions of systemd.
  ///
  /// cron runs on a day of the month or of the week where both are restricted, which are two expressions; a field that begins with `*`
  /// restricts nothing, and both must then hold (crontab(5)).
  var calendarEvents: [CalendarEvent] {
    let fields = printed.pieces(" ")
    let masks = masks
    guard fields.count == 5, masks.count == 5 else { return [] }
    let days = Self.list(masks[2], of: 31, from: 1)
    // Sunday is 0 and 7.
    let week = (masks[4] | masks[4] >> 7) & 0x7F
    let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let weekdays = week == 0x7F ? "" : Self.numbers(week).map { names[$0] }.joined(separator: ",") + " "
    let months = Self.list(masks[3], of: 12, from: 1)
    let time = "\(Self.list(masks[1], of: 24, from: 0)):\(Self.list(masks[0], of: 60, from: 0)):00"
    let isEither = !fields[2].begins(with: "*") && !fields[4].begins(with: "*")
    let dates = isEither ? [("", days), (weekdays, "*")] : [(weekdays, days)]
    return dates.map { CalendarEvent(canonical: "\($0)*-\(months)-\($1) \(time)") }
  }

  /// The numbers of a mask as systemd writes them, `*` for all of them.
  private static func list(_ mask: UInt64, of count: Int, from first: Int) -> String {
    let numbers = numbers(mask)
    guard numbers.count < count else { return "*" }
    return numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ",")
  }
}
