import Diagnostics
import Testing

/// A flood of findings: how many are kept, and how the rest are counted.
@Suite struct DiagnosticListTests {
  private func place(_ line: Int) -> Place { Place(file: "f", span: Span(at: Mark(line: line, column: 1))) }

  @Test func keepsAHundredOfAKind() {
    var list = DiagnosticList()
    for line in 1...250 { list.error(.alias, "wrong", at: place(line)) }
    list.error(.tag, "wrong too", at: place(1))
    #expect(list.all.count == 101)
    let sorted = list.sorted
    #expect(sorted.count == 102)
    #expect(sorted[1].id == .tag)
    #expect(sorted.last?.place == nil)
    #expect(sorted.last?.message == "150 more errors are not shown, of 251 in all: 150 of alias")
    #expect(sorted.last?.help == "correct those that are shown, then run the command again")
  }

  @Test func keepsAThousandInAll() {
    var list = DiagnosticList()
    for kind in 10..<40 {
      for line in 1...50 { list.error(FindingID.allCases[kind], "wrong", at: place(line)) }
    }
    #expect(list.all.count == 1_000)
    let rest = (30..<40).map { "50 of \(FindingID.allCases[$0])" }.joined(separator: ", ")
    #expect(list.sorted.last?.message == "500 more errors are not shown, of 1500 in all: \(rest)")
  }

  /// Warnings that nobody asked to see keep no error out, and are counted for themselves.
  @Test func countsWarningsForThemselves() {
    var list = DiagnosticList()
    for line in 1...2_000 { list.warning(FindingID.allCases[line % 20], "look", at: place(line)) }
    #expect(!list.hasErrors)
    list.error(.tag, "wrong", at: place(1))
    #expect(list.hasErrors)
    #expect(list.sorted.filter { $0.severity == .error }.map(\.id) == [.tag])
    #expect(list.sorted.last?.severity == .warning)
    #expect(list.sorted.last?.message.hasPrefix("1000 more warnings are not shown, of 2000 in all: ") == true)
  }

  @Test func leavesOutWarningsThatAreAllowed() {
    var list = DiagnosticList()
    list.warning(.alias, "before", at: place(1))
    list.allowed = [.alias, .tag]
    for line in [2, 3, 3] { list.warning(.alias, "look", at: place(line)) }
    list.error(.alias, "wrong", at: place(4))
    list.warning(.anchor, "look", at: place(5))
    #expect(list.sorted.map(\.message) == ["before", "wrong", "look"])
    #expect(list.silenced == [.alias] && list.silencedCount == 2)
    var other = DiagnosticList()
    other.report(contentsOf: list)
    #expect(other.silenced == [.alias] && other.silencedCount == 2 && other.all.count == 3)
  }

  @Test func warningsCanBeErrors() {
    var list = DiagnosticList()
    list.warning(.alias, "look", at: place(2), help: "do")
    list.error(.tag, "wrong", at: place(1))
    #expect(
      list.sortedAsErrors == [
        Diagnostic(.error, id: .tag, "wrong", at: place(1)),
        Diagnostic(
          .error, id: .alias, "look", at: place(2), help: "do",
          notes: [.init("a warning, which --strict makes an error")]),
      ])
  }

  @Test func countsWhatIsReportedTwiceOnce() {
    var list = DiagnosticList()
    for _ in 1...2 {
      for line in 1...150 { list.error(.alias, "wrong", at: place(line)) }
    }
    #expect(list.sorted.last?.message == "50 more errors are not shown, of 150 in all: 50 of alias")
  }

  @Test func bringsTheCountOfAnotherListAlong() {
    var other = DiagnosticList()
    for line in 1...150 { other.error(.alias, "wrong", at: place(line)) }
    var list = DiagnosticList()
    list.error(.alias, "before", at: place(1))
    list.report(contentsOf: other)
    #expect(list.all.count == 100)
    #expect(list.sorted.last?.message == "51 more errors are not shown, of 151 in all: 51 of alias")
    var empty = DiagnosticList()
    empty.report(contentsOf: other)
    #expect(empty.hasErrors)
  }
}
