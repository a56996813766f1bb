import Diagnostics
public import Model
public import Schema
public import TextTypes

/// A share of the host's processors, in thousandths of one.
public struct CPUCount: Leaf, Comparable {
  /// Thousandths of a processor.
  public let thousandths: Int

  /// Makes a share, from one thousandth to 1024 processors.
  public init(thousandths: Int) { self.thousandths = min(max(thousandths, 1), Self.limit) }
  /// A number of whole processors.
  public static func cores(_ count: Int) -> CPUCount { CPUCount(thousandths: min(max(count, 1), 1024) * 1000) }

  private static let limit = 1_024_000

  /// The type.
  public static let shape = Shape.text(
    TextType(
      name: "number of processors", alphabet: ByteSet.digits.union(ByteSet(".")), traits: .isWord,
      pattern: #"^[0-9]{1,4}(\.[0-9]{1,3})?$"#, example: "1.5",
      lookalikes: .numbers(upTo: 1024)))
  /// The type's example.
  public static let placeholder = CPUCount(thousandths: 1500)

  /// Reads a decimal number with at most three places.
  public init(parsing text: String) throws(Refusal) {
    func refusal(_ help: String) -> Refusal {
      Refusal(id: .cpusFormat, "is not a number of processors", help: help)
    }
    guard text.utf8.count <= 32 else { throw refusal("write a number such as 1.5") }
    let parts = text.pieces(".")
    guard parts.count <= 2, let units = parts[0].decimal(in: 0...999_999), parts.count == 1 || parts[1].isDigits(1...3)
    else {
      let meant = text.pieces(",").joined(separator: ".")
      throw refusal(
        meant != text && (try? CPUCount(parsing: meant)) != nil
          ? "write \(meant)" : "write a number such as 1.5, with at most three decimal places")
    }
    let places = parts.count == 2 ? parts[1] + String(repeating: "0", count: 3 - parts[1].utf8.count) : "0"
    let value = units * 1000 + (Int(places) ?? 0)
    guard value > 0 else {
      throw Refusal(id: .outOfRange, "is less than any processor", help: "write a number above 0")
    }
    guard value <= Self.limit else {
      throw Refusal(id: .outOfRange, "is more than 1024 processors", help: "write a smaller number")
    }
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
