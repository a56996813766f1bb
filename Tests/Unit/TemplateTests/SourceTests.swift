import Diagnostics
import Testing

@testable import Template

@Suite struct SourceTests {
  @Test(
    arguments: [
      (
        [0xEF, 0xBB, 0xBF, 0x61],
        "1:1-1:2: the template begins with a byte order mark [template-bom] | save the file as UTF-8 without a byte order mark"
      ),
      (
        Array("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n".utf8),
        "2:1-2:8: the template has the marks of a merge that git left to you [template-conflict] | keep the lines that are meant, and remove the others and the lines with <<<<<<<, ======= and >>>>>>>"
      ),
      ([0x61, 0x0D, 0x0A], "1:2-1:3: a carriage return [template-line-end] | save the file with LF line endings"),
      (
        [0x0A, 0x61, 0x00],
        "2:2-2:3: the control character U+0000 [template-control] | remove it; a template may contain no control characters except tabs and line feeds"
      ),
      (
        [0x1B],
        "1:1-1:2: the control character U+001B [template-control] | remove it; a template may contain no control characters except tabs and line feeds"
      ),
      (
        [0x7F],
        "1:1-1:2: the control character U+007F [template-control] | remove it; a template may contain no control characters except tabs and line feeds"
      ),
      ([0xC3, 0xA9, 0x80], "1:2-1:2: not UTF-8 from here on [template-encoding] | save the file as UTF-8"),
      ([0xC0, 0xAF], "1:1-1:2: not UTF-8 from here on [template-encoding] | save the file as UTF-8"),
      ([0xED, 0xA0, 0x80], "1:1-1:2: not UTF-8 from here on [template-encoding] | save the file as UTF-8"),
      ([0xF4, 0x90, 0x80, 0x80], "1:1-1:2: not UTF-8 from here on [template-encoding] | save the file as UTF-8"),
      ([0xE2, 0x82], "1:1-1:2: not UTF-8 from here on [template-encoding] | save the file as UTF-8"),
      ([0xF0, 0x8F, 0xBF, 0xBF], "1:1-1:2: not UTF-8 from here on [template-encoding] | save the file as UTF-8"),
      ([0xFF], "1:1-1:2: not UTF-8 from here on [template-encoding] | save the file as UTF-8"),
    ] as [([UInt8], String)])
  func refusesBytesThatAreNoText(_ bytes: [UInt8], _ expected: String) throws {
    let outcome = try Outcome([TemplateSource(path: "t", file: "t", bytes: bytes)])
    #expect(outcome.findings == ["t:" + expected])
    #expect(outcome.programs.isEmpty)
  }

  @Test func takesTextOfAllPlanes() throws {
    let text = "é € 𐍈 \u{7FF} \u{800} \u{FFFD} \u{10FFFF} \u{D7FF} \u{E000}\n"
    let outcome = try Outcome(["t": "{# format: plain #}\n" + text])
    #expect(outcome.findings == [])
    #expect(outcome.text == text)
  }

  @Test func refusesTemplatesThatAreTooLarge() throws {
    let header = Array("{# format: plain #}\n".utf8)
    let largest = header + Array(repeating: 0x61, count: 1 << 20 - 20)
    let fits = Array(largest.prefix(1 << 20))
    #expect(try Outcome([TemplateSource(path: "t", file: "t", bytes: fits)]).findings == [])
    #expect(
      try Outcome([TemplateSource(path: "t", file: "t", bytes: fits + [0x61])]).findings == [
        "t:1:1-1:1: the template is larger than 1 MiB [template-size] | write a smaller one, or several"
      ])
  }

  /// Includes multiply what there is to do; it is bounded all the same.
  @Test func boundsTheWorkThatIncludesMultiply() throws {
    var sources = [
      TemplateSource(path: "t", file: "t", bytes: Array("{# format: plain #}\n{% include \"_0\" %}".utf8))
    ]
    for level in 0..<14 {
      let text = String(repeating: "{% include \"_\(level + 1)\" %}", count: 4)
      sources.append(TemplateSource(path: "_\(level)", file: "_\(level)", bytes: Array(text.utf8)))
    }
    sources.append(TemplateSource(path: "_14", file: "_14", bytes: Array("x".utf8)))
    let findings = try Outcome(sources).findings
    #expect(
      findings == [
        "t:1:1-1:1: the template and its includes have more than 200000 parts [template-size] | include less"
      ])
  }

  /// One long line with a mistake in every tag.
  @Test(arguments: ["{{ nmae }}", "{{ }}", "{% set x = %}", "{% fi %}", "{% if %}{% endif %}", "{{ 1.5 }}"])
  func endsWithManyMistakes(_ tag: String) throws {
    let count = (1 << 17) / tag.utf8.count
    let outcome = try Outcome(["t": "{# format: plain #}\n" + String(repeating: tag, count: count)])
    #expect(outcome.findings.count == DiagnosticList.mostOfAKind)
  }

  @Test func boundsTheNumberOfVariables() throws {
    let assignments = (0...100).map { "{% set x\($0) = 1 %}\n" }.joined()
    #expect(
      try Outcome(["t": "{# format: plain #}\n" + assignments]).findings == [
        "t:102:8-102:12: more than 100 variables [variable-limit] | write the values where they are used"
      ])
  }
}
