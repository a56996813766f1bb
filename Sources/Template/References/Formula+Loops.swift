extension Formula {
  /// The one loop whose element the formula is about; nil where there is none, or more.
  var loop: Int? {
    let loops = Set(paths.compactMap { if case .loop(let index) = $0.base { index } else { nil } })
    return loops.count == 1 ? loops.first : nil
  }

  /// The same about the element of another loop.
  func rebased(_ loop: Int, to other: Int) -> Formula {
    mapped { path in path.base == .loop(loop) ? CellPath(base: .loop(other), slots: path.slots) : path }
  }

  private var paths: [CellPath] {
    switch self {
    case .cell(let path), .isPresent(let path), .length(let path), .element(let path, _), .join(let path, _): [path]
    case .contained(let operand, let path): operand.paths + [path]
    default: operands.flatMap(\.paths)
    }
  }

  private var operands: [Formula] {
    switch self {
    case .upper(let one), .lower(let one), .not(let one): [one]
    case .all(let several), .any(let several), .concatenate(let several): several
    case .compare(_, let left, let right), .same(let left, let right), .arithmetic(_, let left, let right, _):
      [left, right]
    case .listed(let one, let others): [one] + others
    case .choose(let condition, let then, let otherwise): [condition, then, otherwise]
    default: []
    }
  }

  private func mapped(_ change: (CellPath) -> CellPath) -> Formula {
    switch self {
    case .cell(let path): .cell(change(path))
    case .isPresent(let path): .isPresent(change(path))
    case .length(let path): .length(change(path))
    case .element(let path, let isFirst): .element(change(path), isFirst: isFirst)
    case .join(let path, let separator): .join(change(path), separator: separator)
    case .contained(let operand, let path): .contained(operand.mapped(change), in: change(path))
    case .upper(let one): .upper(one.mapped(change))
    case .lower(let one): .lower(one.mapped(change))
    case .not(let one): .not(one.mapped(change))
    case .all(let several): .all(several.map { $0.mapped(change) })
    case .any(let several): .any(several.map { $0.mapped(change) })
    case .concatenate(let several): .concatenate(several.map { $0.mapped(change) })
    case .compare(let comparison, let left, let right):
      .compare(comparison, left.mapped(change), right.mapped(change))
    case .same(let left, let right): .same(left.mapped(change), right.mapped(change))
    case .arithmetic(let operation, let left, let right, let region):
      .arithmetic(operation, left.mapped(change), right.mapped(change), region)
    case .listed(let one, let others): .listed(one.mapped(change), among: others.map { $0.mapped(change) })
    case .choose(let condition, let then, let otherwise):
      .choose(condition.mapped(change), then: then.mapped(change), otherwise: otherwise.mapped(change))
    case .register, .integer, .boolean, .text, .progress, .artifactPath, .isMade, .digest, .contents: self
    }
  }
}
