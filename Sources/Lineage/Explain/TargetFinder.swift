import Compiler
import Diagnostics
import Model
import Template
import TextTypes

/// Finds what was asked about, and says what does not exist.
struct TargetFinder {
  let lineage: BuildLineage
  let names: OutputNames
  /// The lines to explain, those that are no longer there, and those that depend on what was asked about.
  private(set) var lines: [LineReport] = []
  private(set) var removed: [RemovedLine] = []
  private(set) var unknown: [Diagnostic] = []
  private var source = LineageSource(settings: [])
  private let explanations: Explanations
  private let document: [UInt8]

  init(_ lineage: BuildLineage, _ names: OutputNames, _ document: [UInt8]) {
    self.lineage = lineage
    self.names = names
    self.document = document
    explanations = Explanations(of: lineage.model)
  }

  /// The lines that depend on what was asked about, each once.
  var dependents: [(artifact: ArtifactLines, line: OutputLine)] {
    source.isEmpty ? [] : lineage.lines(dependingOn: source)
  }

  /// Finds one target.
  mutating func find(_ target: ExplainTarget) {
    switch target {
    case .line(let path, let line, let column): find(path, line, column)
    case .text(let text, let place): find(text, place)
    case .removed(let text, let place): find(removed: text, place)
    case .key(let key): find(key: key)
    case .site(let line): find(site: line)
    }
  }

  private mutating func explain(
    _ artifact: ArtifactLines, _ line: OutputLine, offset: Int? = nil, removed: String? = nil
  ) {
    let isKnown = lines.contains {
      $0.artifact.artifact.path == artifact.artifact.path && $0.line.number == line.number
    }
    if isKnown, offset == nil { return }
    lines.append(
      LineReport(
        lineage: lineage, explanations: explanations, folder: names.folder, artifact: artifact, line: line,
        offset: offset,
        removed: removed))
  }

  private mutating func find(_ path: String, _ number: Int, _ column: Int?) {
    guard let name = names.artifact(path), let artifact = lineage.artifact(name) else {
      let hint = nearest(path, among: names.paths + names.paths.map { "\(names.folder)/\($0)" })
      return report(
        .noArtifact, "the artifact \(path) does not exist\(hint.map { ", did you mean \($0)?" } ?? "")",
        help: "`gen list` shows them all")
    }
    guard artifact.lines.indices.contains(number - 1) else {
      return report(
        .noLine, "\(path) has no line \(number)",
        help: "its last line is \(names.folder)/\(name):\(artifact.lines.count)")
    }
    let line = artifact.lines[number - 1]
    guard let column else { return explain(artifact, line) }
    let text = Array(artifact.text(of: line).unicodeScalars)
    guard text.indices.contains(column - 1) else {
      return report(
        .noLine, "\(path):\(number) has no column \(column)",
        help: text.isEmpty ? "the line is empty" : "its last one is \(names.folder)/\(name):\(number):\(text.count)")
    }
    let before = text[..<(column - 1)].reduce(0) { $0 + UTF8.width($1) }
    explain(artifact, line, offset: line.range.lowerBound + before)
  }

  /// A line that somebody pasted: the one at its place in the diff, where it says so there, else every line with its text.
  private mutating func find(_ text: String, _ place: ExplainTarget.DiffPlace?) {
    if let place {
      // A file that gen does not make is none of its business.
      guard let name = names.artifact(place.path), let artifact = lineage.artifact(name) else { return }
      if artifact.lines.indices.contains(place.line - 1), artifact.text(of: artifact.lines[place.line - 1]) == text {
        return explain(artifact, artifact.lines[place.line - 1])
      }
      if let line = artifact.lines.filter({ artifact.text(of: $0) == text })
        .min(by: { abs($0.number - place.line) < abs($1.number - place.line) })
      {
        return explain(artifact, line)
      }
      return find(removed: text, place)
    }
    var found = false
    for exact in [true, false] where !found {
      for artifact in lineage.artifacts {
        for line in artifact.lines where Self.isSame(artifact.text(of: line), text, exactly: exact) {
          found = true
          explain(artifact, line)
        }
      }
    }
    guard !found else { return }
    let all = lineage.artifacts.lazy.flatMap { artifact in artifact.lines.lazy.map { artifact.text(of: $0) } }
    let hint = nearest(text, among: all).map { "the nearest line is: \($0)" }
    report(
      .noLine, "no line of the output is: \(text)",
      help: hint ?? "write PATH:LINE, or a line as the output has it, with a + before it")
  }

