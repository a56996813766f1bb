/// On which days a schedule's runs are.
extension CronSchedule {
  /// The longest time from a day with a run to the next one, in days, within the 28 years after which the calendar repeats; the whole of them
  /// for a schedule without a run.
  var longestGapDays: Int {
    let (fields, masks) = (printed.pieces(" "), masks)
    guard fields.count == 5, masks.count == 5 else { return 1 }
    let week = masks[4] | masks[4] >> 7
    let isEither = !fields[2].begins(with: "*") && !fields[4].begins(with: "*")
    var (longest, since, weekday) = (0, 0, 6)
    // From 2000 on, whose first day was a Saturday.
    for year in 2000..<2028 {
      for (index, length) in [31, year.isMultiple(of: 4) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
        for day in 1...length {
          let (isDay, isWeekday) = (masks[2].has(day), week.has(weekday))
          since += 1
          if masks[3].has(index + 1), isEither ? isDay || isWeekday : isDay && isWeekday {
            longest = max(longest, since)
            since = 0
          }
          weekday = (weekday + 1) % 7
        }
      }
    }
    return max(longest, since)
  }
}

extension UInt64 {
  /// Whether a bit is set.
  fileprivate func has(_ bit: Int) -> Bool { self >> UInt64(bit) & 1 == 1 }
}
