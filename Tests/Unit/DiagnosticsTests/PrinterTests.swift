import Diagnostics
import Testing

/// Findings as people read them.
@Suite struct PrinterTests {
  private func place(_ line: Int, _ start: Int, _ end: Int, endLine: Int? = nil) -> Place {
    Place(file: "f", span: Span(start: Mark(line: line, column: start), end: Mark(line: endLine ?? line, column: end)))
  }

  private func text(_ source: String, _ place: Place?, message: String = "wrong", colour: Bool = false) -> String {
    DiagnosticPrinter(sources: ["f": Array(source.utf8)], usesColour: colour)
      .text([Diagnostic(.error, id: .tag, message, at: place, help: "do this")])
  }

  @Test func showsTheLineWithCarets() {
    #expect(
      text("server:\n  memory: 16gigs\n", place(2, 11, 17)) == """
        f:2:11: error: wrong [tag]
              memory: 16gigs
                      ^~~~~~
          help: do this

        """)
  }

  @Test(arguments: [
    ("a: b", 1, 1, "    a: b\n    ^\n"),
    ("a: b", 5, 5, "    a: b\n        ^\n"),
    ("a: b", 9, 9, "    a: b\n        ^\n"),
    ("\ta: b", 2, 3, "     a: b\n     ^\n"),
    ("東京: x", 5, 6, "    東京: x\n          ^\n"),
    ("é: x", 4, 5, "    é: x\n       ^\n"),
    ("a\u{1B}[31mb", 1, 2, "    a\u{FFFD}[31mb\n    ^\n"),
    ("a\u{202E}b", 3, 4, "    a\u{FFFD}b\n      ^\n"),
  ])
  func putsTheCaretWhereTheReaderLooks(_ source: String, _ start: Int, _ end: Int, _ expected: String) {
    #expect(text(source, place(1, start, end)) == "f:1:\(start): error: wrong [tag]\n\(expected)  help: do this\n")
  }

  @Test func goesToTheEndOfTheFirstLine() {
    #expect(
      text("a: [b,\n  c]", place(1, 4, 5, endLine: 2))
        == "f:1:4: error: wrong [tag]\n    a: [b,\n       ^~~\n  help: do this\n")
  }

  @Test func showsAPieceOfALongLine() {
    let source = String(repeating: "x", count: 500)
    let lines = text(source, place(1, 250, 252)).split(separator: "\n")
    #expect(lines[1].hasPrefix("    …x"))
    #expect(lines[1].hasSuffix("x…"))
    #expect(lines[1].unicodeScalars.count < 120)
    #expect(lines[2].drop { $0 == " " } == "^~")
  }

  @Test func hidesNothingInAMessage() {
    #expect(
      text("a", nil, message: "\"\u{1B}[2Jx\u{202E}\" is no name")
        == "error: \"\\u{1b}[2Jx\\u{202e}\" is no name [tag]\n  help: do this\n")
  }

  @Test func colours() {
    #expect(
      text("a", nil, colour: true)
        == "\u{1B}[31merror:\u{1B}[0m \u{1B}[1mwrong\u{1B}[0m [tag]\n  \u{1B}[36mhelp:\u{1B}[0m do this\n")
  }

  @Test func showsNotesWithTheirLines() {
    let diagnostic = Diagnostic(
      .warning, id: .tag, "twice", at: place(2, 1, 2),
      notes: [Diagnostic.Note("first", at: place(1, 1, 2)), Diagnostic.Note("elsewhere")])
    #expect(
      DiagnosticPrinter(sources: ["f": Array("a\nb".utf8)]).text([diagnostic]) == """
        f:2:1: warning: twice [tag]
            b
            ^
          note: f:1:1: first
            a
            ^
          note: elsewhere

        """)
  }

  @Test func sortsByPlaceAndSaysEachThingOnce() {
    var list = DiagnosticList()
    list.error(.tag, "second", at: place(2, 1, 1))
    list.error(.alias, "first", at: place(1, 1, 1))
    list.error(.tag, "second", at: place(2, 1, 1))
    list.warning(.anchor, "of the whole", at: nil)
    #expect(list.sorted.map(\.message) == ["of the whole", "first", "second"])
    #expect(list.hasErrors)
  }
}
