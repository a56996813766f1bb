package import Model
package import Template

/// One line of an artifact, with what decided that it is there and what it says.
package struct ArtifactLine {
  /// Which line of which template made it, and for the how many-th time: the same for every version.
  package struct Key: Hashable {
    /// The path of the artifact.
    package var artifact: String
    var template: Int32
    var line: Int
    var repetition: Int
  }

  /// A value in the line.
  package struct Value: Hashable {
    var text: String
    /// The formula, or the setting that it is.
    package var reason: String
  }

  /// The line's text.
  package var text: String
  /// Its values, in their order.
  package var values: [Value]
  /// Why the innermost condition around its beginning is there; nil without one.
  package var gate: String?
  /// The same for every condition that begins and ends in the line.
  package var gates: Set<String>
}

/// The lines of one artifact.
package struct ArtifactLines {
  /// The lines by their keys, in their order.
  package private(set) var lines: [(key: ArtifactLine.Key, line: ArtifactLine)] = []
  private let artifact: Rendered
  private let arena: Arena
  private let templates: [TemplateSource]

  /// Takes an artifact apart.
  ///
  /// - Parameters:
  ///   - artifact: the artifact, with its provenance.
  ///   - arena: the model that it was made from.
  ///   - templates: the sources, in the order in which the provenance counts them.
  package init(_ artifact: Rendered, _ arena: Arena, _ templates: [TemplateSource]) {
    self.artifact = artifact
    self.arena = arena
    self.templates = templates
    var seen: [ArtifactLine.Key: Int] = [:]
    var start = 0
    for piece in artifact.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      defer { start += piece.count + 1 }
      guard let first = artifact.provenance.stretch(at: start) else { continue }
      let stretch = artifact.provenance.stretches[first]
      let begin = first == 0 ? 0 : Int(artifact.provenance.stretches[first - 1].end)
      let offset = Int(stretch.source.lowerBound) + (stretch.isValue ? 0 : start - begin)
      var key = ArtifactLine.Key(
        artifact: artifact.path, template: stretch.template, line: number(offset, in: stretch.template), repetition: 0)
      let count = seen[key, default: 0]
      seen[key] = count + 1
      key.repetition = count
      lines.append((key, line(String(decoding: piece, as: UTF8.self), start..<start + piece.count, first)))
    }
  }

  private func line(_ text: String, _ range: Range<Int>, _ first: Int) -> ArtifactLine {
    let provenance = artifact.provenance
    var line = ArtifactLine(
      text: text, values: [], gate: gate(provenance.controls(of: provenance.stretches[first])), gates: [])
    var index = first
    while index < provenance.stretches.count {
      let stretch = provenance.stretches[index]
      let start = index == 0 ? 0 : Int(provenance.stretches[index - 1].end)
      guard start < range.upperBound else { break }
      if stretch.isValue {
        let value = artifact.bytes[max(start, range.lowerBound)..<min(Int(stretch.end), range.upperBound)]
        line.values.append(
          ArtifactLine.Value(
            text: String(decoding: value, as: UTF8.self), reason: reason(of: stretch)))
      }
      if let control = provenance.controls(of: stretch).first { line.gates.insert(reason(of: control)) }
      index += 1
    }
    return line
  }

  /// The files that a value was made from, where it was made from any; else the reason of its cells.
  private func reason(of stretch: Provenance.Stretch) -> String {
    let files = artifact.provenance.artifacts(of: stretch)
    guard let first = files.first else { return reason(of: artifact.provenance.cells(of: stretch)) }
    return files.count == 1 ? "the content of \(first)" : "the contents of \(first) and \(files.count - 1) more"
  }

  /// The formula of the first value that was derived; the setting where none was.
  private func reason(of cells: ArraySlice<Int32>) -> String {
    let origins = cells.map { arena.origins(of: arena.cells[Int($0)]) }
    let formula = origins.first { !$0.formula.isEmpty }?.formula
    return formula ?? origins.first { !$0.settings.isEmpty }?.settings.first?.path ?? ""
  }

  /// Why the innermost of several conditions is there that has an explanation.
  private func gate(_ controls: [Provenance.Control]) -> String? {
    controls.lazy.compactMap(comment).first ?? controls.first.map(reason)
  }

  /// Why a condition is there: the comment above it in the template, else the formula of its first value.
  private func reason(of control: Provenance.Control) -> String {
    comment(above: control) ?? reason(of: artifact.provenance.cells(of: control))
  }

  /// The comment of a template that ends directly above a condition's line.
  private func comment(above control: Provenance.Control) -> String? {
    let bytes = templates[Int(control.template)].bytes
    let before = bytes[..<(bytes[..<Int(control.source.lowerBound)].lastIndex(of: 0x0A) ?? 0)]
    return Self.comment(String(decoding: before, as: UTF8.self))
  }

  /// The text of the comment that ends a text.
  static func comment(_ text: String) -> String? {
    guard text.hasSuffix("#}"), let begin = text.ranges(of: "{#").last else { return nil }
    let words = text[begin.upperBound...].dropLast(2).split { $0 == " " || $0 == "\n" }
    return words.joined(separator: " ")
  }

  private func number(_ offset: Int, in template: Int32) -> Int {
    templates[Int(template)].bytes[..<offset].count { $0 == 0x0A } + 1
  }
}
