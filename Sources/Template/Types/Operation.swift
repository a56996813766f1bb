import TextTypes

/// One step of a program.
indirect enum Operation: Sendable {
  /// Bytes of a template that go to the output as they are, and their index among the program's texts.
  case text(Region, index: Int)
  /// A value that goes to the output.
  case hole(Hole)
  /// The first branch whose condition holds, or else the last part; the region is the `if`.
  case branch([Branch], otherwise: [Operation], Region)
  case loop(Loop)
  /// A variable gets a value.
  case assign(register: Int, Formula)
  /// What an include brought; the region is the path in its tag.
  case included([Operation], Region)

  /// What a value's place holds. Not in place: a hole is handed on for each value, and a type has many parts.
  indirect enum Content: Sendable, Equatable {
    /// A text of a type.
    case text(TextType)
    /// A trusted fragment.
    case fragment(FragmentType)
  }

  /// A value's place.
  struct Hole: Sendable {
    /// Its index among the program's holes.
    var index: Int
    var formula: Formula
    var content: Content
    var region: Region
    /// The value, as the template has it.
    var subject: Region
  }

  /// One branch.
  struct Branch: Sendable {
    var condition: Formula
    var body: [Operation]
    var region: Region
  }

  /// The variables that it may give a value.
  fileprivate var assigned: [Int] {
    switch self {
    case .text, .hole: []
    case .branch(let branches, let otherwise, _): branches.flatMap(\.body.assigned) + otherwise.assigned
    case .loop(let loop): loop.body.assigned + (loop.otherwise ?? []).assigned
    case .assign(let register, _): [register]
    case .included(let body, _): body.assigned
    }
  }

  /// A loop.
  struct Loop: Sendable {
    /// Its index among the program's loops.
    var index: Int
    var list: CellPath
    var condition: Formula?
    var body: [Operation]
    var otherwise: [Operation]?
    var region: Region
  }
}

extension [Operation] {
  /// The variables that one of them may give a value.
  var assigned: [Int] { flatMap(\.assigned) }
}
