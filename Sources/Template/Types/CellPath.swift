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

/// Something that is known about a value at a place of a template, because a condition around it says so.
struct Fact: Hashable, Sendable {
  /// What is known.
  enum Kind: Hashable, Sendable {
    /// The value is there.
    case isPresent
    /// The list has an element.
    case hasElements
  }

  var kind: Kind
  var path: CellPath
}
