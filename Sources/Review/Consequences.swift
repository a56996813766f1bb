import Compiler
import Lineage
import Output
import Template

/// Says what follows from a cause, with equal consequences folded into one.
struct Consequences {
  private let folder: String
  /// The builds before and after where the cause is a setting: values are read from their lines.
  private let sides: (old: Side, new: Side)?
  /// The present build, where it is known.
  private let present: Side?
  private var folded: [Consequence] = []
  private var index: [Key: Int] = [:]

  private struct Key: Hashable {
    var kind: Consequence.Kind
    var name: String
    var old: String?
    var new: String?
  }

  /// A build, as far as values are read from its lines.
  struct Side {
    let names: CellNames
    let lineage: BuildLineage

    init(_ lineage: BuildLineage) {
      names = CellNames(of: lineage.model)
      self.lineage = lineage
    }
  }

  /// - Parameters:
  ///   - folder: the output folder's path, for places.
  ///   - sides: the builds before and after.
  ///   - isSetting: whether the lines are those of these builds.
  private init(folder: String, _ sides: (old: Side, new: Side)?, isSetting: Bool) {
    self.folder = folder
    self.sides = isSetting ? sides : nil
    present = sides?.new
  }

  /// All consequences of some lines and files, those that are of values first.
  static func all(
    _ share: Attribution.Share, _ remarks: RemarkReader, folder: String, _ sides: (old: Side, new: Side)?
  ) -> [Consequence] {
    var all = Consequences(folder: folder, sides, isSetting: !share.cause.changes.isEmpty)
    for file in share.files { all.add(file) }
    var run: [LineChange] = []
    for line in share.lines where !remarks.isRemark(line) {
      if let values = all.values(of: line) {
        all.close(&run)
        for value in values { all.fold(value) }
      } else {
        if let last = run.last, !Self.follows(line, last) { all.close(&run) }
        run.append(line)
      }
    }
    all.close(&run)
    let ranks: [Consequence.Kind] = [.file, .value, .lines, .content]
    return ranks.flatMap { kind in all.folded.filter { $0.kind == kind } }
  }

  private static func follows(_ line: LineChange, _ last: LineChange) -> Bool {
    guard line.path == last.path else { return false }
    switch (last.old, last.new, line.old, line.new) {
    case (nil, let before?, nil, let after?): return after == before + 1
    case (let before?, nil, let after?, nil): return after == before + 1
    default: return false
    }
  }

  /// The values that a line has other than the one in whose place it is; nil where that does not say all about it.
  private func values(of line: LineChange) -> [Consequence]? {
    guard let (old, new) = sides else { return digests(line) }
    guard let before = line.old, let after = line.new, let one = old.lineage.artifact(line.path),
      let two = new.lineage.artifact(line.path)
    else { return nil }
    let pairs = (one.values(before), two.values(after))
    guard pairs.0.map(\.source) == pairs.1.map(\.source), pairs.0.map(\.tag) == pairs.1.map(\.tag) else { return nil }
    let places = [place(line)]
    var found: [Consequence] = []
    for (was, now) in zip(pairs.0, pairs.1) {
      let (former, present) = (one.text(of: was, in: before), two.text(of: now, in: after))
      if former == present { continue }
      if !now.artifacts.isEmpty {
        found.append(
          Consequence(
            kind: .content, name: now.artifacts.joined(separator: ", "), old: nil, new: nil, places: places, lines: 1))
        continue
      }
      let cells = was.cells.count == now.cells.count ? Array(zip(was.cells, now.cells)) : []
      let changed = cells.filter { old.names.text(of: $0) != new.names.text(of: $1) }
      let name = (changed.first?.1 ?? now.cells.first).map { new.names.name(of: $0) } ?? ""
      if changed.count == 1 {
        found.append(value(name, old.names.text(of: changed[0].0), new.names.text(of: changed[0].1), places))
      } else {
        found.append(value(name, former, present, places))
      }
    }
    return found.isEmpty ? nil : found
  }

  /// The contents whose digests a line has, where it is otherwise as it was.
  private func digests(_ line: LineChange) -> [Consequence]? {
    guard let after = line.new, let lines = present?.lineage.artifact(line.path), let old = line.oldText,
      let new = line.newText
    else { return nil }
    let values = lines.values(after).filter { !$0.artifacts.isEmpty }
    guard let value = values.first, values.count == 1 else { return nil }
    let digest = lines.text(of: value, in: after)
    let rest = new.split(separator: digest, omittingEmptySubsequences: false)
    guard rest.count == 2, old.utf8.count == new.utf8.count, old.hasPrefix(rest[0]), old.hasSuffix(rest[1]) else {
      return nil
    }
    return [
      Consequence(
        kind: .content, name: value.artifacts.joined(separator: ", "), old: nil, new: nil, places: [place(line)],
        lines: 1)
    ]
  }

  private func value(_ name: String, _ old: String, _ new: String, _ places: [Consequence.Place]) -> Consequence {
    Consequence(kind: .value, name: name, old: old, new: new, places: places, lines: 1)
  }

  private func place(_ line: LineChange) -> Consequence.Place {
    Consequence.Place(
      path: shown(line.path), line: (line.new ?? line.old).map { $0 + 1 }, isFormer: line.new == nil)
  }

  private func shown(_ path: String) -> String { folder == "." ? path : "\(folder)/\(path)" }

  /// Lines that follow each other are one consequence.
  private mutating func close(_ run: inout [LineChange]) {
    defer { run = [] }
    guard let first = run.first else { return }
    let (old, new) = (run.compactMap(\.oldText), run.compactMap(\.newText))
    fold(
      Consequence(
        kind: .lines, name: "", old: old.isEmpty ? nil : old.joined(separator: "\n"),
        new: new.isEmpty ? nil : new.joined(separator: "\n"), places: [place(first)], lines: run.count))
  }

  private mutating func add(_ file: Attribution.FileChange) {
    let name: String
    switch file.kind {
    case .added: name = "new file of \(file.lines) lines"
    case .removed: name = "removed file of \(file.lines) lines"
    case .mode: name = file.mode & 0o100 != 0 ? "can be run now" : "can no longer be run"
    }
    fold(
      Consequence(
        kind: .file, name: name, old: nil, new: nil, places: [Consequence.Place(path: shown(file.path), line: nil)],
        lines: file.lines))
  }

  private mutating func fold(_ consequence: Consequence) {
    let name = consequence.kind == .value ? Self.general(consequence.name) : consequence.name
    let key = Key(kind: consequence.kind, name: name, old: consequence.old, new: consequence.new)
    guard let known = index[key] else {
      index[key] = folded.count
      folded.append(consequence)
      return
    }
    if folded[known].name != consequence.name { folded[known].name = name }
    folded[known].places += consequence.places.filter { !folded[known].places.contains($0) }
    folded[known].lines += consequence.lines
  }

  /// A path in which any element of a list stands for all of them.
  private static func general(_ path: String) -> String {
    var text = ""
    var isInside = false
    for character in path {
      if character == "]" { isInside = false }
      if !isInside { text.append(character) }
      if character == "[" {
        isInside = true
        text.append("*")
      }
    }
    return text
  }
}
