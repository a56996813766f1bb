public import Schema

/// An amount of memory or of data, in bytes.
public struct ByteCount: Leaf, Comparable {
  /// The number of bytes.
  public let bytes: Int

  /// Makes an amount from a number of bytes; at most 1 PiB.
  public init(bytes: Int) { self.bytes = min(max(bytes, 0), Self.limit) }
  /// So many mebibytes.
  public static func mebibytes(_ count: Int) -> ByteCount { ByteCount(bytes: min(max(count, 0), 1 << 30) << 20) }
  /// So many gibibytes.
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
      name: "size", alphabet: ByteSet.digits.union(ByteSet("TGMKiB")), pattern: "^[0-9]+(B|KiB|MiB|GiB|TiB)?$",
      example: "16GiB"))
  /// Nothing.
  public static let placeholder = ByteCount.gibibytes(16)

  /// Reads a number and a unit of 1024: `B`, `KiB`, `MiB`, `GiB`, `TiB`. Only 0 needs no unit.
  public init(parsing text: String) throws(Refusal) {
    let help = "write a number and a unit, such as 16GiB"
    let digits = text.utf8.prefix { ByteSet.digits.contains($0) }
    let unit = String(text.utf8.dropFirst(digits.count)) ?? ""
    guard !digits.isEmpty, digits.count <= 16, let number = Int(String(decoding: digits, as: UTF8.self)) else {
      throw Refusal(id: "size-format", "is not a size", help: help)
    }
    if number == 0 && unit.isEmpty {
      self.init(bytes: 0)
      return
    }
    guard let shift = Self.units.first(where: { $0.name == unit })?.shift else {
      throw Refusal(id: "size-format", "is not a size", help: Self.suggestion(String(number), unit) ?? help)
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    guard !overflow, bytes <= Self.limit else {
      throw Refusal(id: "out-of-range", "is more than 1024TiB", help: "write a smaller size")
    }
    self.init(bytes: bytes)
  }

  /// What somebody meant who wrote `16 GB`, `16G` or `16gib`.
  private static func suggestion(_ number: String, _ unit: String) -> String? {
    switch unit.lowercased().filter({ $0 != " " }).prefix(3) {
    case "t", "tb", "tib": "write \(number)TiB; sizes are counted in units of 1024"
    case "g", "gb", "gib": "write \(number)GiB; sizes are counted in units of 1024"
    case "m", "mb", "mib": "write \(number)MiB; sizes are counted in units of 1024"
    case "k", "kb", "kib": "write \(number)KiB; sizes are counted in units of 1024"
    default: nil
    }
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
