extension DiagnosticPrinter {
  /// All findings as a JSON array, in the order given, ended by a line feed.
  ///
  /// Each element has `file`, `line`, `column`, `end_line`, `end_column` (null for a finding without a place),
  /// `severity`, `id`, `message`, `help` (null without one) and `notes`, an array of the same place keys and `message`.
  public func json(_ diagnostics: [Diagnostic]) -> String {
    guard !diagnostics.isEmpty else { return "[]\n" }
    let elements = diagnostics.map { diagnostic in
      let notes = diagnostic.notes.map { "{\(placeKeys($0.place)), \"message\": \(quoted($0.message))}" }
      return """
          {
            \(placeKeys(diagnostic.place)),
            "severity": \(quoted(diagnostic.severity.rawValue)), "id": \(quoted(diagnostic.id.name)),
            "message": \(quoted(diagnostic.message)),
            "help": \(diagnostic.help.map(quoted) ?? "null"),
            "notes": [\(notes.joined(separator: ", "))]
          }
        """
    }
    return "[\n" + elements.joined(separator: ",\n") + "\n]\n"
  }

  private func placeKeys(_ place: Place?) -> String {
    guard let place else {
      return #""file": null, "line": null, "column": null, "end_line": null, "end_column": null"#
    }
    let span = place.span
    return "\"file\": \(quoted(place.file)), \"line\": \(span.start.line), \"column\": \(span.start.column), "
      + "\"end_line\": \(span.end.line), \"end_column\": \(span.end.column)"
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default:
        // What could steer a terminal, or hide from a reader, is written as its code point here too.
        if Excerpt.isHidden(scalar) {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
