import Diagnostics
import Testing

@testable import Template

/// Templates that refer to the artifacts of others.
@Suite struct ReferenceTests {
  private static func text(_ outcome: Outcome, _ path: String) -> String? {
    outcome.artifacts.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test func followsThePathInAHeader() throws {
    let outcome = try Outcome([
      "a": "{# format: plain #}\n{{ path(\"b\") }}",
      "b": "{#\nformat: plain\npath: {{ name }}/c\n#}\n{{ path(\"a\") }}",
    ])
    #expect(outcome.findings == [])
    #expect(Self.text(outcome, "a") == "shop/c")
    #expect(Self.text(outcome, "shop/c") == "a")
  }

  /// What changes an artifact, changes each digest of it, and nothing else does.
  @Test func digestsPathsModesAndContents() throws {
    func digest(_ other: String) throws -> String? {
      let outcome = try Outcome([
        "a": "{# format: plain #}\n{{ digest(\"b\") }}", "b": other, "c": "{# format: plain #}",
      ])
      #expect(outcome.findings == [])
      return Self.text(outcome, "a")
    }
    let first = try digest("{# format: plain #}\nx")
    #expect(try digest("{# format: plain #}\nx{# nothing #}") == first)
    let others = [
      "{# format: plain #}\ny", "{#\nformat: plain\nmode: 0755\n#}\nx", "{#\nformat: plain\npath: d\n#}\nx",
      "{#\nformat: plain\nwhen: off\n#}\nx",
    ]
    #expect(Set(try others.map(digest) + [first]).count == 5)
  }

  @Test func rendersWhatIsAskedForFirst() throws {
    let outcome = try Outcome([
      "a": "{# format: plain #}\n{{ contents(\"b\") }}\n", "b": "{# format: plain #}\n<{{ contents(\"c\") }}>\n\n",
      "c": "{# format: plain #}\n{{ title }}\n",
    ])
    #expect(outcome.findings == [])
    #expect(outcome.programs.map(\.path) == ["c", "b", "a"])
    #expect(outcome.artifacts.map(\.path) == ["a", "b", "c"])
    #expect(Self.text(outcome, "a") == "<Größe 10>\n\n")
  }

  /// Only what is asked for, and what that asks for, is compiled: a mistake elsewhere stops nothing.
  @Test func compilesOnlyWhatIsAskedFor() throws {
    let files = [
      ("a", "{# format: text #}\n{{ digest(\"b\") }}{{ path(\"d\") }}"),
      ("b", "{# format: text #}\n{% include \"_c\" %}"),
      ("_c", "{{ name }}"), ("d", "{# format: text #}\n{{ nobody }}"), ("_e", "{% if"),
    ]
    let index = TemplateIndex(
      own: files.map { TemplateSource(path: $0.0, file: $0.0, bytes: Array($0.1.utf8)) }, root: Model.root)
    #expect(TemplateSet(index).diagnostics.map(\.id) == [.unclosedTag, .unknownName])
    let set = TemplateSet(index, only: [0])
    #expect(set.diagnostics == [])
    #expect(set.programs.map(\.path) == ["b", "a"])
    var diagnostics = DiagnosticList()
    let made = set.render(try Model.arena(), into: &diagnostics)
    #expect(diagnostics.all == [])
    #expect(made.map(\.path) == ["a", "b"])
    #expect(made.first.map { String(decoding: $0.bytes.suffix(1), as: UTF8.self) } == "d")
  }

  /// A template of the user's takes the place of a built-in one, for those too that refer to it.
  @Test func takesTheUsersTemplateForABuiltInOne() throws {
    func source(_ path: String, _ text: String) -> TemplateSource {
      TemplateSource(path: path, file: path, bytes: Array(text.utf8))
    }
    let index = TemplateIndex(
      builtIn: [source("a", "{# format: text #}\n{{ path(\"b\") }}"), source("b", "{{ wrong")],
      own: [source("b", "{#\nformat: text\npath: c\n#}\n")], root: Model.root)
    var diagnostics = DiagnosticList()
    let set = TemplateSet(index)
    #expect(set.diagnostics == [])
    let made = set.render(try Model.arena(), into: &diagnostics)
    #expect(made.map { String(decoding: $0.bytes, as: UTF8.self) } == ["c", ""])
    #expect(index.templates.map(\.path) == ["a", "b"])
  }

  @Test func saysWhichArtifactsAValueWasMadeFrom() throws {
    let outcome = try Outcome([
      "a": "{# format: plain #}\n{% set d = digest(\"b\", \"c\") %}x {{ d }}", "b": "{# format: plain #}",
      "c": "{#\nformat: plain\npath: {{ name }}\n#}",
    ])
    let provenance = try #require(outcome.artifacts.first?.provenance)
    #expect(provenance.stretches.map { Array(provenance.artifacts(of: $0)) } == [[], ["b", "shop"]])
  }

  private static let included = """
    {# format: nginx #}
    server {
    {{ contents("b") }}
      x y;
    }

    """

  /// The content of an artifact keeps what it has of structure, and the fragments in it are listed where they come to stand.
  @Test func putsAContentWhereItsFormatHasAPlace() throws {
    let set = TemplateSet(
      [
        TemplateSource(path: "a", file: "a", bytes: Array(Self.included.utf8)),
        TemplateSource(
          path: "b", file: "b", bytes: Array("{# format: nginx #}\nc {{ sentence }};\n{{ directives }}\n".utf8)),
      ], root: Model.root)
    #expect(set.diagnostics == [])
    var diagnostics = DiagnosticList()
    let arena = try Model.arena(replacing: ["directives": "d {\n  e;\n}", "sentence": "a;}"])
    let made = set.render(arena, into: &diagnostics)
    #expect(diagnostics.all == [])
    let expected = "server {\nc \"a;}\";\nd {\n  e;\n}\n  x y;\n}\n"
    #expect(made.first.map { String(decoding: $0.bytes, as: UTF8.self) } == expected)
    #expect(
      made.map { $0.fragments.map { "\($0.setting) \($0.lines)" } } == [["directives 3...5"], ["directives 2...4"]])
  }

  @Test(arguments: [
    ("sh", "x={{ contents(\"b\") }}", "the content of `b` in a file of the format sh"),
    ("nginx", "a {{ contents(\"b\") }};", "directives cannot stand between arguments"),
  ])
  func refusesAContentElsewhere(_ format: String, _ text: String, _ message: String) {
    let set = TemplateSet(
      [
        TemplateSource(path: "a", file: "a", bytes: Array("{# format: \(format) #}\n\(text)\n".utf8)),
        TemplateSource(path: "b", file: "b", bytes: Array("{# format: nginx #}\nc;\n".utf8)),
      ], root: Model.root)
    #expect(set.diagnostics.map(\.message) == [message])
  }

  /// Contents of contents double each time.
  @Test func boundsTheWorkThatContentsMultiply() throws {
    var sources = [TemplateSource(path: "a0", file: "a0", bytes: Array("{# format: plain #}\nxxxxxxxxxxxxxxxx\n".utf8))]
    for index in 1...30 {
      let inner = "{{ contents(\"a\(index - 1)\") }}\n"
      let text = "{# format: plain #}\n\(inner)\(inner)"
      sources.append(TemplateSource(path: "a\(index)", file: "a\(index)", bytes: Array(text.utf8)))
    }
    let outcome = try Outcome(sources)
    #expect(outcome.diagnostics.all.contains { $0.id == .artifactSize })
    #expect(outcome.artifacts.allSatisfy { $0.bytes.count <= 1 << 26 })
  }
}
