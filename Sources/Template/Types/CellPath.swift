/// The way to a cell of the arena, with every name resolved to a slot.
struct CellPath: Hashable, Sendable {
  /// Where the way begins.
  enum Base: Hashable, Sendable {
    /// The model's root.
    case root
    /// The element that a loop is at.
    case loop(Int)
  }

  var base: Base
  var slots: [Int]

  /// The way to a field of the record that is here.
  func field(_ slot: Int) -> CellPath { CellPath(base: base, slots: slots + [slot]) }
}

/// Something that is known about a place of a template, because a condition around it says so.
enum Fact: Hashable, Sendable {
  /// The value is there.
  case isPresent(CellPath)
  /// The list has an element.
  case hasElements(CellPath)
  /// The artifact is made.
  case isMade(Selection)
  /// The condition holds.
  case holds(Formula)
  /// The condition does not hold.
  case fails(Formula)
}
