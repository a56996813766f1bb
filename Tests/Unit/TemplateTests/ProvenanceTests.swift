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
        "443 t:5:1 [rules[2].port] 4<rules[2].comment> 3<rules[0].port rules[1].port rules[2].port>",
        "  t:5:13 [] 4<rules[2].comment> 3<rules[0].port rules[1].port rules[2].port>",
        "tlsshop t:5:14 [rules[2].comment name] 4<rules[2].comment> 3<rules[0].port rules[1].port rules[2].port>",
        "| t:5:36 [] 4<rules[2].comment> 3<rules[0].port rules[1].port rules[2].port>",
        "x =  _part:1:1 [] ", "8070 _part:1:5 [port] ", "  _part:1:12 [] ",
        "a,b,c _part:1:13 [tags[0] tags[1] tags[2]] ", "| _part:1:35 [] ",
      ])
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
