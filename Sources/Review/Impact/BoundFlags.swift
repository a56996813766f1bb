import JSON
import Output

/// The flags of settings that data is bound to, for two models.
enum BoundFlags {
  /// Those whose change cannot be taken back once the new version has run.
  private static let irreversible = ["odoo.version", "postgres.version"]

  static func flags(from old: JSONValue, to new: JSONValue) -> [ReviewFlag] {
    BoundSettings.changes(from: old, to: new).flatMap { change -> [ReviewFlag] in
      let flag = ReviewFlag(
        kind: .losesData, message: "\(change.key) \(change.old) → \(change.new): \(change.consequence)", place: nil)
      guard irreversible.contains(change.key) else { return [flag] }
      return [
        flag,
        ReviewFlag(
          kind: .cannotBeUndone,
          message: "\(change.key) \(change.old) → \(change.new): the way back is a backup from before", place: nil),
      ]
    }
  }
}
