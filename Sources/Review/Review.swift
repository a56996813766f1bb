public import Compiler
public import Diagnostics
import JSON
public import Output
import Template

/// What a build changes against a base, by its causes.
public struct Review: Sendable {
  /// What it is compared with.
  public let base: String
  /// The causes: settings in the order of the reference, then what only together makes a difference, templates, gen, hand edits.
  public let entries: [Entry]
  /// How many lines change that programs read; each once, whatever its causes.
  public let lines: Int
  /// How many lines change that only people read.
  public let remarks: Int
  /// The files that change, with those that follow from the others.
  public let files: [FileDiff]
  /// How many of them programs or people read, with those that were edited by hand.
  public let fileCount: Int
  /// What applying all of it takes, as commands in their order.
  public let plan: ApplyPlan

  /// Compares.
  ///
  /// - Parameters:
  ///   - build: the present site, as it would be built.
  ///   - base: what it is compared with.
  ///   - disk: the output folder as it is, whose hand edits are causes of their own even when the base is another one.
  ///   - folder: the output folder's path, for places.
  public init(_ build: Build, since base: ReviewBase, disk: Drift, folder: String) {
    self.base = base.name
    files = base.differences(from: build.tree, prefix: folder + "/")
    let read = files.filter { file in !OutputTree.ownPaths.contains { file.path == "\(folder)/\($0)" } }
    let attribution = Attribution(base, build)
    let remarks = RemarkReader(base.files, build)
    let maker = EntryMaker(build, base, attribution, remarks, folder: folder)
    var entries = attribution.shares.map(maker.entry)
    let plan = ApplyPlan(entries, build, base, changesFiles: !read.isEmpty)
    let edits = base.isFolder ? [] : maker.handEdits(in: disk)
    entries += edits
    self.entries = entries
    self.plan = plan
    let edited = edits.filter { edit in !read.contains { edit.consequences.first?.places.first?.path == $0.path } }
    fileCount = read.count + edited.count
    let all = Set(attribution.shares.flatMap(\.lines))
    let ignored = all.count(where: remarks.isRemark)
    self.remarks = ignored + edits.reduce(0) { $0 + $1.remarks }
    lines = all.count - ignored + edits.reduce(0) { $0 + $1.lines }
  }

  /// Whether nothing changes.
  public var isEmpty: Bool { entries.isEmpty && files.isEmpty }

  /// What is removed: files, and flags about data.
  public var flags: [(entry: Entry, flag: ReviewFlag)] { entries.flatMap { entry in entry.flags.map { (entry, $0) } } }

  /// The flags as findings on site.yaml, for those that are asked for.
  public func findings(of risks: Set<ReviewFlag.Risk>) -> [Diagnostic] {
    flags.filter { risks.contains($0.flag.kind.risk) }.map { $0.flag.finding($0.entry.cause) }
  }
}
