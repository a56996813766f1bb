/// Where a value is in the arena, as the checker has resolved it.
struct Reference: Equatable, Sendable {
  /// Where the way begins.
  enum Base: Equatable, Sendable {
    /// The model's root.
    case root
    /// A variable of the template that stands for a cell.
    case variable(Int)
  }
  /// Where the way begins.
  var base: Base
  /// The slots of the fields on the way.
  var slots: [Int]
}

/// A text to be made while rendering.
indirect enum TextCode: Sendable {
  case cell(Reference)
  case literal([UInt8])
  case variable(Int)
  case integer(IntegerCode)
  case choice(ConditionCode, TextCode, TextCode)
  case concatenation([TextCode])
  case joined(Reference, separator: [UInt8], element: [Int])
  case upper(TextCode)
  case lower(TextCode)
}

/// A whole number to be made while rendering.
indirect enum IntegerCode: Sendable {
  case cell(Reference)
  case literal(Int)
  case variable(Int)
  case count(Reference)
  case loop(Int, LoopField)
  case arithmetic(Arithmetic, IntegerCode, IntegerCode, Range<Int>)
  case choice(ConditionCode, IntegerCode, IntegerCode)
}

/// A number that a loop knows of itself.
enum LoopField: String {
  case index, index0, revindex, revindex0, length
}

/// A condition to be decided while rendering.
indirect enum ConditionCode: Sendable {
  case constant(Bool)
  case cell(Reference)
  case variable(Int)
  case isPresent(Reference)
  case isNotEmpty(Reference)
  case loopFirst(Int)
  case loopLast(Int)
  case integers(Comparison, IntegerCode, IntegerCode)
  case texts(Comparison, TextCode, TextCode)
  case same(ConditionCode, ConditionCode)
  case oneOf(TextCode, [TextCode])
  case element(TextCode, of: Reference)
  case not(ConditionCode)
  case and(ConditionCode, ConditionCode)
  case or(ConditionCode, ConditionCode)
  case choice(ConditionCode, ConditionCode, ConditionCode)
}

/// A checked part of a template.
indirect enum Code: Sendable {
  case text([UInt8], offset: Int)
  case hole(Hole)
  case choice([(condition: ConditionCode, body: [Code])], otherwise: [Code], range: Range<Int>)
  case loop(LoopCode)
  case setText(Int, TextCode)
  case setInteger(Int, IntegerCode)
  case setCondition(Int, ConditionCode)
  case setCell(Int, Reference)
  /// Another template's code in this place.
  case included([Code], source: Int)
}

/// A place where a value goes to the output.
struct Hole: Sendable {
  /// The value.
  var value: TextCode
  /// The hole's number in its program.
  var id: Int
  /// The bytes of the expression.
  var range: Range<Int>
}

/// A checked loop.
struct LoopCode: Sendable {
  /// The variable that stands for the element.
  var variable: Int
  /// The list.
  var list: Reference
  /// Which elements take part.
  var condition: ConditionCode?
  var body: [Code]
  var otherwise: [Code]
  var range: Range<Int>
}
