/// What a formula comes to.
enum Value: Sendable {
  case integer(Int)
  case boolean(Bool)
  case text([UInt8])
  /// A scalar's cell in the arena.
  case cell(Int)
}
