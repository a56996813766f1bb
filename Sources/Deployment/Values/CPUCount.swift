public import Schema

/// A share of the host's processors, in thousandths of one.
public struct CPUCount: Leaf, Comparable {
  /// Thousandths of a processor.
  public let thousandths: Int

  /// Makes a share; at least one thousandth.
  public init(thousandths: Int) { self.thousandths = max(thousandths, 1) }
  /// So many whole processors.
  public static func cores(_ count: Int) -> CPUCount { CPUCount(thousandths: min(max(count, 1), 1024) * 1000) }

  /// The type.
  public static let shape = Shape.text(
    TextType(name: "number of processors", alphabet: ByteSet.digits.union(ByteSet(".")), example: "1.5"))
  /// One processor.
  public static let placeholder = CPUCount.cores(1)

  /// Reads a decimal number with at most three places.
  public init(parsing text: String) throws(Refusal) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let whole = parts.first, whole.isDigits(1...4), let units = Int(whole),
      parts.count == 1 || parts[1].isDigits(1...3)
    else {
      throw Refusal(id: "cpus-format", "is not a number of processors", help: "write a number such as 2 or 1.5")
    }
    let places = parts.count == 2 ? parts[1] + String(repeating: "0", count: 3 - parts[1].utf8.count) : "0"
    let value = units * 1000 + (Int(places) ?? 0)
    guard value > 0 else { throw Refusal(id: "out-of-range", "is no processor at all", help: "write a number above 0") }
    self.init(thousandths: value)
  }

  /// The number without zeros at its end.
  public var printed: String {
    let places = thousandths % 1000
    guard places > 0 else { return String(thousandths / 1000) }
    var digits = String(places + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(thousandths / 1000).\(digits)"
  }

  /// Orders shares by their size.
  public static func < (left: CPUCount, right: CPUCount) -> Bool { left.thousandths < right.thousandths }
}
