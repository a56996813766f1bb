import Schema

/// A checked expression: its type, and what makes its value.
enum Typed {
  case text(TextType, TextCode)
  case integer(IntegerType, IntegerCode)
  case condition(ConditionCode)
  /// A value in the arena that is no scalar: a list, a record or something that may be absent.
  case cell(Shape, Reference)
  /// Literals in brackets, of use only after `in`.
  case literals([Typed])
}

/// What a name stands for.
enum Binding {
  case cell(Shape, Reference)
  case text(TextType, Int)
  case integer(IntegerType, Int)
  case condition(Int)
  /// The variable `loop` of the loop with this number.
  case loop(Int)
  /// A name that only some branches have set.
  case unset
}
