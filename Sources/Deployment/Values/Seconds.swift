public import Schema

/// A length of time in whole seconds.
public struct Seconds: Leaf, Comparable {
  /// The number of seconds.
  public let count: Int

  /// Makes a length of time; at most ten years.
  public init(_ count: Int) { self.count = min(max(count, 0), Self.limit) }

  private static let limit = 10 * 365 * 86400
  private static let units: [(name: String, seconds: Int)] = [("d", 86400), ("h", 3600), ("m", 60), ("s", 1)]

  /// The type.
  public static let shape = Shape.text(
    TextType(
      name: "duration", alphabet: ByteSet.digits.union(ByteSet("dhms")), pattern: "^[0-9]+[smhd]$", example: "20m"))
  /// A minute.
  public static let placeholder = Seconds(60)

  /// Reads a number and a unit: `s`, `m`, `h` or `d`.
  public init(parsing text: String) throws(Refusal) {
    let digits = text.utf8.prefix { ByteSet.digits.contains($0) }
    let unit = String(text.utf8.dropFirst(digits.count)) ?? ""
    guard !digits.isEmpty, digits.count <= 12, let number = Int(String(decoding: digits, as: UTF8.self)),
      let seconds = Self.units.first(where: { $0.name == unit })?.seconds
    else {
      throw Refusal(
        id: "duration-format", "is not a duration", help: "write a number and a unit, such as 600s, 20m or 1h")
    }
    let (count, overflow) = number.multipliedReportingOverflow(by: seconds)
    guard !overflow, count <= Self.limit else {
      throw Refusal(id: "out-of-range", "is longer than ten years", help: "write a shorter duration")
    }
    self.init(count)
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
