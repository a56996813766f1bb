import Compiler
import Model
import Output
import Template

/// The lines of an artifact, each with the line of a template that made it and the values in it.
struct RenderedLines {
  /// Which line of which template made a line.
  struct Key: Hashable {
    var template: Int32
    var line: Int
  }

  /// A value in a line.
  struct Hole: Hashable {
    /// The tag that stands for it.
    var key: Key
    var source: Range<Int32>
    var text: String
    /// The values of the model that it was made from, and the artifacts whose contents it was made from.
    var cells: [Int32]
    var artifacts: [String]
  }

  let text: DiffText
  private let artifact: Rendered
  private let lineStarts: TemplateLines

  init(_ artifact: Rendered, _ lineStarts: TemplateLines) {
    self.artifact = artifact
    self.lineStarts = lineStarts
    text = DiffText(artifact.bytes)
  }

  /// The line of a template that made a line.
  func key(of line: Int) -> Key? {
    let start = text.lines[line].lowerBound
    guard let first = artifact.provenance.stretch(at: start) else { return nil }
    let stretch = artifact.provenance.stretches[first]
    let begin = first == 0 ? 0 : Int(artifact.provenance.stretches[first - 1].end)
    return key(stretch, at: Int(stretch.source.lowerBound) + (stretch.isValue ? 0 : start - begin))
  }

  /// The values in a line, in their order.
  func holes(of line: Int) -> [Hole] {
    let range = text.lines[line]
    let provenance = artifact.provenance
    guard let first = provenance.stretch(at: range.lowerBound) else { return [] }
    var holes: [Hole] = []
    for index in first..<provenance.stretches.count {
      let stretch = provenance.stretches[index]
      let start = index == 0 ? 0 : Int(provenance.stretches[index - 1].end)
      guard start < range.upperBound else { break }
      guard stretch.isValue else { continue }
      let bytes = artifact.bytes[max(start, range.lowerBound)..<min(Int(stretch.end), range.upperBound)]
      holes.append(
        Hole(
          key: key(stretch, at: Int(stretch.source.lowerBound)), source: stretch.source,
          text: String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes, as: UTF8.self),
          cells: Array(provenance.cells(of: stretch)), artifacts: Array(provenance.artifacts(of: stretch))))
    }
    return holes
  }

  private func key(_ stretch: Provenance.Stretch, at offset: Int) -> Key {
    Key(template: stretch.template, line: lineStarts.line(of: offset, in: Int(stretch.template)))
  }
}

/// Where the lines of templates begin.
struct TemplateLines {
  private let starts: [[Int]]
  private let files: [TemplateSource]

  init(_ templates: [TemplateSource]) {
    files = templates
    starts = templates.map { template in
      [0] + template.bytes.indices.filter { template.bytes[$0] == 0x0A }.map { $0 + 1 }
    }
  }

  /// The number of the line, from 1, that a byte of a template is in.
  func line(of offset: Int, in template: Int) -> Int {
    guard starts.indices.contains(template) else { return 0 }
    let lines = starts[template]
    var low = 0
    var high = lines.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lines[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The path of a template below its folder.
  func path(of template: Int) -> String { files.indices.contains(template) ? files[template].path : "" }
}
