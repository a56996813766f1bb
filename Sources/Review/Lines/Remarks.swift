/// Tells what a program on the server reads from what only people read: comments, and pages such as the run book.
struct Remarks {
  /// The output format's name.
  private let format: String
  private let documents: [Bool]
  /// Whether the artifact is not used on the server: unit tests of alerts follow from the alerts, which are reviewed.
  private let isAside: Bool

  /// - Parameters:
  ///   - format: the artifact's format, as its template names it; nil where that is not known.
  ///   - path: the artifact's path, which says it otherwise.
  ///   - lines: the artifact's lines.
  init(format: String?, path: String, lines: [String]) {
    self.format = format ?? Self.format(of: path, first: lines.first ?? "")
    isAside = path.hasSuffix("monitoring/tests.yml")
    documents = self.format == "sh" ? Self.documents(lines) : []
  }

  /// Whether a line is for people only.
  func isRemark(_ line: String, at number: Int) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    if isAside { return true }
    switch format {
    case "markdown": return true
    case "json", "text": return false
    case "html": return text.hasPrefix("<!--") && text.hasSuffix("-->") || text.isEmpty
    default: break
    }
    if text.isEmpty { return !isInDocument(number) }
    switch format {
    case "zone": return text.hasPrefix(";")
    case "ini.odoo": return text.hasPrefix(";") || text.hasPrefix("#")
    case "sh": return text.hasPrefix("#") && !text.hasPrefix("#!") && !isInDocument(number)
    case "dockerfile": return text.hasPrefix("#") && !text.hasPrefix("# syntax=") && !text.hasPrefix("# escape=")
    default: return text.hasPrefix("#") && !text.hasPrefix("#!")
    }
  }

  private func isInDocument(_ line: Int) -> Bool { documents.indices.contains(line) && documents[line] }

  /// Which lines of a script are in a here-document, which another program reads.
  private static func documents(_ lines: [String]) -> [Bool] {
    var end: String?
    return lines.map { line in
      if let wanted = end {
        if line.trimmed == wanted { end = nil }
        return true
      }
      // In a comment it begins nothing.
      guard !line.trimmed.hasPrefix("#"), let start = line.ranges(of: "<<").last else { return false }
      let word = line[start.upperBound...].drop { $0 == "-" || $0 == " " }.prefix {
        $0 != " " && $0 != ")" && $0 != ";" && $0 != "|"
      }
      let delimiter = word.filter { $0 != "'" && $0 != "\"" && $0 != "\\" }
      if let first = delimiter.first, first.isLetter || first == "_" { end = String(delimiter) }
      return false
    }
  }

  /// The format of a file that no template is known for.
  private static func format(of path: String, first: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    switch name.split(separator: ".").last.map(String.init) ?? "" {
    case "md": return "markdown"
    case "json": return "json"
    case "html": return "html"
    case "zone": return "zone"
    case "sh": return "sh"
    case "yml", "yaml": return "yaml"
    case "conf": return path.contains("/") ? "nginx" : "ini.odoo"
    case "crontab": return "crontab"
    default: return first.hasPrefix("#!/bin/sh") ? "sh" : name.hasPrefix("Dockerfile") ? "dockerfile" : "text"
    }
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
