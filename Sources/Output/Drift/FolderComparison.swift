public import Diagnostics

/// The output folder compared with what would be built, for people: the same decisions that a build takes, and nothing done.
public struct FolderComparison: Sendable {
  /// How the folder stands, file by file.
  public let drift: Drift
  /// What a build would do, and why it would not.
  public let plan: ChangePlan
  /// The same for a build that was told to overwrite.
  public let forced: ChangePlan
  private let folder: String

  /// Compares.
  ///
  /// - Parameters:
  ///   - tree: what would be built.
  ///   - drift: how the folder stands against it.
  ///   - folder: the output folder's path, for messages.
  public init(tree: OutputTree, drift: Drift, folder: String) {
    self.drift = drift
    self.folder = folder
    plan = ChangePlan(tree: tree, drift: drift, folder: folder, force: false)
    forced = ChangePlan(tree: tree, drift: drift, folder: folder, force: true)
  }

  /// A file that differs.
  public struct Difference: Hashable, Sendable {
    /// How it stands, in a word: `stale`, `merged`, `edited`, `missing` or `orphan`.
    public var status: String
    /// Its path, with that of the folder.
    public var path: String
    /// The line of it that a build would change first.
    public var line: Int { entry.firstDifference }
    fileprivate var entry: DriftEntry
  }

  /// The files that differ, sorted by path.
  public var differing: [Difference] {
    drift.entries.filter { $0.status != .current }.map { entry in
      // It makes no difference to people whether gen wrote the file before they did.
      let status = entry.status == .foreign ? DriftStatus.edited : entry.status
      return Difference(status: status.rawValue, path: shown(entry.path), entry: entry)
    }
  }

  /// The path of a file in the folder, for messages.
  func shown(_ path: String) -> String { DriftWording(folder: folder).shown(path) }

  /// What makes the folder current.
  public enum Remedy: Sendable, Equatable {
    /// A build.
    case build
    /// A build that overwrites what was edited or is not its own.
    case forcedBuild
    /// Something that no build does.
    case byHand([Diagnostic])
  }

  /// What makes the folder current.
  public var remedy: Remedy {
    if !forced.refusals.isEmpty { return .byHand(forced.refusals) }
    if plan.refusals.contains(where: { $0.id == .newerManifest }) { return .byHand(plan.refusals) }
    return plan.refusals.isEmpty ? .build : .forcedBuild
  }

  /// What stops a build, or what it would lose if it was told to go on; empty where a build makes the folder current.
  public var stops: [Diagnostic] {
    switch remedy {
    case .build: []
    case .forcedBuild: plan.refusals
    case .byHand(let findings): findings
    }
  }

  /// What a build would change that was told to overwrite, as `git apply` takes it.
  public var differences: [UInt8] {
    drift.entries.flatMap { $0.diff(prefix: folder + "/")?.bytes ?? [] }
  }

  /// Why some of what a build would change is not among the differences: something stands there that is no file.
  public var incomparable: [Diagnostic] {
    let wording = DriftWording(folder: folder)
    let hidden = ChangePlan.eachObstacleOnce(drift.entries).filter {
      $0.status != .current && !$0.isEditedOrphan && $0.diff(prefix: "") == nil
    }
    return hidden.compactMap { wording.refusal($0, manifest: drift.manifest, force: false) }
  }
}
