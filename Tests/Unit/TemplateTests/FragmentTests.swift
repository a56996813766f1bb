import Diagnostics
import Model
import Testing

@testable import Template

/// Trusted fragments: where they can stand, and that they cannot reach around their place.
@Suite struct FragmentTests {
  private static func make(_ format: String, _ template: String, _ fragment: String) throws -> (
    [Rendered], [String]
  ) {
    var diagnostics = DiagnosticList()
    let bytes = Array("{#\nformat: \(format)\n#}\n\(template)\n".utf8)
    let set = TemplateSet([TemplateSource(path: "t", file: "t", bytes: bytes)], root: Model.root)
    diagnostics.report(contentsOf: set.diagnostics)
    let arena = try Model.arena(replacing: ["directives": fragment])
    let made = set.render(arena, into: &diagnostics)
    return (made, diagnostics.sorted.map { "\($0.id): \($0.message)" })
  }

  @Test(arguments: [
    "a b;", "a b; # the end", "# nothing", "a {\n  b c;\n}\nd e;", "a \"}\";", "a '{';", "map $x $y { default 1; }", "",
    "a b;\n\n# x\n\nc d;",
  ])
  func standsOnLinesOfItsOwn(_ fragment: String) throws {
    let (made, findings) = try Self.make("nginx", "server {\n{{ directives }}\n  x y;\n}", fragment)
    #expect(findings == [])
    #expect(made.first.map { String(decoding: $0.bytes, as: UTF8.self) } == "server {\n\(fragment)\n  x y;\n}\n")
  }

  @Test(arguments: [
    ("}", "fragment-leaves-place: directives: the value closes a block that it did not open, in line 1 of it"),
    (
      "a b;\n} server { c d;",
      "fragment-leaves-place: directives: the value closes a block that it did not open, in line 2 of it"
    ),
    ("a { b c;", "fragment-unfinished: directives: the value ends inside a block"),
    ("a b", "fragment-unfinished: directives: the value ends inside an argument"),
    ("a b # c", "fragment-unfinished: directives: the value ends inside a comment"),
    ("a \"b;", "fragment-unfinished: directives: the value ends inside quotes"),
    ("a \\", "fragment-unfinished: directives: the value ends after a `\\`"),
    (
      "a b;;",
      "fragment-syntax: directives: the value is not valid nginx, in line 1 of it: a directive is missing before this"
    ),
    (
      "x;\ny_by_lua_block { }",
      "fragment-syntax: directives: the value is not valid nginx, in line 2 of it: Lua blocks are not supported"
    ),
  ])
  func cannotReachAroundItsPlace(_ fragment: String, _ expected: String) throws {
    let (made, findings) = try Self.make("nginx", "server {\n{{ directives }}\n}", fragment)
    #expect(made.isEmpty)
    #expect(findings == [expected])
  }

  @Test(arguments: [
    ("sh", "{{ directives }}", "fragment-format: nginx directives in a file of the format sh"),
    ("nginx", "a {{ directives }};", "fragment-place: directives cannot stand between arguments"),
    ("nginx", "a \"{{ directives }}\";", "fragment-place: directives cannot stand inside quotes"),
    ("nginx", "# {{ directives }}", "fragment-place: directives cannot stand inside a comment"),
    ("nginx", "map $a $b {\n{{ directives }}\n}", "fragment-place: directives cannot stand among keys and values"),
    (
      "nginx", "{{ directives }} a b;",
      "fragment-line: the line continues after a trusted fragment, which may end in a comment"
    ),
    (
      "nginx", "{{ directives }}{{ name }}",
      "fragment-line: the line continues after a trusted fragment, which may end in a comment"
    ),
    (
      "nginx", "a \"{{ directives ~ name }}\";",
      "concatenation-type: `directives` is a trusted fragment, which must be alone on its lines"
    ),
    (
      "nginx", "{{ directives | upper }}",
      "filter-type: `directives` is a trusted fragment, and `upper` takes a text"
    ),
    (
      "nginx", "{% if directives == \"\" %}{% endif %}",
      "comparison-type: `==` between `directives`, a trusted fragment, and `\"\"`, a text"
    ),
  ])
  func hasItsPlaces(_ format: String, _ template: String, _ expected: String) throws {
    let (made, findings) = try Self.make(format, template, "a b;")
    #expect(made.isEmpty)
    #expect(findings == [expected])
  }

  @Test func needsTheEndOfItsLine() throws {
    let source = TemplateSource(path: "t", file: "t", bytes: Array("{# format: nginx #}\n{{ directives }}".utf8))
    let set = TemplateSet([source], root: Model.root)
    #expect(set.programs.isEmpty)
    #expect(set.diagnostics.map(\.message) == ["the file ends after a trusted fragment"])
  }

  @Test func isListedWithItsPlaces() throws {
    let (made, _) = try Self.make("nginx", "server {\n{{ directives }}\n}", "a b;\nc d;")
    let line = try #require(Model.root.slot(of: "directives")) + 1
    let source = Span(start: Mark(line: line, column: 13), end: Mark(line: line, column: 17))
    #expect(
      made.first?.fragments == [
        Rendered.Fragment(
          setting: "directives", source: Place(file: "site.yaml", span: source),
          tag: Place(file: "t", span: Span(start: Mark(line: 5, column: 1), end: Mark(line: 5, column: 17))),
          lines: 2...3, format: "nginx")
      ])
  }
}
