/// A state of a reader that says of each of its parts how it joins.
///
/// One declaration answers both questions that are asked of two states: which one stands for both where branches meet, and whether
/// one that was found in an output is among those that the analysis counted on. A part that the declaration does not name must be
/// the same in both, so that a part that is forgotten makes a template an error, and never a place unsafe.
protocol Joinable: Hashable, Sendable {
  /// Brings each part that need not be the same in both to what stands for both.
  static func unify(_ a: inout Self, _ b: inout Self, _ how: Unification)
}

extension Joinable {
  /// Only equal states go on alike, unless a format knows better.
  static func unify(_ a: inout Self, _ b: inout Self, _ how: Unification) {}

  /// The state that stands for both of two; nil when the reader would go on differently after each.
  func joined(_ other: Self) -> Self? {
    if self == other { return self }
    var (a, b) = (self, other)
    Self.unify(&a, &b, .branches)
    return a == b ? a : nil
  }

  /// Whether a state that was found in an output adds nothing to what was counted on.
  func agrees(with expected: Self) -> Bool {
    if self == expected { return true }
    var (a, b) = (expected, self)
    Self.unify(&a, &b, .output)
    return a == b && a == expected
  }
}

/// What two states are brought together for. What is done to one part is the same for both, and never depends on their order but
/// where a part is not foreseen.
enum Unification {
  /// Both were reached by the analysis, and what follows is read after either.
  case branches
  /// The first one is what the analysis foresaw, the second was found in an output.
  case output

  /// Puts what stands for both into both. A part that no analysis can foresee, as it comes from the bytes of values, is not compared with
  /// an output.
  private func settle<Part>(_ a: inout Part, _ b: inout Part, _ isForeseen: Bool, _ both: (Part, Part) -> Part) {
    if self == .output, !isForeseen {
      b = a
    } else {
      let both = both(a, b)
      (a, b) = (both, both)
    }
  }

  /// What is true where one of them says so.
  func either(_ a: inout Bool, _ b: inout Bool, isForeseen: Bool = true) { settle(&a, &b, isForeseen) { $0 || $1 } }

  /// What is true only where both say so.
  func both(_ a: inout Bool, _ b: inout Bool, isForeseen: Bool = true) { settle(&a, &b, isForeseen) { $0 && $1 } }

  /// The smaller number.
  func least(_ a: inout Int, _ b: inout Int, isForeseen: Bool = true) { settle(&a, &b, isForeseen, min) }

  /// The larger number.
  func most(_ a: inout Int, _ b: inout Int, isForeseen: Bool = true) { settle(&a, &b, isForeseen, max) }

  /// Everything that one of two sets has.
  func all<Part: SetAlgebra>(_ a: inout Part, _ b: inout Part, isForeseen: Bool = true) {
    settle(&a, &b, isForeseen) { $0.union($1) }
  }

  /// What both sets have.
  func common<Part: SetAlgebra>(_ a: inout Part, _ b: inout Part, isForeseen: Bool = true) {
    settle(&a, &b, isForeseen) { $0.intersection($1) }
  }

  /// A word that both have read, or one that nothing is known of.
  func word(_ a: inout ShortWord, _ b: inout ShortWord) { settle(&a, &b, true) { $0.joined($1) } }

  /// Of two in a row, from the most harmless to the one to be most careful with, the latter.
  func careful<Part: Equatable>(_ a: inout Part, _ b: inout Part, _ row: [Part], isForeseen: Bool = true) {
    guard a != b, let left = row.firstIndex(of: a), let right = row.firstIndex(of: b) else { return }
    settle(&a, &b, isForeseen) { _, _ in row[max(left, right)] }
  }

  /// What stands for any two different ones of a group.
  func one<Part: Equatable>(_ a: inout Part, _ b: inout Part, of group: [Part], as both: Part) {
    guard a != b, group.contains(a), group.contains(b) else { return }
    settle(&a, &b, true) { _, _ in both }
  }

  /// What cannot be foreseen at all; where branches meet it must be the same.
  func unforeseen<Part>(_ a: inout Part, _ b: inout Part) {
    if self == .output { b = a }
  }

  /// A state within the state.
  func nested<Part: Joinable>(_ a: inout Part, _ b: inout Part) {
    if a != b { Part.unify(&a, &b, self) }
  }
}
