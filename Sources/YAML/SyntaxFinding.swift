import Diagnostics

/// libyaml's message about broken syntax, told as somebody would who sees the line.
struct SyntaxFinding {
  private let error: SyntaxError
  private let source: SourceText
  private let openBracket: Mark?

  /// - Parameter openBracket: the innermost bracket or brace that was open.
  init(_ error: SyntaxError, _ source: SourceText, openBracket: Mark?) {
    self.error = error
    self.source = source
    self.openBracket = openBracket
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
      return (above, "the line has no colon after its key", "write `key: value`")
    }
    if all.contains("mapping values are not allowed") {
      return (
        error.mark, "a colon followed by a blank is not allowed here",
        "put the value in quotes, or check the indentation of this line and of the one before"
      )
    }
    if all.contains("could not find expected ':'") {
      if let tight = colonWithoutBlank(on: error.contextMark.line) { return tight }
      return (error.contextMark, "the line has no colon after its key", "write `key: value`")
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
    if all.contains("undefined tag handle") || all.contains("tag") {
      return (error.mark, "a tag (`!name`) is not allowed", "remove it, or put the value in quotes")
    }
    if all.contains("anchor") || all.contains("alias") {
      return (error.mark, "a value cannot begin with `*` or `&`", "put the value in quotes")
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
