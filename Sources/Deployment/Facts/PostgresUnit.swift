/// What a setting of PostgreSQL measures its number in where no unit is written (src/backend/utils/misc/guc.c).
enum PostgresUnit: String, Sendable {
  case bytes = "B"
  case kilobytes = "kB"
  case blocks = "8kB"
  case megabytes = "MB"
  case milliseconds = "ms"
  case seconds = "s"
  case minutes = "min"

  /// Whether it measures memory, and not time.
  var isMemory: Bool {
    switch self {
    case .bytes, .kilobytes, .blocks, .megabytes: true
    case .milliseconds, .seconds, .minutes: false
    }
  }

  /// The units that may be written, which are case-sensitive; each with how many bytes or milliseconds it is.
  var writable: [(name: String, size: Double)] {
    isMemory
      ? [("B", 1), ("kB", 0x1p10), ("MB", 0x1p20), ("GB", 0x1p30), ("TB", 0x1p40)]
      : [("us", 0.001), ("ms", 1), ("s", 1_000), ("min", 60_000), ("h", 3_600_000), ("d", 86_400_000)]
  }

  /// How many bytes or milliseconds it is.
  var size: Double {
    switch self {
    case .bytes: 1
    case .kilobytes: 0x1p10
    case .blocks: 0x1p13
    case .megabytes: 0x1p20
    case .milliseconds: 1
    case .seconds: 1_000
    case .minutes: 60_000
    }
  }

  /// A number of it as people write it, in the largest unit that it is a whole number of.
  func written(_ number: Double) -> String {
    guard number > 0 else { return number == 0 ? "0" : printed(number) }
    let amount = number * size
    let unit = writable.last { amount >= $0.size && (amount / $0.size).rounded() == amount / $0.size }
    return unit.map { printed(amount / $0.size) + $0.name } ?? printed(number)
  }
}

/// A number without a fraction of zero.
func printed(_ number: Double) -> String {
  Int(exactly: number).map { String($0) } ?? "\(number)"
}
