import TextTypes

/// One of the five fields of a crontab: what it can hold.
struct CronField: Sendable {
  /// What the field says, in words, with the article.
  let name: String
  /// The numbers it can have; all are below 64.
  let range: ClosedRange<Int>
  /// Words for the numbers from the lowest on.
  let words: [String]

  /// The fields in their order (crontab(5)).
  static let all = [
    CronField(name: "a minute", range: 0...59, words: []),
    CronField(name: "an hour", range: 0...23, words: []),
    CronField(name: "a day of the month", range: 1...31, words: []),
    CronField(
      name: "a month", range: 1...12,
      words: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
    CronField(name: "a day of the week", range: 0...7, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
  ]

  /// The letters of all words.
  static let letters = ByteSet(all.flatMap(\.words).joined())

  /// What to write.
  var help: String {
    let word = words.first.map { ", a word such as \($0)" } ?? ""
    return "write *, a number from \(range.lowerBound) to \(range.upperBound)\(word), a range or a list"
  }

  /// The numbers that a field means, as bits; nil where cron would not know it.
  func mask(_ text: String) -> UInt64? {
    var mask: UInt64 = 0
    for item in text.pieces(",") {
      guard let bits = bits(item) else { return nil }
      mask |= bits
    }
    return mask
  }

  /// The numbers of `*`, a number, a word or a range, the latter two and `*` with a step or without.
  private func bits(_ text: String) -> UInt64? {
    let halves = text.pieces("/", atMost: 3)
    guard halves.count <= 2 else { return nil }
    var step = 1
    if halves.count == 2 {
      guard let written = halves[1].decimal(in: 1...range.upperBound), halves[0] == "*" || halves[0].holds("-") else {
        return nil
      }
      step = written
    }
    guard let stretch = stretch(halves[0]) else { return nil }
    return Swift.stride(from: stretch.lowerBound, through: stretch.upperBound, by: step).reduce(0) {
      $0 | 1 << UInt64($1)
    }
  }

  private func stretch(_ text: String) -> ClosedRange<Int>? {
    if text == "*" { return range }
    let ends = text.pieces("-", atMost: 3).map(number)
    guard ends.count <= 2, let low = ends[0], let high = ends[ends.count - 1], low <= high else { return nil }
    return low...high
  }

  /// A number or a word; zeros before a number are as usual here as `00 02`, and cron reads them as decimal.
  private func number(_ text: String) -> Int? {
    if let index = words.firstIndex(of: text) { return index + range.lowerBound }
    guard text.isDigits(1...2), let value = Int(text), range.contains(value) else { return nil }
    return value
  }
}
