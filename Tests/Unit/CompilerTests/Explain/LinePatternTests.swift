import Testing

@testable import Lineage

/// What a line of a template can come to.
@Suite struct LinePatternTests {
  @Test(arguments: [
    ("workers = {{ w }}", "workers = 9", true), ("workers = {{ w }}", "workers = ", true),
    ("workers = {{ w }}", "worker = 9", false), ("{{ a }} and {{ b }}", "x and y", true),
    ("{{ a }} and {{ b }}", "x or y", false), ("a{% if x %}b{% endif %}c", "abc", true),
    ("a{% if x %}b{% endif %}c", "abcd", false), ("{{ a }}", "anything", true), ("plain", "plain", true),
    ("plain", "plainer", false), ("a {{ \"}}\" }} b", "a x b", true), ("ab{{ x }}b", "ab", false), ("", "", true),
  ])
  func matches(_ template: String, _ line: String, _ does: Bool) {
    #expect(LinePattern(template: template.utf8).matches(Array(line.utf8)) == does)
  }

  @Test func weighsItsOwnText() {
    #expect(LinePattern(template: "workers = {{ w }}".utf8).weight == 8)
    #expect(LinePattern(template: "{{ a }}  {% if b %}".utf8).weight == 0)
  }

  @Test func knowsWhatIsOpen() {
    let template = "{# {% if no %} #}{% if a %}x{% elif b %}{% for c in d %}{% if e %}{% endif %}{{ \"{%\" }}here"
    let bytes = Array(template.utf8)
    let tags = OpenTags(before: bytes.count - 4, in: bytes).tags.map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
    #expect(tags == ["{% elif b %}", "{% for c in d %}"])
  }
}
