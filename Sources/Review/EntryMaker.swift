import Compiler
import JSON
import Output
import Template

/// Makes an entry of a cause and what it changed.
struct EntryMaker {
  private let folder: String
  private let remarks: RemarkReader
  private let sides: (old: Consequences.Side, new: Consequences.Side)?
  private let services: Services
  /// The artifacts that templates of gen make.
  private let builtIn: Set<String>
  /// What a change from the base to the present is about, and from what would be built to what somebody made of it.
  private let change: Judgement
  /// The same for settings, whose former lines are those of the base's site with today's templates.
  private let setting: Judgement
  private let edit: Judgement
  private let build: Build
  private let base: ReviewBase
  private let middle: Build?
  private let isAlone: Bool

  init(_ build: Build, _ base: ReviewBase, _ attribution: Attribution, _ remarks: RemarkReader, folder: String) {
    self.build = build
    self.base = base
    self.folder = folder
    self.remarks = remarks
    middle = attribution.middle
    sides = attribution.lineage.map { (Consequences.Side($0.old), Consequences.Side($0.new)) }
    services = Services(build)
    let paths = Set(BuiltInTemplates.all.map(\.path))
    let sources = build.templates.index.sources
    builtIn = paths.union(build.artifacts.filter { paths.contains(sources[$0.template].path) }.map(\.path))
    let wanted = base.versions(attribution.middle ?? build)
    setting = Judgement(from: wanted, to: base.versions(build), services, builtIn, folder: folder)
    change = Judgement(from: base.files, to: base.versions(build), services, builtIn, folder: folder)
    edit = base.isFolder ? Judgement(from: wanted, to: base.files, services, builtIn, folder: folder) : change
    isAlone = attribution.shares.count { !$0.cause.changes.isEmpty } == 1
  }

  /// The entry of a cause.
  func entry(_ share: Attribution.Share) -> Entry {
    if case .handEdit = share.cause { return entry(share, edit) }
    return entry(share, share.cause.changes.isEmpty ? change : setting)
  }

  private func entry(_ share: Attribution.Share, _ judgement: Judgement) -> Entry {
    let read = share.lines.filter { !remarks.isRemark($0) }
    var parts = read.flatMap(judgement.reader.parts(of:))
    parts += share.files.map { judgement.reader.part(of: $0.path) }
    var effects = Set(Set(parts).flatMap { part in ImpactTable.row(part.kind)?.effects(part, services) ?? [] })
    if effects.count > 1 { effects.remove(.nothing) }
    if effects.isEmpty { effects = [.nothing] }
    var flags: [ReviewFlag] = []
    for flag in bound(share) + read.flatMap(judgement.rules.flags(of:)) + share.files.flatMap(Self.flags)
    where !flags.contains(where: { $0.kind == flag.kind && $0.message == flag.message }) {
      flags.append(flag)
    }
    if let flag = Interruption.flag(effects, services) { flags.append(flag) }
    let kinds = ReviewFlag.Kind.allCases
    flags = kinds.flatMap { kind in flags.filter { $0.kind == kind } }
    return Entry(
      cause: share.cause, consequences: Consequences.all(share, remarks, folder: folder, sides),
      lines: read.count, files: Set(read.map(\.path) + share.files.map(\.path)).count,
      remarks: share.lines.count - read.count, effects: effects.sorted(), flags: flags)
  }

  /// The flags of settings that data is bound to.
  private func bound(_ share: Attribution.Share) -> [ReviewFlag] {
    switch share.cause {
    case .setting(let change):
      guard let middle else { return [] }
      let (before, after) = (middle.tree.manifest.settings, build.tree.manifest.settings)
      let all = BoundFlags.flags(from: before, to: after)
      if all.isEmpty || isAlone { return all }
      let alone = AloneBuilds.build(change, middle, build)?.tree.manifest.settings ?? before
      return BoundFlags.flags(from: before, to: alone)
    case .settings, .unknown:
      let before = middle?.tree.manifest.settings ?? base.manifest?.settings ?? .null
      return BoundFlags.flags(from: before, to: build.tree.manifest.settings)
    case .generator:
      guard let middle, let manifest = base.manifest else { return [] }
      return BoundFlags.flags(from: manifest.settings, to: middle.tree.manifest.settings)
    case .template, .handEdit: return []
    }
  }

  /// The flags of whole files.
  private static func flags(_ file: Attribution.FileChange) -> [ReviewFlag] {
    switch (file.path, file.kind) {
    case (ComposePlaces.path, .removed):
      [ReviewFlag(kind: .losesData, message: "nothing describes the volumes any more", place: nil)]
    case ("fetch-secrets.sh", _), (".env.example", _):
      [ReviewFlag(kind: .touchesSecret, message: "secrets come from another provider", place: nil)]
    default: []
    }
  }

  /// Files of the output folder that are not as they were written, where it is not the base, with how many lines that programs read and that
  /// people read are others.
  func handEdits(in disk: Drift) -> [Entry] {
    disk.entries.compactMap { entry in
      guard entry.status == .edited || entry.status == .foreign, let built = entry.built,
        case .file(let mode, let bytes) = entry.found, !OutputTree.ownPaths.contains(entry.path)
      else { return nil }
      let wanted = [entry.path: FileDiff.Version(mode: built.mode, bytes: built.bytes)]
      let found = [entry.path: FileDiff.Version(mode: mode, bytes: bytes)]
      let difference = VersionDifference(from: wanted, to: found)
      return self.entry(
        Attribution.Share(cause: .handEdit(entry.path), lines: difference.lines, files: difference.files),
        Judgement(from: wanted, to: found, services, builtIn, folder: folder))
    }
  }
}

/// What changed lines are about, for two versions of the output folder.
struct Judgement {
  let reader: PartReader
  let rules: FlagRules

  init(
    from old: [String: FileDiff.Version], to new: [String: FileDiff.Version], _ services: Services,
    _ builtIn: Set<String>, folder: String
  ) {
    reader = PartReader(from: old, to: new, services, builtIn: builtIn)
    rules = FlagRules(reader, former: old[SitePlaces.path].map { DiffText($0.bytes) }) { line in
      Consequence.Place(
        path: folder == "." ? line.path : "\(folder)/\(line.path)", line: (line.new ?? line.old).map { $0 + 1 },
        isFormer: line.new == nil)
    }
  }
}
