import Diagnostics
import Model
import Testing

@testable import Template

@Suite struct ProvenanceTests {
  private static let files: KeyValuePairs = [
    "t": """
    {# format: plain #}
    name {{ name }}
    {% for r in rules if r.port != 80 %}
    {% if r.comment is defined %}
    {{ r.port }} {{ r.comment ~ name }}
    {% endif %}
    {% endfor %}
    {% set x = port + 1 %}
    {% include "_part" %}
    """,
    "_part": "x = {{ x }} {{ tags | join(\",\") }}\n",
  ]

  /// Each stretch: its output, where it is from, the settings of its value, and those of what is around it.
  private func stretches(_ outcome: Outcome) throws -> [String] {
    let arena = try Model.arena()
    let artifact = try #require(outcome.artifacts.first)
    let program = try #require(outcome.programs.first)
    func settings(_ cells: ArraySlice<Int32>) -> String {
      cells.flatMap { arena.origins(of: arena.cells[Int($0)]).settings.map(\.path) }.joined(separator: " ")
    }
    var start = 0
    return artifact.provenance.stretches.map { stretch in
      let bytes = artifact.bytes[start..<Int(stretch.end)]
      start = Int(stretch.end)
      let place = program.place(of: stretch)
      let controls = artifact.provenance.controls(of: stretch).map { control in
        "\(program.place(of: control).span.start.line)<\(settings(artifact.provenance.cells(of: control)))>"
      }
      let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "|")
      return "\(text) \(place.file):\(place.span.start.line):\(place.span.start.column)"
        + " [\(settings(artifact.provenance.cells(of: stretch)))] \(controls.joined(separator: " "))"
    }
  }

  @Test func saysWhatEachStretchWasMadeFrom() throws {
    let outcome = try Outcome(Self.files)
    #expect(outcome.findings == [])
    #expect(outcome.text == "name shop\n443 tlsshop\nx = 8070 a,b,c\n")
    let found = try stretches(outcome)
    #expect(
      found == [
        "name  t:2:1 [] ", "shop t:2:6 [name] ", "| t:2:16 [] ",
        "443 t:5:1 [rules[2].port] 4<rules[2].comment> 3<rules[2].port>",
        "  t:5:13 [] 4<rules[2].comment> 3<rules[2].port>",
        "tlsshop t:5:14 [rules[2].comment name] 4<rules[2].comment> 3<rules[2].port>",
        "| t:5:36 [] 4<rules[2].comment> 3<rules[2].port>",
        "x =  _part:1:1 [] ", "8070 _part:1:5 [port] ", "  _part:1:12 [] ",
        "a,b,c _part:1:13 [tags[0] tags[1] tags[2]] ", "| _part:1:35 [] ",
      ])
  }

  /// The settings of the first value of a template that stands alone.
  private func settings(_ template: String) throws -> [String] {
    let arena = try Model.arena()
    let outcome = try Outcome(["t": "{# format: plain #}\n" + template])
    #expect(outcome.findings == [])
    let provenance = try #require(outcome.artifacts.first).provenance
    let value = try #require(provenance.stretches.first { $0.isValue })
    return provenance.cells(of: value).flatMap { arena.origins(of: arena.cells[Int($0)]).settings.map(\.path) }
  }

  @Test func dependsOnWhatDecidedOnAVariable() throws {
    #expect(
      try settings("{% set x = 1 %}{% if name == \"shop\" %}{% set x = port %}{% endif %}{{ x }}\n") == [
        "name", "port",
      ])
    #expect(try settings("{% set x = 1 %}{% if name == \"other\" %}{% set x = port %}{% endif %}{{ x }}\n") == ["name"])
  }

  @Test func dependsOnAllElementsWhereItCountsThem() throws {
    let all = ["rules[0].port", "rules[1].port", "rules[2].port"]
    #expect(try settings("{% for r in rules if r.port != 80 %}{{ loop.length }}{% endfor %}\n") == all)
    #expect(try settings("{% for r in rules if r.port != 80 %}{{ r.port }}{% endfor %}\n") != all)
  }

  /// Each condition and loop, with what it came to and where the output was.
  @Test func notesWhatConditionsCameTo() throws {
    let outcome = try Outcome([
      "t": """
      {# format: plain #}
      a{% if port == 1 %}b{% elif name == "shop" %}c{% else %}d{% endif %}.
      {% if port == 1 %}
      e
      {% endif %}
      {% for t in tags if t == "b" %}
      {{ t }}
      {% else %}
      f
      {% endfor %}
      {% for t in tags if t == "x" %}
      g
      {% endfor %}
      """
    ])
    #expect(outcome.text == "ac.\nb\n")
    let controls = try #require(outcome.artifacts.first).provenance.controls
    #expect(controls.map(\.outcome) == [.holds, .otherwise, .elements, .element, .otherwise])
    #expect(controls.map(\.start) == [1, 4, 4, 4, 6])
  }

  @Test func makesTheSameBytesWithoutIt() throws {
    let with = try Outcome(Self.files)
    let without = try Outcome(Self.files, provenance: false)
    #expect(with.artifacts.map(\.bytes) == without.artifacts.map(\.bytes))
    #expect(without.artifacts.map(\.provenance.stretches.count) == [0])
  }

  @Test func findsTheTemplateLineOfEachByte() throws {
    let outcome = try Outcome(["t": "{# format: plain #}\na\nb {{ name }} c\nd\n"])
    let artifact = try #require(outcome.artifacts.first)
    let program = try #require(outcome.programs.first)
    let lines = artifact.bytes.indices.map { program.templateLine(of: $0, in: artifact)?.span.start.line ?? 0 }
    #expect(outcome.text == "a\nb shop c\nd\n")
    #expect(lines == [2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4])
    #expect(program.templateLine(of: artifact.bytes.count, in: artifact) == nil)
  }
}
