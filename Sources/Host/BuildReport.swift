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

  /// Both, sorted: what to hand to `git add`.
  public var changed: [String] { (written + removed).sorted() }

  init(_ plan: ChangePlan) {
    written = (plan.writes + [plan.manifest].compactMap(\.self)).map(\.path).sorted()
    removed = plan.removals
    warnings = plan.warnings
  }
}
