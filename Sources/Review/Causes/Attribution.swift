import Compiler
import Digest
import Document
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
  private var order: [Cause: Int] = [:]
  private let templates: TemplateChanges

  init(_ base: ReviewBase, _ build: Build) {
    self.base = base
    self.build = build
    middle = Self.middle(base, build)
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
    guard let middle else { return }
    let whole = BuildDifference(from: middle, to: build, base.compares)
    let changes = SettingsDifference(from: middle.model, to: build.model).changes
    if whole.isEmpty { return }
    guard changes.count > 1 else {
      let cause: Cause = changes.first.map { .setting($0) } ?? .unknown("the site is written in another way")
      add(cause, whole.lines, whole.files)
      return
    }
    // A site that is not right with one of the changes alone says nothing about it.
    let alone = changes.map { change in Self.alone(change, middle, build).map { BuildDifference(from: middle, to: $0) }
    }
    let reach = alone.map { $0.map(Reach.init) }
    let untold = changes.indices.filter { reach[$0] == nil }
    let rest: Cause =
      untold.count == 1
      ? .setting(changes[untold[0]]) : .settings(untold.isEmpty ? changes : untold.map { changes[$0] })
    for change in changes.indices where reach[change] != nil { note(.setting(changes[change])) }
    for line in whole.lines {
      let found = changes.indices.filter { reach[$0]?.explains(line) ?? false }
      for index in found { add(.setting(changes[index]), [line], []) }
      if found.isEmpty { add(rest, [line], []) }
    }
    for file in whole.files {
      let found = changes.indices.filter {
        alone[$0]?.files.contains { $0.path == file.path && $0.kind == file.kind } ?? false
      }
      for index in found { add(.setting(changes[index]), [], [file]) }
      if found.isEmpty { add(rest, [], [file]) }
    }
  }

  /// The base's site with one of the changes; nil where it is not a right one.
  static func alone(_ change: SettingChange, _ middle: Build, _ build: Build) -> Build? {
    guard let node = Node.merged(middle.model.document, build.model.document, change.keys) else { return nil }
    guard case .built(let alone) = Build.make(SiteModel.read(node, file: build.model.file), with: build.templates)
    else {
      return nil
    }
    return alone
  }

  // MARK: The base

  /// From the base to its site with the templates and the gen of today: hand edits, templates, gen.
  private mutating func compareBase() {
    guard let middle else {
      let lines = VersionDifference(from: base.files, to: base.versions(build), build)
      add(.unknown(unknownBase), lines.lines, lines.files)
      return
    }
    let difference = VersionDifference(from: base.files, to: base.versions(middle), middle)
    let shift = LineShift(from: middle, to: build)
    let recorded = Dictionary((base.manifest?.files ?? []).map { ($0.path, $0) }) { first, _ in first }
    let edited = Set(
      Set(base.files.keys).union(recorded.keys).filter { path in
        guard let file = base.files[path] else { return true }
        guard let known = recorded[path] else { return base.isFolder }
        return known.sha256 != SHA256Digest(of: file.bytes) || known.mode & 0o100 != file.mode & 0o100
      })
    for var line in difference.lines {
      let cause = edited.contains(line.path) ? .handEdit(line.path) : templates.cause(of: line, in: middle)
      line.new = line.new.map { shift.line($0, of: line.path) }
      add(cause, [line], [])
    }
    for file in difference.files {
      add(edited.contains(file.path) ? .handEdit(file.path) : templates.cause(of: file, in: middle), [], [file])
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
