import TextTypes

/// Decides whether a text is nothing but a merge of versions that gen wrote, so that nobody's work is lost with it.
///
/// git's result is not computed again, since people may have decided conflicts already, each in their own way. Instead no line may be new,
/// and none that all versions have in common may be missing. Lines are compared in their order.
enum MergedText {
  /// Whether a text, with or without conflicts in it, is a merge of versions.
  static func isMerged(_ text: [UInt8], from versions: [[UInt8]]) -> Bool {
    guard versions.count > 1 else { return false }
    let decided = ConflictText(text).map { [$0.ours, $0.theirs] } ?? [text]
    return decided.allSatisfy { isComposed($0, of: versions) }
  }

  private static func isComposed(_ text: [UInt8], of versions: [[UInt8]]) -> Bool {
    let lines = DiffText(text)
    // For each version, its lines that are not in the text, and the text's lines that are not in it.
    let differences = versions.map { difference(DiffText($0), lines) }
    let foreign = differences.dropFirst().reduce(differences.first?.new ?? []) { $0.intersection($1.new) }
    guard foreign.isEmpty else { return false }
    return versions.indices.allSatisfy { index in
      differences[index].old.isEmpty
        || versions.indices.contains { other in
          other != index
            && differences[index].old.isSubset(of: difference(DiffText(versions[index]), DiffText(versions[other])).old)
        }
    }
  }

  private static func difference(_ old: DiffText, _ new: DiffText) -> (old: Set<Int>, new: Set<Int>) {
    let numbers = DiffText.numbers(old, new)
    let changes = LineDiff.changes(from: numbers.old, to: numbers.new)
    return (Set(changes.flatMap(\.old)), Set(changes.flatMap(\.new)))
  }
}
