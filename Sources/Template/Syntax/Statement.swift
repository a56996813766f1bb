/// A part of a template, as it is written.
indirect enum Statement {
  /// Text that goes to the output.
  case text(Range<Int>)
  /// A value that goes to the output.
  case output(Expression)
  /// A choice between branches.
  case choice([Branch], otherwise: [Statement], range: Range<Int>)
  /// A loop over a list.
  case loop(Loop)
  /// A name for a value.
  case assignment(String, Expression, nameRange: Range<Int>)
  /// Another template in this place.
  case include(String, range: Range<Int>)

  /// One branch of a choice.
  struct Branch {
    var condition: Expression
    var body: [Statement]
  }

  /// A loop over a list.
  struct Loop {
    var name: String
    var nameRange: Range<Int>
    var list: Expression
    var condition: Expression?
    var body: [Statement]
    var otherwise: [Statement]
    var range: Range<Int>
  }
}
