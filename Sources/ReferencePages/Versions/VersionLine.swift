import Compiler
import Lineage
import Model
import Template

/// One line of an artifact, with what decided that it is there and what it says.
struct VersionLine {
  /// Which line of which template made it, and for the how many-th time: the same for every version.
  struct Key: Hashable {
    /// The path of the artifact.
    var artifact: String
    var template: TemplatePlace
    var repetition: Int
  }

  /// A value in the line.
  struct Value: Hashable {
    var text: String
    /// The formula, or the setting that it is.
    var reason: String
  }

  /// The line's text.
  var text: String
  /// Its values, in their order.
  var values: [Value]
  /// Why the innermost condition around its beginning is there; nil without one.
  var gate: String?
  /// The same for the innermost condition around each part of it.
  var gates: Set<String>
}

/// The lines of one artifact, to be compared with those of other versions.
struct VersionLines {
  /// The lines by their keys, in their order.
  private(set) var lines: [(key: VersionLine.Key, line: VersionLine)] = []
  private let artifact: ArtifactLines
  private let build: Build

  init(_ artifact: ArtifactLines, of build: Build) {
    self.artifact = artifact
    self.build = build
    var seen: [VersionLine.Key: Int] = [:]
    for line in artifact.lines {
      var key = VersionLine.Key(
        artifact: artifact.artifact.path, template: artifact.template(of: line), repetition: 0)
      let count = seen[key, default: 0]
      seen[key] = count + 1
      key.repetition = count
      lines.append((key, self.line(line)))
    }
  }

  private func line(_ line: OutputLine) -> VersionLine {
    let bytes = artifact.artifact.bytes
    return VersionLine(
      text: artifact.text(of: line),
      values: artifact.values(in: line).map { value in
        VersionLine.Value(
          text: String(decoding: bytes[value.range.clamped(to: line.range)], as: UTF8.self), reason: reason(of: value))
      },
      gate: gate(artifact.conditions(at: line.range.lowerBound)), gates: Set(artifact.innermost(in: line).map(reason)))
  }

  /// The files that a value was made from, where it was made from any; else the reason of its cells.
  private func reason(of value: LineValue) -> String {
    guard let first = value.artifacts.first else { return reason(of: value.cells) }
    let more = value.artifacts.count - 1
    return more == 0 ? "the content of \(first)" : "the contents of \(first) and \(more) more"
  }

  /// The formula of the first value that was derived; the setting where none was.
  private func reason(of cells: [Int32]) -> String {
    let arena = build.model.arena
    let origins = cells.map { arena.origins(of: arena.cells[Int($0)]) }
    let formula = origins.first { !$0.formula.isEmpty }?.formula
    return formula ?? origins.first { !$0.settings.isEmpty }?.settings.first?.path ?? ""
  }

  /// Why the innermost of several conditions is there that has an explanation.
  private func gate(_ conditions: [LineCondition]) -> String? {
    conditions.lazy.compactMap(comment).first ?? conditions.first.map(reason)
  }

  /// Why a condition is there: the comment above it in the template, else the formula of its first value.
  private func reason(of condition: LineCondition) -> String {
    comment(above: condition) ?? reason(of: condition.cells)
  }

  /// The comment of a template that ends directly above a condition's line.
  private func comment(above condition: LineCondition) -> String? {
    let bytes = build.templates.index.sources[condition.tag.template].bytes
    let before = bytes[..<(bytes[..<condition.source.lowerBound].lastIndex(of: 0x0A) ?? 0)]
    return Self.comment(String(decoding: before, as: UTF8.self))
  }

  /// The text of the comment that ends a text.
  static func comment(_ text: String) -> String? {
    guard text.hasSuffix("#}"), let begin = text.ranges(of: "{#").last else { return nil }
    let words = text[begin.upperBound...].dropLast(2).split { $0 == " " || $0 == "\n" }
    return words.joined(separator: " ")
  }
}
