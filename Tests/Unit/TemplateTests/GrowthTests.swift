import Diagnostics
import Model
import Testing

@testable import Template

/// What is looked at once for all is noted once, however often it is meant.
@Suite struct GrowthTests {
  /// So many names, all of them different.
  private static func names(_ count: Int) -> [String] {
    let letters = "abcdefghij".map(String.init)
    return (0..<count).map { number in String(number).compactMap { $0.wholeNumberValue }.map { letters[$0] }.joined() }
  }

  /// A variable that was made from a whole list, at each step of a loop over it: a cell or two for each step.
  @Test func notesTheCellsOfAVariableOnce() throws {
    let count = 2000
    let template =
      "{# format: plain #}\n{% set has = \"x\" in tags %}{% for t in tags %}{% if has %}x{% else %}-{% endif %}{% endfor %}\n"
    let outcome = try Outcome(["t": template], replacing: ["tags": Self.names(count)])
    let artifact = try #require(outcome.artifacts.first)
    #expect(outcome.text == String(repeating: "-", count: count))
    #expect(artifact.provenance.cells.count < 4 * count)
    let control = try #require(artifact.provenance.controls.last)
    #expect(artifact.provenance.cells(of: control).count == count + 1)
  }

  /// A variable that goes on with itself is made from the ones before it, each once.
  @Test func goesOnWithAVariable() throws {
    let template = "{# format: plain #}\n{% set x = name %}{% set x = x ~ x ~ port %}{% set x = x ~ x %}{{ x }}\n"
    let outcome = try Outcome(["t": template])
    let artifact = try #require(outcome.artifacts.first)
    #expect(outcome.text == "shopshop8069shopshop8069\n")
    let arena = try Model.arena()
    let values = artifact.provenance.stretches.filter(\.isValue)
    let value = try #require(values.first)
    let settings = artifact.provenance.cells(of: value).flatMap { cell in
      arena.origins(of: arena.cells[Int(cell)]).settings.map(\.path)
    }
    #expect(settings == ["name", "port"])
  }

  /// Many artifacts from one list: what they all depend on is looked at once, and not by each.
  @Test func makesManyArtifactsFromOneList() throws {
    let count = 1000
    let template =
      "{#\nformat: plain\nwhen: \"a\" in tags\neach: t in tags\npath: x/{{ t }}\n#}\n{{ t }}\n"
    let outcome = try Outcome(
      ["t": template], replacing: ["tags": Self.names(count)], limits: RenderLimits(bytes: 10000, work: 20 * count))
    #expect(outcome.findings == [])
    #expect(outcome.artifacts.count == count)
    let last = try #require(outcome.artifacts.last)
    #expect(last.provenance.cells.count < 10)
    let control = try #require(last.provenance.controls.first)
    #expect(last.provenance.cells(of: control).count == 4)
  }

  /// The lines of fragments are counted on from one to the next.
  @Test func countsTheLinesOfFragments() throws {
    var diagnostics = DiagnosticList()
    let template = "{# format: nginx #}\n{% for t in tags %}\na b;\n{{ directives }}\n{% endfor %}\n"
    let set = TemplateSet([TemplateSource(path: "t", file: "t", bytes: Array(template.utf8))], root: Model.root)
    #expect(set.diagnostics == [])
    let arena = try Model.arena(replacing: ["directives": "c d;\n# e"])
    let made = set.render(arena, into: &diagnostics)
    #expect(diagnostics.sorted.isEmpty)
    #expect(made.first?.fragments.map(\.lines) == [2...3, 5...6, 8...9])
  }
}
