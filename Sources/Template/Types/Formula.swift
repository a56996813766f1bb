/// An expression that was checked: names are slots and registers, and every operand has the right type.
indirect enum Formula: Hashable, Sendable {
  /// A scalar of the model.
  case cell(CellPath)
  /// A variable.
  case register(Int)
  case integer(Int)
  case boolean(Bool)
  case text([UInt8])
  /// A fact about a loop's progress.
  case progress(loop: Int, Progress)
  case isPresent(CellPath)
  case length(CellPath)
  case element(CellPath, isFirst: Bool)
  case join(CellPath, separator: [UInt8])
  case upper(Formula)
  case lower(Formula)
  case not(Formula)
  case all([Formula])
  case any([Formula])
  /// Whether two integers are in a relation.
  case compare(Comparison, Formula, Formula)
  /// Whether two texts, or two booleans, have the same bytes.
  case same(Formula, Formula)
  /// Whether a list of the model has an element with these bytes.
  case contained(Formula, in: CellPath)
  /// Whether one of these has the same bytes.
  case listed(Formula, among: [Formula])
  case arithmetic(Arithmetic, Formula, Formula, Region)
  case concatenate([Formula])
  case choose(Formula, then: Formula, otherwise: Formula)
  /// The path of an artifact.
  case artifactPath(Selection)
  /// Whether there is an artifact.
  case isMade(Selection)
  /// The digest of artifacts.
  case digest([DigestPart])
  /// The content of an artifact.
  case contents(Selection)
}

/// What `loop.…` tells.
enum Progress: String, CaseIterable, Sendable {
  case index, index0, revindex, revindex0, first, last, length

  /// Whether it is true or false rather than a number.
  var isBoolean: Bool { self == .first || self == .last }
}
