import Diagnostics
public import Model
public import Schema
public import TextTypes

/// A length of time in whole seconds.
public struct Seconds: Leaf, Comparable {
  /// The number of seconds.
  public let count: Int

  /// Makes a length of time; at most ten years.
  public init(_ count: Int) { self.count = min(max(count, 0), Self.limit) }

  private static let limit = 10 * 365 * 86400
  private static let units: [(name: String, seconds: Int)] = [("d", 86400), ("h", 3600), ("m", 60), ("s", 1)]

  private static let shown = "20m"

  /// The type.
  public static let shape = Shape.text(
    TextType(
      name: "duration", alphabet: ByteSet.digits.union(ByteSet("dhms")), traits: .isWord, pattern: "^[0-9]+[smhd]$",
      example: shown))
  /// The type's example.
  public static let placeholder = Seconds(1200)

  /// Reads a number and a unit: `s`, `m`, `h` or `d`.
  public init(parsing text: String) throws(Refusal) {
    guard let quantity = Quantity(text) else { throw Self.refusal() }
    guard quantity.isPlain, let unit = Self.units.first(where: { $0.name == quantity.unit }) else {
      throw Self.mistake(in: quantity)
    }
    guard let number = Int(quantity.whole), number <= Self.limit / unit.seconds else {
      throw Refusal(id: .outOfRange, "is longer than ten years", help: "write a shorter duration")
    }
    self.init(number * unit.seconds)
  }

  private static func refusal(_ message: String = "is not a duration", help: String? = nil) -> Refusal {
    Refusal(id: .durationFormat, message, help: help ?? "write a number and a unit, such as \(shown)")
  }

  /// What is wrong with a number and a unit that are no duration, and what was meant.
  private static func mistake(in quantity: Quantity) -> Refusal {
    if quantity.unit.isEmpty, quantity.isPlain { return refusal("has no unit") }
    if quantity.fraction != nil {
      return refusal("is not a whole number of its unit", help: "write a smaller unit, such as 90m for 1.5h")
    }
    if quantity.unit.utf8.contains(where: ByteSet.digits.contains) {
      return refusal("has more than one unit", help: "write only the smallest one, such as 90m for 1h30m")
    }
    guard let number = Int(quantity.whole) else { return refusal() }
    switch quantity.unit.folded {
    case "s", "sec", "secs", "second", "seconds": return refusal(help: "write \(number)s")
    case "m", "min", "mins", "minute", "minutes": return refusal(help: "write \(number)m")
    case "h", "hr", "hrs", "hour", "hours": return refusal(help: "write \(number)h")
    case "d", "day", "days": return refusal(help: "write \(number)d")
    case "w", "week", "weeks":
      let (days, overflow) = number.multipliedReportingOverflow(by: 7)
      return overflow ? refusal() : refusal(help: "write \(days)d")
    default: return refusal()
    }
  }

  /// The durations between two, in every unit.
  public static func pattern(from least: Seconds, to greatest: Seconds) -> String? {
    NumberPattern.quantity(
      units.map { (name: $0.name, size: $0.seconds) }, from: least.count, to: greatest.count)
  }

  /// The duration in the largest unit that divides it.
  public var printed: String {
    guard count > 0 else { return "0s" }
    let unit = Self.units.first { count % $0.seconds == 0 } ?? (name: "s", seconds: 1)
    return "\(count / unit.seconds)\(unit.name)"
  }

  /// Orders durations by their length.
  public static func < (left: Seconds, right: Seconds) -> Bool { left.count < right.count }
}
