import Deployment

/// Sizes and times in the forms of other programs.
enum Sizes {
  /// A size of compose's, such as `2g`, `512m` or `2147483648`.
  static func compose(_ text: String) -> ByteCount? {
    size(text.lowercased(), ["b": 0, "k": 10, "m": 20, "g": 30, "t": 40])
  }

  /// A size of nginx's, such as `200m`; 0 is no limit.
  static func nginx(_ text: String) -> ByteCount? { size(text.lowercased(), ["k": 10, "m": 20, "g": 30]) }

  private static func size(_ text: String, _ units: [Character: Int]) -> ByteCount? {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard let number = Int(digits) else { return nil }
    var unit = text.dropFirst(digits.count)
    if unit.hasSuffix("ib") {
      unit = unit.dropLast(2)
    } else if unit.count == 2, unit.hasSuffix("b") {
      unit = unit.dropLast()
    }
    guard unit.count <= 1 else { return nil }
    guard let shift = unit.first.map({ units[$0] }) ?? 0, number <= 1 << (50 - shift) else { return nil }
    return ByteCount(bytes: number << shift)
  }
}
