import Diagnostics

/// An odoo.conf, as Odoo reads it: Python's RawConfigParser, without interpolation.
///
/// Names of options are in lower case. A comment has a line of its own. A line that is indented deeper than its option goes on with the value.
struct OdooConf {
  /// An option as it is written.
  struct Option {
    var section: String
    var name: String
    var value: String
    var place: Place
  }

  /// The path of the file.
  let path: String
  /// All options, in the order of the file; where one is written twice, Odoo does not start.
  private(set) var options: [Option] = []
  /// Lines that are neither a section nor an option.
  private(set) var faults: [Place] = []

  /// The options of `[options]`: the only section that Odoo itself reads.
  var own: [Option] { options.filter { $0.section == "options" } }

  /// Reads a file; nil where it is no text or has no section.
  init?(_ file: OldFile) {
    guard let lines = file.lines else { return nil }
    path = file.path
    var section: String?
    var indentation: Int?
    for (index, line) in lines.enumerated() {
      let text = line.trimmed
      let depth = line.prefix { $0 == " " || $0 == "\t" }.count
      if text.isEmpty || text.hasPrefix("#") || text.hasPrefix(";") { continue }
      let place = Place(file: path, span: Span(at: Mark(line: index + 1, column: depth + 1)))
      if let above = indentation, depth > above, let last = options.indices.last {
        options[last].value += options[last].value.isEmpty ? text : "\n" + text
      } else if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
        section = String(text[text.index(after: text.startIndex)..<end])
        indentation = nil
      } else if let section, let delimiter = text.firstIndex(where: { $0 == "=" || $0 == ":" }),
        delimiter > text.startIndex
      {
        options.append(
          Option(
            section: section, name: String(text[..<delimiter]).trimmed.lowercased(),
            value: String(text[text.index(after: delimiter)...]).trimmed, place: place))
        indentation = depth
      } else {
        faults.append(place)
      }
    }
    guard section != nil else { return nil }
  }
}
