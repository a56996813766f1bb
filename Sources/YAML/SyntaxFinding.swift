import Diagnostics
import Document

/// libyaml's message about broken syntax, told as somebody would who sees the line.
struct SyntaxFinding {
  private let error: SyntaxError
  private let source: SourceText
  private let openBracket: Mark?
  private let lastQuoted: Span?

  /// - Parameters:
  ///   - openBracket: the innermost bracket or brace that was open.
  ///   - lastQuoted: the quoted text that was read last.
  init(_ error: SyntaxError, _ source: SourceText, openBracket: Mark?, lastQuoted: Span?) {
    self.error = error
    self.source = source
    self.openBracket = openBracket
    self.lastQuoted = lastQuoted
  }

  /// The finding, at the place where the mistake is rather than where it was noticed.
  func diagnostic(file: String) -> Diagnostic {
    let (mark, message, help) = explanation
    return Diagnostic(
      .error, id: .yamlSyntax, message, at: Place(file: file, span: Span(start: mark, end: after(mark))), help: help)
  }

  private func after(_ mark: Mark) -> Mark {
    Mark(line: mark.line, column: mark.column + 1)
  }

  private var explanation: (Mark, String, String) {
    let all = error.context + ": " + error.problem
    if let blank = oddBlank(on: [error.contextMark.line, error.mark.line]) { return blank }
    if all.contains("escape") || all.contains("hexdecimal") || all.contains("Unicode character") {
      return (
        error.mark, "YAML has no such escape in double quotes", "write `\\\\` for a backslash, or use single quotes"
      )
    }
    if let quote = wrongQuote { return quote }
    if all.contains("quoted scalar") {
      return (error.contextMark, "the quote that opens here is not closed", "close the quote")
    }
    if all.contains("while scanning a block scalar") {
      return (
        error.contextMark, "the text after this `|` or `>` is not allowed",
        "write `|-` or `>-`, and the text in the lines below, indented"
      )
    }
    if all.contains("mapping values are not allowed"), let tight = colonWithoutBlank(on: error.mark.line - 1) {
      return tight
    }
    if all.contains("mapping values are not allowed"), let above = keyWithoutColon {
      return (above, "the line has no colon after its key", "write `\(withColon(above.line))`")
    }
    if all.contains("mapping values are not allowed"), let deeper = indentedUnderValue { return deeper }
    if all.contains("mapping values are not allowed") {
      return (
        error.mark, "a colon followed by a blank is not allowed here",
        "put the value in quotes, or check the indentation of this line and of the one before"
      )
    }
    if all.contains("could not find expected ':'") {
      if let tight = colonWithoutBlank(on: error.contextMark.line) { return tight }
      return (
        error.contextMark, "the line has no colon after its key", "write `\(withColon(error.contextMark.line))`"
      )
    }
    if all.contains("flow"), let openBracket {
      return (
        openBracket, "the bracket that opens here is not closed",
        "close it with `]` or `}`, and put commas between the values"
      )
    }
    if all.contains("cannot start any token") { return reserved }
    if all.contains("block mapping") || all.contains("block collection") || all.contains("block sequence") {
      return (
        error.mark, "the line does not fit the lines above it",
        "indent it exactly like the other keys of its block; the `-` of a list are in one column"
      )
    }
    if all.contains("<document start>"), let end = documentEnd {
      return (end, "`...` ends the document here, and lines follow", "remove the line")
    }
    if all.contains("undefined tag handle") || all.contains("tag") {
      return (error.mark, "a tag (`!name`) is not allowed", "remove it, or put the value in quotes")
    }
    if all.contains("anchor") || all.contains("alias") {
      return (error.contextMark, "a value cannot begin with `*` or `&`", "put the value in quotes")
    }
    if all.contains("directive") {
      return (error.mark, "a `%` line at the start is not allowed", "remove the line")
    }
    return (
      error.mark, "the file cannot be read beyond this point", "check the indentation and the quotes of this line"
    )
  }

