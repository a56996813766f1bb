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

extension Statement {
  /// The names that statements set, but for those in a loop, which are the loop's own; each once, in order.
  static func assigned(in body: [Statement]) -> [String] {
    var names: [String] = []
    func visit(_ body: [Statement]) {
      for statement in body {
        switch statement {
        case .assignment(let name, _, _): if !names.contains(name) { names.append(name) }
        case .choice(let branches, let otherwise, _):
          for branch in branches { visit(branch.body) }
          visit(otherwise)
        case .text, .output, .loop, .include: break
        }
      }
    }
    visit(body)
    return names
  }
}
