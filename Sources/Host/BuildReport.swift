public import Diagnostics
import Output

/// What a build did to the output folder.
public struct BuildReport: Hashable, Sendable {
  /// The files written, relative to the folder, sorted; with `SHA256SUMS` and the manifest where they changed.
  public let written: [String]
  /// The orphans removed, relative to the folder, sorted.
  public let removed: [String]
  /// What should be known: orphans that were edited and stay.
  public let warnings: [Diagnostic]

  /// How many files were as built already.
  public let unchanged: Int

  /// Both, sorted: what to hand to `git add`.
  public var changed: [String] { (written + removed).sorted() }

  init(_ plan: ChangePlan, of tree: OutputTree) {
    written = (plan.writes + [plan.manifest].compactMap(\.self)).map(\.path).sorted()
    removed = plan.removals
    warnings = plan.warnings
    unchanged = tree.files.count + 1 - written.count
  }
}

/// What a build is about to do, for those who wait.
public enum BuildStep: Hashable, Sendable {
  /// To wait for another build in the same folder.
  case waiting
  /// To write a file.
  case writing(done: Int, of: Int)
}
