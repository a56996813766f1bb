/// Regular expressions of ECMA 262 for the numbers of a range, which JSON Schema needs where a number has a unit.
enum NumberPattern {
  /// What matches a number and a unit, from a least quantity to a greatest.
  ///
  /// - Parameters:
  ///   - units: each unit's name and how many of the smallest unit it is.
  ///   - least: the least quantity, in the smallest unit.
  ///   - greatest: the greatest one.
  static func quantity(_ units: [(name: String, size: Int)], from least: Int, to greatest: Int) -> String {
    let alternatives = units.compactMap { unit -> String? in
      let (first, last) = ((least + unit.size - 1) / unit.size, greatest / unit.size)
      return first <= last ? "(\(numbers(from: first, to: last)))\(unit.name)" : nil
    }
    return "^(" + alternatives.joined(separator: "|") + ")$"
  }

  /// What matches the numbers of a range, in decimal digits without leading zeros.
  static func numbers(from least: Int, to greatest: Int) -> String {
    var first = least
    return ends(least, greatest).map { last in
      defer { first = last + 1 }
      return digits(from: first, to: last)
    }.joined(separator: "|")
  }

  /// Where a range is cut, so that in each piece every digit has a range of its own.
  private static func ends(_ least: Int, _ greatest: Int) -> [Int] {
    var ends: Set = [greatest]
    var power = 10
    while case let end = least / power * power + power - 1, end < greatest {
      ends.insert(end)
      power *= 10
    }
    power = 10
    while case let end = (greatest + 1) / power * power - 1, end > least {
      ends.insert(end)
      power *= 10
    }
    return ends.sorted()
  }

  /// One piece: numbers of the same length.
  private static func digits(from first: Int, to last: Int) -> String {
    zip(String(first), String(last)).map { low, high in low == high ? "\(low)" : "[\(low)-\(high)]" }.joined()
  }
}