  /// A blank that people cannot tell from an ordinary one, and that YAML takes for a letter.
  private func oddBlank(on lines: [Int]) -> (Mark, String, String)? {
    for number in lines {
      guard let index = source.line(number).firstIndex(where: OddBlank.isOne) else { continue }
      return (
        Mark(line: number, column: index + 1), OddBlank.message(source.line(number)[index]),
        OddBlank.help
      )
    }
    return nil
  }

  /// A key whose colon has no blank behind it: YAML reads both as one word.
  private func colonWithoutBlank(on number: Int) -> (Mark, String, String)? {
    let line = source.line(number)
    guard let start = line.firstIndex(where: { $0 != " " && $0 != "-" }),
      let colon = line[start...].firstIndex(of: ":"), colon > start, line.indices.contains(colon + 1),
      line[start..<colon].allSatisfy({ $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0) })
    else { return nil }
    let key = String(String.UnicodeScalarView(line[start..<colon]))
    let value = String(String.UnicodeScalarView(line[(colon + 1)...].prefix(40)))
    guard !value.hasPrefix("//"), !value.hasPrefix(" ") else { return nil }
    return (
      Mark(line: number, column: colon + 1), "the colon has no blank behind it", "write `\(key): \(value)`"
    )
  }

  /// A quoted text behind which something stands: it was closed too early, or by the quote that opens another one.
  private var wrongQuote: (Mark, String, String)? {
    guard let quoted = lastQuoted, error.mark.line == quoted.end.line, error.mark.column >= quoted.end.column else {
      return nil
    }
    guard quoted.end.line > quoted.start.line else {
      let isBehind = error.mark.column == quoted.end.column
      return isBehind
        ? (quoted.start, "text follows the quote that closes this value", "put the whole value in quotes") : nil
    }
    return (
      quoted.start,
      "the quote that opens here is closed only in line \(quoted.end.line), by a quote that opens another value",
      "close the quote in its line"
    )
  }

  /// A line without a colon, with one behind its first word.
  private func withColon(_ number: Int) -> String {
    let words = String(String.UnicodeScalarView(source.line(number).prefix(60))).split(separator: " ")
    guard let key = words.first else { return "key: value" }
    let value = words.dropFirst().drop { $0 == "=" }.joined(separator: " ")
    return value.isEmpty ? "\(key):" : "\(key): \(value)"
  }

  /// A line that is indented further than the one above it, where that one has a value already.
  private var indentedUnderValue: (Mark, String, String)? {
    let (line, above) = (source.line(error.mark.line), source.line(error.mark.line - 1))
    guard let start = line.firstIndex(where: { $0 != " " }), let outer = above.firstIndex(where: { $0 != " " }),
      outer < start, above[outer] != "#", let colon = above.firstIndex(of: ":"),
      above[(colon + 1)...].contains(where: { $0 != " " })
    else { return nil }
    return (
      Mark(line: error.mark.line, column: start + 1),
      "the line is indented further than the one above it, which has a value already",
      "indent it like the line above"
    )
  }

  /// Where `...` stands in the lines above.
  private var documentEnd: Mark? {
    let number = (1..<max(2, error.mark.line)).last {
      String(String.UnicodeScalarView(source.line($0))).hasPrefix("...")
    }
    return number.map { Mark(line: $0, column: 1) }
  }

  private var reserved: (Mark, String, String) {
    let line = source.line(error.mark.line)
    let index = error.mark.column - 1
    guard line.indices.contains(index) else {
      return (error.mark, "a value cannot begin here", "check the indentation and the quotes of this line")
    }
    if line[index] == "\t" {
      return (error.mark, "a tab is not allowed here", "write blanks instead of the tab")
    }
    let name = line[index] == "`" ? "a backtick" : "`\(line[index])`"
    return (error.mark, "a value cannot begin with \(name)", "put the value in quotes")
  }

  /// The line above, where it is a word in the column of this line's key: a colon was forgotten, and YAML reads on.
  private var keyWithoutColon: Mark? {
    let line = source.line(error.mark.line)
    let above = source.line(error.mark.line - 1)
    guard let start = above.firstIndex(where: { $0 != " " }), line.firstIndex(where: { $0 != " " }) == start,
      !above.contains(":"), above[start] != "#", above[start] != "-"
    else { return nil }
    return Mark(line: error.mark.line - 1, column: start + 1)
  }
}
