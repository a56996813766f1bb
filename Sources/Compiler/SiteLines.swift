import Diagnostics
import Document
import YAML

/// Which settings are written in which line of a site.
package struct SiteLines {
  /// A setting, or a section, and the lines that it takes.
  private struct Entry {
    let path: String
    /// The line of its key, or of its dash.
    let first: Int
    let last: Int
    let isScalar: Bool
  }

  private var entries: [Entry] = []

  /// Reads a site; nil where it is no YAML.
  package init?(_ bytes: [UInt8], file: String) {
    var findings = DiagnosticList()
    guard let document = YAMLReader.read(bytes, file: file, into: &findings) else { return nil }
    note(document, "")
  }

  private mutating func note(_ node: Node, _ path: String) {
    switch node.content {
    case .mapping(let pairs):
      for pair in pairs {
        let inner = path.isEmpty ? pair.key : "\(path).\(pair.key)"
        note(pair.value, inner, from: pair.keyPlace.span.start.line)
      }
    case .sequence(let items):
      for (index, item) in items.enumerated() { note(item, "\(path)[\(index)]", from: item.place.span.start.line) }
    case .scalar: break
    }
  }

  private mutating func note(_ node: Node, _ path: String, from line: Int) {
    var isScalar = false
    if case .scalar = node.content { isScalar = true }
    let end = node.place.span.end
    // A block ends where the next line begins.
    let last = end.column == 1 && end.line > line ? end.line - 1 : end.line
    entries.append(Entry(path: path, first: line, last: max(last, line), isScalar: isScalar))
    note(node, path)
  }

  /// The settings of a line: those whose values stand there, with the sections that begin and end there; else the section whose key
  /// does, with everything in it.
  package func settings(at line: Int) -> (own: [String], whole: [String]) {
    let scalars = entries.filter { $0.isScalar && ($0.first...$0.last).contains(line) }
    let sections = entries.filter { !$0.isScalar && $0.first == line }
    if scalars.isEmpty { return ([], sections.map(\.path)) }
    return ((sections.filter { $0.last == line } + scalars).map(\.path), [])
  }

  /// The line nearest to one that has a setting, and the first setting there; nil where the site has none.
  package func nearest(to line: Int) -> (line: Int, path: String)? {
    let best = entries.min { abs($0.first - line) < abs($1.first - line) }
    return best.map { ($0.first, $0.path) }
  }
}
