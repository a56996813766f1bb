import Diagnostics

extension FindingReport {
  /// The findings as commands to the runner of GitHub Actions, one a line, which annotates the lines of a pull request.
  ///
  /// The runner reads a command from any line that begins with `::`. Up to the next `::` are its properties, in which `:` and `,` are
  /// escaped as well; the text goes to the end of the line (docs.github.com, "Workflow commands"; actions/toolkit, command.ts).
  public var github: String { items.map(Self.command).joined() }

  private static func command(_ item: Item) -> String {
    let (start, end) = (item.span.start, item.span.end)
    var properties: [(String, String)] = []
    if item.finding.place != nil {
      properties = [("file", item.path), ("line", "\(start.line)")]
      // Columns are refused where the lines differ ("Create a check run", annotations).
      if start.line == end.line {
        properties += [("col", "\(start.column)"), ("endLine", "\(end.line)"), ("endColumn", "\(end.column)")]
      } else {
        properties.append(("endLine", "\(end.line)"))
      }
    }
    properties.append(("title", "gen: \(item.finding.id)"))
    let list = properties.map { "\($0)=\(escaped($1, also: ":,"))" }.joined(separator: ",")
    let lines = [item.message] + (item.help.map { ["help: \($0)"] } ?? []) + item.notes.map { "note: \($0)" }
    return "::\(item.finding.severity.rawValue) \(list)::\(escaped(lines.joined(separator: "\n"), also: ""))\n"
  }

  /// A text for a command; whatever is in it, it does not end there.
  private static func escaped(_ text: String, also others: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "%" || scalar == "\r" || scalar == "\n" || others.unicodeScalars.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