  private static func isSame(_ line: String, _ text: String, exactly: Bool) -> Bool {
    exactly ? line == text : line.trimmed == text.trimmed && !text.trimmed.isEmpty
  }

  /// A line that was removed: it is explained by the one that its template makes now, or by the template alone.
  private mutating func find(removed text: String, _ place: ExplainTarget.DiffPlace?) {
    let name = place.flatMap { names.artifact($0.path) }
    // What a diff says of a file that gen does not make is none of its business; one that it no longer makes may be.
    if let place, name == nil, !place.path.contains(names.folder + "/") { return }
    let bytes = Array(text.utf8)
    var best: (artifact: ArtifactLines, line: OutputLine, weight: Int, distance: Int)?
    for artifact in lineage.artifacts where name == nil || artifact.artifact.path == name {
      for line in artifact.lines {
        let pattern = artifact.pattern(of: line)
        // Of the lines that a loop makes, the one where the diff is.
        let distance = place.map { abs($0.line - line.number) } ?? 0
        guard pattern.weight > RemovedLine.least, pattern.weight >= best?.weight ?? 0, pattern.matches(bytes) else {
          continue
        }
        if let best, best.weight == pattern.weight, best.distance <= distance { continue }
        best = (artifact, line, pattern.weight, distance)
      }
    }
    if let best { return explain(best.artifact, best.line, removed: text) }
    removed.append(RemovedLine(text, path: name, in: lineage, explanations))
  }

  private mutating func find(key: String) {
    let found = lineage.source(at: key)
    if !found.isEmpty { return add(found) }
    // A line of one word looks like a path.
    let isLine = lineage.artifacts.contains { artifact in
      artifact.lines.contains { artifact.text(of: $0).trimmed == key }
    }
    if isLine { return find(key, nil) }
    let paths = lineage.settings.settings.map(\.path) + explanations.paths
    let hint = nearest(key, among: paths).map { ", did you mean \($0)?" } ?? ""
    report(.noKey, "the value \(key) does not exist\(hint)", help: "`gen show` lists them all")
  }

  private mutating func find(site number: Int) {
    guard let lines = SiteLines(document, file: lineage.model.file) else { return }
    let (own, whole) = lines.settings(at: number)
    guard !own.isEmpty || !whole.isEmpty else {
      let near = lines.nearest(to: number).map {
        "the nearest one is \(lineage.model.file):\($0.line), with \($0.path)"
      }
      return report(
        .noSiteLine, "no setting is written in \(lineage.model.file):\(number)", help: near ?? "name another line")
    }
    for path in whole { add(lineage.source(at: path)) }
    for path in own {
      add(lineage.settings.number(of: path) == nil ? LineageSource(settings: []) : LineageSource(settings: [path]))
    }
  }

  private mutating func add(_ found: LineageSource) {
    source.settings.formUnion(found.settings)
    source.cells.formUnion(found.cells)
  }

  private mutating func report(_ id: FindingID, _ message: String, help: String) {
    unknown.append(Diagnostic(.error, id: id, message, at: nil, help: help))
  }
}

extension String {
  /// The text without blanks at its beginning and its end.
  fileprivate var trimmed: Substring {
    guard let first = firstIndex(where: { $0 != " " && $0 != "\t" }),
      let last = lastIndex(where: { $0 != " " && $0 != "\t" })
    else { return "" }
    return self[first...last]
  }
}
