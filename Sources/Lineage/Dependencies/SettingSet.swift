/// What dependencies are summed up to: whether there is one, or which ones there are.
protocol DependencySum: Equatable {
  /// The sum of nothing.
  static var none: Self { get }
  /// Adds another one.
  mutating func add(_ other: Self)
}

extension Bool: DependencySum {
  static var none: Bool { false }
  mutating func add(_ other: Bool) { self = self || other }
}

/// A set of settings, by their numbers in a `SettingTable`.
package struct SettingSet: DependencySum, Sendable {
  /// One bit for each setting, from the number `64 × first` on: most sets are small, and their numbers are near each other.
  private var words: [UInt64] = []
  private var first = 0

  static let none = SettingSet()

  /// Makes an empty set.
  package init() {}

  /// Makes a set of one setting.
  init(_ number: Int) {
    first = number / 64
    words = [1 << UInt64(number % 64)]
  }

  /// Whether there is no setting in it.
  package var isEmpty: Bool { words.isEmpty }

  /// Whether a setting is in it.
  package func contains(_ number: Int) -> Bool {
    let index = number / 64 - first
    return words.indices.contains(index) && words[index] & (1 << UInt64(number % 64)) != 0
  }

  /// Whether a setting is in both sets.
  package func intersects(_ other: SettingSet) -> Bool {
    let (low, high) = (max(first, other.first), min(first + words.count, other.first + other.words.count))
    return low < high && (low..<high).contains { words[$0 - first] & other.words[$0 - other.first] != 0 }
  }

  /// The numbers of its settings, in their order.
  package var numbers: [Int] {
    words.enumerated().flatMap { index, word in
      (0..<64).filter { word & (1 << UInt64($0)) != 0 }.map { (first + index) * 64 + $0 }
    }
  }

  /// Adds the settings of another set.
  package mutating func add(_ other: SettingSet) {
    if other.words.isEmpty { return }
    if words.isEmpty {
      self = other
      return
    }
    if other.first < first {
      words.insert(contentsOf: repeatElement(0, count: first - other.first), at: 0)
      first = other.first
    }
    let missing = other.first + other.words.count - first - words.count
    if missing > 0 { words += repeatElement(0, count: missing) }
    for (index, word) in other.words.enumerated() { words[other.first - first + index] |= word }
  }
}
