import Compiler
import Digest
import Lineage
import Output
import Template

/// What has changed, taken apart by its causes.
struct Attribution {
  /// A cause with the lines that it changed, and the files that it made, removed or made runnable.
  struct Share {
    var cause: Cause
    var lines: [LineChange] = []
    var files: [FileChange] = []
  }

  /// A whole file that is not as it was.
  struct FileChange: Hashable {
    enum Kind: String { case added, removed, mode }
    var path: String
    var kind: Kind
    /// Its lines; of a mode that changed, the new one.
    var lines: Int
    var mode: UInt16
  }

  private(set) var shares: [Share] = []
  private let base: ReviewBase
  private let build: Build
  /// The base's site with the templates and the gen of today; nil where there is none.
  let middle: Build?
  /// What each line of both depends on.
  let lineage: (old: BuildLineage, new: BuildLineage)?
  private var order: [Cause: Int] = [:]
  private let templates: TemplateChanges

  init(_ base: ReviewBase, _ build: Build) {
    self.base = base
    self.build = build
    middle = Self.middle(base, build)
    lineage = middle.map { (BuildLineage($0), BuildLineage(build)) }
    templates = TemplateChanges(base.manifest, build)
    compareSites()
    compareBase()
  }

  private static func middle(_ base: ReviewBase, _ build: Build) -> Build? {
    guard let site = base.site, case .built(let middle) = Build.make(site, with: build.templates) else { return nil }
    return middle
  }

  // MARK: Settings

  /// From the base's site to the present one: settings.
  private mutating func compareSites() {
    guard let middle, let lineage else { return }
    let whole = BuildDifference(from: middle, to: build, base.compares)
    let changes = SettingsDifference(from: middle.model, to: build.model).changes
    if whole.isEmpty { return }
    guard changes.count > 1 else {
      let cause: Cause = changes.first.map { .setting($0) } ?? .unknown("the site is written in another way")
      add(cause, whole.lines, whole.files)
      return
    }
    for change in changes { note(.setting(change)) }
    let declared = DeclaredSettings(changes, lineage.old, lineage.new)
    var alone = AloneBuilds(changes, middle, build)
    for line in whole.lines {
      let causes = alone.causes(among: declared.changes(of: line)) { $0.explains(line) }
      for cause in causes { add(cause, [line], []) }
    }
    for file in whole.files {
      let causes = alone.causes(among: declared.changes(of: file)) { $0.explains(file) }
      for cause in causes { add(cause, [], [file]) }
    }
    // A setting that is another one, and changes nothing.
    shares.removeAll { $0.lines.isEmpty && $0.files.isEmpty }
    order = Dictionary(shares.enumerated().map { ($1.cause, $0) }) { first, _ in first }
  }

  // MARK: The base

  /// From the base to its site with the templates and the gen of today: hand edits, templates, gen.
  private mutating func compareBase() {
    guard let middle else {
      let lines = VersionDifference(from: base.files, to: base.versions(build))
      add(.unknown(unknownBase), lines.lines, lines.files)
      return
    }
    let built = base.versions(middle)
    let edited = editedPaths
    let difference = VersionDifference(from: base.files.without(edited), to: built.without(edited))
    let shift = LineShift(from: middle, to: build)
    for var line in difference.lines {
      let cause = templates.cause(of: line, in: middle)
      line.new = line.new.map { shift.line($0, of: line.path) }
      add(cause, [line], [])
    }
    for file in difference.files { add(templates.cause(of: file, in: middle), [], [file]) }
    // Of the folder itself it is said what the edit did, elsewhere what is left of it.
    for path in edited.sorted() {
      let (found, wanted) = (base.files.filter { $0.key == path }, built.filter { $0.key == path })
      let edit = base.isFolder ? VersionDifference(from: wanted, to: found) : VersionDifference(from: found, to: wanted)
      add(.handEdit(path), edit.lines, edit.files)
    }
  }

  /// The paths of files that are not as they were written.
  private var editedPaths: Set<String> {
    let recorded = Dictionary((base.manifest?.files ?? []).map { ($0.path, $0) }) { first, _ in first }
    return Set(base.files.keys).union(recorded.keys).filter { path in
      guard base.compares(path) else { return false }
      guard let file = base.files[path] else { return true }
      guard let known = recorded[path] else { return base.isFolder }
      return known.sha256 != SHA256Digest(of: file.bytes) || known.mode & 0o100 != file.mode & 0o100
    }
  }

  private var unknownBase: String {
    guard let manifest = base.manifest else {
      return base.files.isEmpty ? "nothing has been built yet" : "\(base.name) has no manifest"
    }
    if base.site == nil {
      return "the manifest of \(base.name) does not record the settings: \(manifest.generator) wrote it"
    }
    return "the settings of \(base.name) are refused by this gen"
  }

  // MARK: Gathering

  private mutating func note(_ cause: Cause) {
    guard order[cause] == nil else { return }
    order[cause] = shares.count
    shares.append(Share(cause: cause))
  }

  private mutating func add(_ cause: Cause, _ lines: [LineChange], _ files: [FileChange]) {
    guard !lines.isEmpty || !files.isEmpty else { return }
    note(cause)
    guard let index = order[cause] else { return }
    shares[index].lines += lines
    shares[index].files += files
  }
}

extension [String: FileDiff.Version] {
  /// The files but for those at some paths.
  fileprivate func without(_ paths: Set<String>) -> [String: FileDiff.Version] { filter { !paths.contains($0.key) } }
}
