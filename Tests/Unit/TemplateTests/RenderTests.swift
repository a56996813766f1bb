import Diagnostics
import Testing

@testable import Template

@Suite struct RenderTests {
  /// What was recorded and cannot be read is no artifact, and said so; no input brings that about.
  @Test func reportsAProgramThatCannotBeRead() throws {
    var program = try #require(try Outcome(["t": "{# format: plain #}\nx\n"]).programs.first)
    program.code.body = Lazy { nil }
    var session = RenderSession(program, try Model.arena(), recordsProvenance: true, limits: RenderLimits())
    let planned = try #require(session.plan().first)
    let made = session.render(planned, with: ArtifactTable())
    #expect(made?.bytes == nil)
    #expect(
      session.diagnostics.map(line) == [
        "t:1:12-1:17: the built-in recording of this template cannot be read [internal-recording]"
          + " | nothing was written; please report this with the version of gen"
      ])
  }

  @Test func reportsEveryRefusedValueWithItsSettingAndItsPlace() throws {
    let outcome = try Outcome(
      ["t": "{# format: quoted #}\na \"{{ title }}\"\n{% if note is defined %}\"{{ note ~ title }}\"\n{% endif %}"],
      replacing: ["title": "one\ntwo", "note": "three\nfour"])
    #expect(
      outcome.findings == [
        "site.yaml:2:8-2:12: title: the value has a line feed [ini-line] | write it on one line"
          + " | note: t:2:4-2:15: the place of the value, in a file of the format quoted",
        "site.yaml:11:7-11:11: note: the value has a line feed [ini-line] | write it on one line"
          + " | note: t:3:26-3:44: the place of the value, in a file of the format quoted",
      ])
    #expect(outcome.artifacts.isEmpty)
  }

  @Test func namesTheTemplateWhereNoSettingMadeTheValue() throws {
    let outcome = try Outcome(["t": "{# format: quoted #}\n\"{{ \"a\\nb\" }}\"\n"])
    #expect(outcome.findings == ["t:2:2-2:14: \"a\\nb\": the value has a line feed [ini-line] | write it on one line"])
  }

  @Test func encodesValuesAsTheirPlaceAsks() throws {
    let outcome = try Outcome(
      ["t": "{# format: quoted #}\n{{ name }} \"{{ title }}\" \"{{ name }}\"\n"], replacing: ["title": #"say "\""#])
    #expect(outcome.findings == [])
    #expect(outcome.text == #"shop "say \"\\\"" "shop"\#n"#)
  }

  /// The second reading finds what a wrong format lets through, and nothing is written.
  @Test(arguments: [
    (
      #"a" b"#,
      "t:2:2-2:13: gen's two readings of this artifact disagree at byte 5: "
        + "the reader is in a word and should be in a text in quotes"
    ),
    ("a\nb", "t:2:2-2:13: gen's two readings of this artifact disagree at byte 2: a line ends inside a text in quotes"),
    (
      #"a\"#,
      "t:2:2-2:13: gen's two readings of this artifact disagree at byte 3: "
        + "the reader is behind a backslash and should be in a text in quotes"
    ),
  ])
  func readsTheOutputASecondTime(_ value: String, _ expected: String) throws {
    let outcome = try Outcome(["t": "{# format: broken #}\n\"{{ title }}\"\n"], replacing: ["title": value])
    #expect(
      outcome.findings == [
        expected + " [internal-second-check] | nothing was written; please report this with the template and site.yaml"
      ])
    #expect(outcome.artifacts.isEmpty)
  }

  /// Values that are too long together are no fault of the template's: the longest in the line has to be shorter.
  @Test(arguments: [
    ("{{ name }}-{{ title }} x", "2:12-2:23"), ("{{ title }}12{{ name }}", "2:1-2:12"),
    ("{{ name }} {{ title }}{{ name }}", "2:12-2:23"), ("a\n{{ title }}{{ name }}12\nb", "3:1-3:12"),
  ])
  func refusesTheLongestValueOfALineThatIsTooLong(_ lines: String, hole: String) throws {
    let outcome = try Outcome(["t": "{# format: narrow #}\n\(lines)\n"], replacing: ["title": "eleven byte"])
    #expect(
      outcome.findings == [
        "site.yaml:2:8-2:12: title: the value does not fit its place: the line is longer than 16 bytes [cron-length] | "
          + "write a shorter line | note: t:\(hole): the place of the value, in a file of the format narrow"
      ])
    #expect(outcome.artifacts.isEmpty)
  }

  /// A text of the template that is too long is the template's fault.
  @Test func refusesATextThatIsTooLong() throws {
    let outcome = try Outcome(["t": "{# format: narrow #}\n12345678901234567\n"])
    #expect(
      outcome.findings == ["t:2:17-2:18: the line is longer than 16 bytes [cron-length] | write a shorter line"])
  }

  /// A value that leads out of its token and into a like one is found, too.
  @Test func findsValuesThatGoOnBehindTheirToken() throws {
    let outcome = try Outcome(["t": "{# format: broken #}\nx {{ title }}\n"], replacing: ["title": "a\nb"])
    #expect(
      outcome.findings == [
        "t:2:3-2:14: gen's two readings of this artifact disagree at byte 4: a value continues where the reader is at the "
          + "beginning of a line [internal-second-check] | nothing was written; please report this with the template "
          + "and site.yaml"
      ])
    #expect(outcome.artifacts.isEmpty)
  }

  @Test(arguments: [
    ("9223372036854775807", "{{ zero + 1 }}"), ("-9223372036854775808", "{{ -zero }}"), ("0", "{{ 1 // zero }}"),
    ("0", "{{ 1 % zero }}"), ("-9223372036854775808", "{{ zero // -1 }}"), ("4611686018427387904", "{{ zero * 2 }}"),
  ])
  func reportsComputationsWithoutAResult(_ value: String, _ hole: String) throws {
    let outcome = try Outcome(["t": "{# format: plain #}\n\(hole)\n"], replacing: ["zero": value])
    let end = hole.utf8.count - 2
    #expect(
      outcome.findings == [
        "t:2:4-2:\(end): this calculation divides by 0, or its result is too large [arithmetic-result]"
          + " | put an `{% if %}` around it that excludes such values"
      ])
    #expect(outcome.artifacts.isEmpty)
  }

  @Test(arguments: ["", "{{ title }}"]) func endsLoopsInsideLoops(_ body: String) throws {
    let loops =
      (0..<60).map { "{% for a\($0) in ports %}" }.joined() + body + String(repeating: "{% endfor %}", count: 60)
    let outcome = try Outcome(
      ["t": "{# format: plain #}\n" + loops], replacing: ["title": String(repeating: "x", count: 500)],
      limits: RenderLimits(bytes: 10000, work: 10000))
    #expect(
      outcome.findings == [
        "t:1:12-1:17: the artifact is larger than 10000 bytes, or takes more than 10000 steps [artifact-size]"
          + " | write fewer nested loops, and shorter texts"
      ])
    #expect(outcome.artifacts.isEmpty)
  }

  @Test func endsTextsThatDouble() throws {
    let doubling = String(repeating: "{% set x = x ~ x %}", count: 200)
    let outcome = try Outcome(
      ["t": "{# format: plain #}\n{% set x = name %}" + doubling + "{{ name }}"],
      limits: RenderLimits(bytes: 10000, work: 10000))
    #expect(
      outcome.findings == [
        "t:1:12-1:17: the artifact is larger than 10000 bytes, or takes more than 10000 steps [artifact-size]"
          + " | write fewer nested loops, and shorter texts"
      ])
  }

  @Test func makesOneArtifactForEachElement() throws {
    let outcome = try Outcome([
      "rules/each.conf": """
      {#
      format: plain
      mode: 0755
      when: smtp is defined
      each: rule in rules if rule.port != 80
      path: rules/{{ name }}-{{ rule.port }}.conf

      Anything may stand here: {{ nothing }}.
      #}
      {{ rule.action }} {{ smtp.host }}
      """
    ])
    #expect(outcome.findings == [])
    #expect(outcome.artifacts.map(\.path) == ["rules/shop-22.conf", "rules/shop-443.conf"])
    #expect(outcome.artifacts.map(\.mode) == [0o755, 0o755])
    #expect(
      outcome.artifacts.map { String(decoding: $0.bytes, as: UTF8.self) } == [
        "allow mail.example.org", "allow mail.example.org",
      ])
  }

  @Test func makesNoArtifactWhenTheConditionDoesNotHold() throws {
    let outcome = try Outcome([
      "a": "{#\nformat: plain\nwhen: alias is defined\n#}\n{{ alias }}", "b": "{#\nformat: plain\nwhen: flag\n#}\nb",
    ])
    #expect(outcome.findings == [])
    #expect(outcome.programs.map(\.path) == ["a", "b"])
    #expect(outcome.artifacts.map(\.path) == ["b"])
    #expect(outcome.artifacts.map(\.mode) == [0o644])
  }

  @Test func refusesPathsThatAreNotOfTheirOwn() throws {
    let header = "{#\nformat: plain\neach: rule in rules\npath: {{ rule.action }}\n#}\n"
    let outcome = try Outcome(["t": header])
    #expect(
      outcome.findings == [
        "site.yaml:18:8-18:12: the artifact's path `allow` is that of another artifact of this template, upper and "
          + "lower case aside [artifact-clash] | use values that make each path different"
          + " | note: t:4:7-4:24: the path in the header"
      ])
    #expect(outcome.artifacts.map(\.path) == ["allow", "limit"])
  }

  @Test(arguments: [("", "is empty or begins"), (".hidden", "is empty or begins"), ("..", "is empty or begins")])
  func refusesValuesThatBeginWithAPoint(_ value: String, _ reason: String) throws {
    let outcome = try Outcome(
      ["t": "{#\nformat: plain\npath: a/{{ domain }}\n#}\n"], replacing: ["domain": value])
    #expect(
      outcome.findings == [
        "site.yaml:9:9-9:13: the artifact's path `a/\(value)` has a value that is empty or begins with `.` or `-` "
          + "[artifact-path] | use values that make each path different"
          + " | note: t:3:7-3:21: the path in the header"
      ])
  }
}
