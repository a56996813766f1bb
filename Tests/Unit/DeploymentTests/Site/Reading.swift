import Diagnostics
import Document
import Model
import Schema
import YAML

@testable import Deployment

/// A site.yaml that was read in a test.
struct Reading {
  let site: Site
  let diagnostics: [Diagnostic]
  private let source: String

  init(_ source: String) {
    self.source = source
    var found = DiagnosticList()
    let node = YAMLReader.read(Array(source.utf8), file: "site.yaml", into: &found)
    var decoding = Decoding(diagnostics: found)
    site = node.map { Site.decode($0, at: "", in: &decoding) } ?? Site.standIn(at: "")
    diagnostics = decoding.diagnostics.sorted
  }

  /// The findings, each on one line: place, message, name, what to write instead.
  var findings: [String] {
    diagnostics.map { finding in
      let mark = finding.place?.span.start
      let place = mark.map { "\($0.line):\($0.column): " } ?? ""
      return "\(place)\(finding.message) [\(finding.id)]" + (finding.help.map { " | \($0)" } ?? "")
    }
  }

  /// The findings as an operator sees them.
  var text: String {
    DiagnosticPrinter(sources: ["site.yaml": Array(source.utf8)]).text(diagnostics)
  }

  /// Every setting and its value, a line each: `server.memory = 16GiB`.
  var settings: [String] {
    var arena = Arena()
    site.project(into: &arena, at: 0)
    return Settings(arena: arena).lines(Site.shape, cell: 0, path: "")
  }
}

/// The settings of a model, written out.
private struct Settings {
  let arena: Arena

  func lines(_ shape: Shape, cell: Int, path: String) -> [String] {
    let value = arena.cells[cell]
    switch shape {
    case .optional(let wrapped):
      return value.isAbsent ? ["\(path) is absent"] : lines(wrapped, cell: cell, path: path)
    case .record(let type):
      return type.fields.indices.flatMap { slot in
        let key = type.fields[slot].key
        return lines(
          type.fields[slot].shape, cell: Int(value.start) + slot, path: path.isEmpty ? key : "\(path).\(key)")
      }
    case .list, .map:
      guard let element = shape.element, value.count > 0 else { return ["\(path) is empty"] }
      return (0..<Int(value.count)).flatMap { lines(element, cell: Int(value.start) + $0, path: "\(path)[\($0)]") }
    case .either(let shapes):
      // The cell does not say which of the forms it has; a record has fewer fields than the text has letters.
      guard let record = shapes.last, case .record(let type) = record, value.count == type.fields.count else {
        fallthrough
      }
      return lines(record, cell: cell, path: path)
    case .integer, .boolean, .text, .fragment, .secret:
      return ["\(path) = \(String(decoding: arena.text(of: value), as: UTF8.self))"]
    }
  }
}
