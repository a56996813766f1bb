import Diagnostics
public import Model
public import Schema
public import TextTypes

/// An amount of memory or of data, in bytes.
public struct ByteCount: Leaf, Comparable {
  /// The number of bytes.
  public let bytes: Int

  /// Makes an amount from a number of bytes; at most 1 PiB.
  public init(bytes: Int) { self.bytes = min(max(bytes, 0), Self.limit) }
  /// A number of mebibytes.
  public static func mebibytes(_ count: Int) -> ByteCount { ByteCount(bytes: min(max(count, 0), 1 << 30) << 20) }
  /// A number of gibibytes.
  public static func gibibytes(_ count: Int) -> ByteCount { mebibytes(min(max(count, 0), 1 << 20) << 10) }

  /// The whole mebibytes in it.
  public var mebibytes: Int { bytes >> 20 }

  private static let limit = 1 << 50
  private static let units: [(name: String, shift: Int)] = [
    ("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10), ("B", 0),
  ]

  /// The type.
  public static let shape = Shape.text(
    TextType(
      name: "size", alphabet: ByteSet.digits.union(ByteSet("TGMKiB")), traits: .isWord,
      pattern: "^(0|[0-9]+(B|KiB|MiB|GiB|TiB))$", example: "16GiB",
      lookalikes: .integers(0...0)))
  /// The type's example.
  public static let placeholder = ByteCount.gibibytes(16)

  /// Reads a number and a unit of 1024: `B`, `KiB`, `MiB`, `GiB`, `TiB`. Only 0 needs no unit.
  public init(parsing text: String) throws(Refusal) {
    guard text != "0" else {
      self.init(bytes: 0)
      return
    }
    guard let quantity = Quantity(text) else { throw Self.refusal() }
    guard quantity.isPlain, let shift = Self.units.first(where: { $0.name == quantity.unit })?.shift else {
      throw Self.mistake(in: quantity)
    }
    guard let number = Int(quantity.whole), number <= Self.limit >> shift else {
      throw Refusal(id: .outOfRange, "is more than 1024TiB", help: "write a smaller size")
    }
    self.init(bytes: number << shift)
  }

  private static func refusal(_ message: String = "is not a size", help: String? = nil) -> Refusal {
    Refusal(id: .sizeFormat, message, help: help ?? "write a number and a unit, such as 16GiB")
  }

  /// What is wrong with a number and a unit that are no size, and what was meant.
  private static func mistake(in quantity: Quantity) -> Refusal {
    if quantity.unit.isEmpty, quantity.isPlain { return refusal("has no unit") }
    guard let unit = units.first(where: { meant($0.name, by: quantity.unit) }) else { return refusal() }
    guard let number = Int(quantity.whole), number <= limit >> unit.shift else { return refusal() }
    if quantity.fraction != nil {
      return refusal("is not a whole number of its unit", help: "write a smaller unit, such as 1536MiB for 1.5GiB")
    }
    let exact = "write \(number)\(unit.name)"
    guard quantity.unit.folded == unit.name.folded.filter({ $0 != "i" }), unit.shift >= 20,
      let decimal = decimalMebibytes(number, unit.shift)
    else { return refusal(help: "\(exact); sizes are counted in units of 1024") }
    return refusal(help: "\(exact), or \(decimal)MiB if you mean units of 1000")
  }

  /// Whether a unit such as `GiB` was meant by `g`, `GB`, `Gib` or `gb`.
  private static func meant(_ unit: String, by written: String) -> Bool {
    let name = unit.folded
    let text = written.folded
    return text == name || text == name.filter { $0 != "i" }
      || (unit != "B" && (text.utf8.elementsEqual(name.utf8.prefix(1)) || text.utf8.elementsEqual(name.utf8.prefix(2))))
  }

  /// The nearest number of mebibytes to a number of units of 1000.
  private static func decimalMebibytes(_ number: Int, _ shift: Int) -> Int? {
    let unit = (0..<shift / 10).reduce(1) { power, _ in power * 1000 }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit)
    guard !overflow, bytes <= limit, bytes >= 1 << 20 else { return nil }
    return (bytes + (1 << 19)) >> 20
  }

  /// The sizes between two, in every unit; 0 may be without one.
  public static func pattern(from least: ByteCount, to greatest: ByteCount) -> String? {
    let sizes = units.map { (name: $0.name, size: 1 << $0.shift) }
    let pattern = NumberPattern.quantity(sizes, from: least.bytes, to: greatest.bytes)
    return least.bytes == 0 ? "^0$|" + pattern : pattern
  }

  /// The size in the largest unit that divides it.
  public var printed: String {
    guard bytes > 0 else { return "0B" }
    let unit = Self.units.first { bytes & (1 << $0.shift - 1) == 0 } ?? (name: "B", shift: 0)
    return "\(bytes >> unit.shift)\(unit.name)"
  }

  /// Orders sizes by their bytes.
  public static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }
}
