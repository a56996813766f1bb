import Diagnostics
import Testing
import YAML

/// What YAML can do and site.yaml may not, each with its place.
@Suite struct RefusalTests {
  private func findings(_ bytes: [UInt8]) -> [String] {
    var diagnostics = DiagnosticList()
    _ = YAMLReader.read(bytes, file: "f", into: &diagnostics)
    return diagnostics.sorted.map { "\($0.place?.span.start.line ?? 0):\($0.place?.span.start.column ?? 0) \($0.id)" }
  }

  @Test(
    arguments: [
      ("", ["1:1 empty-document"]),
      ("# only a comment\n", ["1:1 empty-document"]),
      ("---\n", ["1:1 empty-document"]),
      ("null\n", ["1:1 empty-document"]),
      ("a: 1\na: 2\n", ["2:1 duplicate-key"]),
      ("a: 1\n'a': 2\n\"a\": 3\n", ["2:1 duplicate-key", "3:1 duplicate-key"]),
      ("a: &x 1\nb: *x\n", ["1:4 anchor", "2:4 alias"]),
      ("a: &x [*x]\n", ["1:4 anchor", "1:8 alias"]),
      ("a: !!str 1\n", ["1:4 tag"]),
      ("a: !x {b: 1}\n", ["1:4 tag"]),
      ("<<: {a: 1}\n", ["1:1 merge-key"]),
      ("'<<': 1\n", []),
      ("a: 1\n---\nb: 2\n", ["2:1 several-documents"]),
      ("%YAML 1.1\n---\na: 1\n", ["1:1 directive"]),
      ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: \t3\n>>>>>>> x\n", ["2:1 merge-conflict"]),
      ("a: 1\nb: 3\n>>>>>>> x\n", ["3:1 merge-conflict"]),
      ("a: |\n  <<<<<<< HEAD\n", []),
      ("? [a]\n: b\n", ["1:3 complex-key"]),
      ("? {a: 1}\n: b\n", ["1:3 complex-key"]),
      (": b\n", ["1:1 yaml-syntax"]),
      ("\ta: 1\n", ["1:1 tab-indentation"]),
      ("a:\n  b: 1\n\tc: 2\n", ["3:1 tab-indentation"]),
      ("a: \"x\n", ["1:4 yaml-syntax"]),
      ("a: 'x\nb: 1\n", ["1:4 yaml-syntax"]),
      ("a: [1, 2\nb: 3\n", ["1:4 yaml-syntax"]),
      ("a: b: c\n", ["1:5 yaml-syntax"]),
      ("a: 1\n b: 2\n", ["2:2 yaml-syntax"]),
      ("a: @x\n", ["1:4 yaml-syntax"]),
      ("a: `x`\n", ["1:4 yaml-syntax"]),
      ("a\nb: 1\n", ["1:1 yaml-syntax"]),
      ("a: \"\\x1b\"\n", ["1:4 control-character"]),
      ("a: \"\\0\"\n", ["1:4 control-character"]),
      ("a: x\u{85}y\n", ["1:5 control-character"]),
      ("a: x\u{2028}y\n", ["1:5 control-character"]),
      ("a: \u{202E}x\n", ["1:4 control-character"]),
      ("\u{FEFF}a: 1\n", ["1:1 byte-order-mark"]),
      ("a: \u{FEFF}1\n", ["1:4 control-character"]),
      ("a: 1\rb: 2\n", ["1:5 control-character"]),
      ("a: 1\r\nb: 2\r\n", []),
      ("é: 1\né: 2\n", ["2:1 duplicate-key"]),
    ] as [(String, [String])])
  func refuses(_ text: String, _ expected: [String]) {
    #expect(findings(Array(text.utf8)) == expected)
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF], "1:4 invalid-utf8"),
      ([0x61, 0x3A, 0x20, 0xC0, 0xAF], "1:4 invalid-utf8"),
      ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], "1:4 invalid-utf8"),
      ([0x61, 0x3A, 0x20, 0xE2, 0x82], "1:4 invalid-utf8"),
      ([0x61, 0x3A, 0x20, 0xF4, 0x90, 0x80, 0x80], "1:4 invalid-utf8"),
      ([0x61, 0x3A, 0x20, 0xF0, 0x80, 0x80, 0x80], "1:4 invalid-utf8"),
      ([0xFF, 0xFE, 0x61, 0x00], "1:1 encoding"),
      ([0xFE, 0xFF, 0x00, 0x61], "1:1 encoding"),
      ([0x61, 0x00, 0x3A, 0x00], "1:1 encoding"),
      ([0x61, 0x3A, 0x20, 0x07], "1:4 control-character"),
      ([0x61, 0x3A, 0x20, 0x7F], "1:4 control-character"),
    ] as [([UInt8], String)])
  func refusesBytes(_ bytes: [UInt8], _ first: String) {
    #expect(findings(bytes).first == first)
  }

  /// Messages that quote the file, or describe its contents.
  @Test(arguments: [
    ("a: &b !!str c\n", 1, "a tag (`!!str`) is not allowed"),
    (
      "a: !" + String(repeating: "x", count: 90) + " b\n", 0,
      "a tag (`!\(String(repeating: "x", count: 39))`) is not allowed"
    ),
    ("a: `b`\n", 0, "a value cannot begin with a backtick"), ("a: @b\n", 0, "a value cannot begin with `@`"),
    ("a: \"b\\qc\"\n", 0, "YAML has no such escape in double quotes"),
    ("a: \"b\\x4\"\n", 0, "YAML has no such escape in double quotes"),
    ("a: \"b\n", 0, "the quote that opens here is not closed"),
    ("? \(String(repeating: "k", count: 1025))\n: b\n", 0, "the key is longer than 1024 bytes"),
    ("a: |0\n  b\n", 0, "the text after this `|` or `>` is not allowed"),
    ("a: >x\n  b\n", 0, "the text after this `|` or `>` is not allowed"),
  ])
  func says(_ text: String, _ index: Int, _ message: String) {
    var diagnostics = DiagnosticList()
    _ = YAMLReader.read(Array(text.utf8), file: "f", into: &diagnostics)
    #expect(diagnostics.sorted.dropFirst(index).first?.message == message)
  }

  @Test func endsAtOnceHoweverDeep() {
    for open in ["[", "{a: ", "- ", "? "] {
      let text = String(repeating: open, count: 200_000)
      #expect(!findings(Array(text.utf8)).isEmpty)
    }
    let nested = "a: " + String(repeating: "[", count: 63) + String(repeating: "]", count: 63) + "\n"
    #expect(findings(Array(nested.utf8)) == [])
    let deeper = "a: " + String(repeating: "[", count: 64) + String(repeating: "]", count: 64) + "\n"
    #expect(findings(Array(deeper.utf8)) == ["1:67 too-deep"])
  }

  @Test func refusesALargeFileUnread() {
    #expect(findings(Array(repeating: 0xFF, count: (1 << 20) + 1)) == ["1:1 file-too-large"])
    #expect(findings(Array(("a: " + String(repeating: "x", count: 1 << 19)).utf8)) == [])
  }

  @Test func reportsEverythingBeforeASyntaxError() {
    #expect(
      findings(Array("a: 1\na: 2\nb: &x 1\nc: [\n".utf8)) == ["2:1 duplicate-key", "3:4 anchor", "4:4 yaml-syntax"])
  }

  @Test func survivesMutations() {
    let seed = Array("a: 1\nb:\n  - {c: \"d\\te\", f: 'g'}\n  - [1, 2]\nh: |\n  text\n  more\ni: >-\n  folded\n".utf8)
    let pieces: [[UInt8]] = [
      "&", "*", "!", "\t", "\n", ": ", "- ", "\"", "'", "[", "]", "{", "}", "#", "%", "|", "\u{85}",
    ].map { Array($0.utf8) }
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var accepted = 0
    for _ in 0..<5000 {
      var bytes = seed
      for _ in 0...next(4) {
        let at = next(bytes.count)
        switch next(3) {
        case 0: bytes.remove(at: at)
        case 1: bytes[at] = UInt8(next(256))
        default: bytes.insert(contentsOf: pieces[next(pieces.count)], at: at)
        }
      }
      var diagnostics = DiagnosticList()
      let node = YAMLReader.read(bytes, file: "f", into: &diagnostics)
      #expect(node != nil || diagnostics.hasErrors)
      if !diagnostics.hasErrors { accepted += 1 }
    }
    #expect(accepted > 50)
  }
}
