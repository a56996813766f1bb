/// What a build would change, as a unified diff.
public enum UnifiedDiff {
  /// The diff of a folder.
  public static func text(of drift: Drift, in folder: String) -> [UInt8] { [] }
}
