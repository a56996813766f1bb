import Diagnostics
import Document
import Testing
import YAML

/// What is read, with its places; nothing is typed by how it looks.
@Suite struct TreeTests {
  private func tree(_ text: String) -> String {
    var diagnostics = DiagnosticList()
    guard let node = YAMLReader.read(Array(text.utf8), file: "f", into: &diagnostics) else { return "nothing" }
    return diagnostics.all.isEmpty ? print(node) : "findings"
  }

  private func print(_ node: Node) -> String {
    let span = node.place.span
    let place = "@\(span.start.line):\(span.start.column)-\(span.end.line):\(span.end.column)"
    switch node.content {
    case .scalar(let scalar): return "\(scalar.style)(\(scalar.text))\(place)"
    case .sequence(let nodes): return "[" + nodes.map(print).joined(separator: " ") + "]"
    case .mapping(let entries):
      let printed = entries.map { entry in
        let start = entry.keyPlace.span.start
        return "\(entry.key)@\(start.line):\(start.column)=\(print(entry.value))"
      }
      return "{" + printed.joined(separator: " ") + "}"
    }
  }

  @Test(arguments: [
    ("a: no", "{a@1:1=plain(no)@1:4-1:6}"),
    ("a: 22:22", "{a@1:1=plain(22:22)@1:4-1:9}"),
    ("a: 18.0", "{a@1:1=plain(18.0)@1:4-1:8}"),
    ("a: 0777", "{a@1:1=plain(0777)@1:4-1:8}"),
    ("a: ~", "{a@1:1=plain(~)@1:4-1:5}"),
    ("a: 2026-11-24", "{a@1:1=plain(2026-11-24)@1:4-1:14}"),
    ("a:", "{a@1:1=plain()@1:3-1:3}"),
    ("a: ''", "{a@1:1=quoted()@1:4-1:6}"),
    ("a: 'it''s'", "{a@1:1=quoted(it's)@1:4-1:11}"),
    ("a: \"x\\\"y\\u00e9\"", "{a@1:1=quoted(x\"yé)@1:4-1:16}"),
    ("'a b': 1", "{a b@1:1=plain(1)@1:8-1:9}"),
    ("a: x # comment", "{a@1:1=plain(x)@1:4-1:5}"),
    ("a: x#y", "{a@1:1=plain(x#y)@1:4-1:7}"),
    ("é: ü", "{é@1:1=plain(ü)@1:4-1:5}"),
    ("a: x y\n  z\nb: 1\n", "{a@1:1=plain(x y z)@1:4-2:4 b@3:1=plain(1)@3:4-3:5}"),
    ("a: |\n  x\n  y\nb: 1\n", "{a@1:1=block(x\ny\n)@1:4-3:4 b@4:1=plain(1)@4:4-4:5}"),
    ("a: >-\n  x\n  y\n\nb: 1\n", "{a@1:1=block(x y)@1:4-3:4 b@5:1=plain(1)@5:4-5:5}"),
    ("a: [1, 'b', {c: d}]", "{a@1:1=[plain(1)@1:5-1:6 quoted(b)@1:8-1:11 {c@1:14=plain(d)@1:17-1:18}]}"),
    ("- a\n- b: 1\n  c: 2\n", "[plain(a)@1:3-1:4 {b@2:3=plain(1)@2:6-2:7 c@3:3=plain(2)@3:6-3:7}]"),
    ("a:\r\n  b: 1\r\n", "{a@1:1={b@2:3=plain(1)@2:6-2:7}}"),
    ("--- \na: 1\n...\n", "{a@2:1=plain(1)@2:4-2:5}"),
    ("text", "plain(text)@1:1-1:5"),
    ("a: -1\nb: - \n", "nothing"),
    ("a: {}\nb: []\n", "{a@1:1={} b@2:1=[]}"),
    ("a: '<<'\n", "{a@1:1=quoted(<<)@1:4-1:8}"),
    ("no: 1\n1: 2\n", "{no@1:1=plain(1)@1:5-1:6 1@2:1=plain(2)@2:4-2:5}"),
  ])
  func reads(_ text: String, _ expected: String) {
    #expect(tree(text) == expected)
  }
}
