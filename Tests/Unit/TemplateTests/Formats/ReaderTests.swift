import Diagnostics
import Testing
import TextTypes

@testable import Template

/// The format text quotes nothing: it takes values where people alone read the artifact, and no other format takes them for
/// somebody else's reader.
@Suite struct ReaderTests {
  /// The findings of one template.
  private static func findings(_ path: String, _ header: String, _ text: String = "x {{ title }}\n") -> [String] {
    let source = TemplateSource(path: path, file: path, bytes: Array("{#\n\(header)\n#}\n\(text)".utf8))
    return TemplateSet([source], root: Model.root).diagnostics.map(line)
  }

  @Test func saysWhichFormatToTake() {
    #expect(
      Self.findings("a.sh", "format: text") == [
        "a.sh:4:3-4:14: values in the format text are not escaped for the program that reads `a.sh` [text-reader]"
          + " | use the format sh"
      ])
    #expect(
      Self.findings("a.service", "format: text") == [
        "a.service:4:3-4:14: values in the format text are not escaped for the program that reads `a.service` [text-reader]"
          + " | write literal text only, and let the program read the values from a file of a supported format"
      ])
  }

  @Test(arguments: [
    ("a.sh", "sh"), ("a.bash", "sh"), ("a.YML", "yaml or yaml.compose"), ("a.yaml", "yaml or yaml.compose"),
    ("a.conf", "nginx or ini.odoo"), ("a.ini", "ini.odoo"), ("a.html", "html"), ("a/b.htm", "html"), ("a.json", "json"),
    ("a.md", "markdown"), (".env", "dotenv"), (".env.example", "dotenv"), ("a.env", "dotenv"),
    ("Dockerfile", "dockerfile"),
    ("a/Dockerfile.odoo", "dockerfile"), ("a.dockerfile", "dockerfile"), ("crontab", "crontab"),
    ("a.crontab", "crontab"),
    ("cron.d/a", "crontab"), ("nginx/sites-available/a", "nginx"), ("a.zone", "zone"),
    ("mail/postfix/main.cf", "postfix"),
  ])
  func knowsReadersByPath(_ path: String, _ format: String) {
    let found = Self.findings(path, "format: text")
    #expect(found.count == 1 && found.first?.hasSuffix("[text-reader] | use the format \(format)") == true, "\(found)")
    #expect(Self.findings(path, "format: text", "x\n") == [])
  }

  @Test(arguments: ["a.svg", "a.xml", "a.py", "a.js", "a.sql", "a.toml", "a.service", "a.timer", "a.css", "nginx/a.js"])
  func knowsLanguagesWithoutAFormat(_ path: String) {
    for format in ["text", "sh", "json"] {
      let found = Self.findings(path, "format: \(format)")
      #expect(found.first?.contains("[text-reader] | write literal text only") == true, "\(found)")
    }
    #expect(Self.findings(path, "format: text", "x\n") == [])
  }

  @Test(arguments: ["notes.txt", "requirements.txt", "nginx.txt", "a", "conf", "html", "sh/a", "a.sh.txt", "cronies/a"])
  func takesValuesForPeople(_ path: String) {
    #expect(Self.findings(path, "format: text", "x {{ name }}\n") == [])
  }

  /// What the header says the artifact is counts, and values of branches, loops and includes with it.
  @Test func looksAtTheWholeTemplate() {
    #expect(Self.findings("a", "format: text\neach: t in tags\npath: b/{{ t }}.sh").count == 1)
    #expect(Self.findings("a", "format: text\nmode: 0755").count == 1)
    #expect(Self.findings("a", "format: text\nmode: 0755", "x\n") == [])
    #expect(Self.findings("a.sh", "format: markdown").count == 1)
    #expect(
      Self.findings("a.sh", "format: text", "{% if flag %}{% for t in tags %}{{ t }}{% endfor %}{% endif %}\n").count
        == 1)
  }

  @Test(arguments: [
    ("#!/bin/sh\nx @@\n", TextType.word), ("#@@\n", .phrase), ("@@\n", .phrase), ("@@#!/bin/sh\n@@\n", .maybe),
    ("#@@!x@@\n", .maybe),
  ])
  func takesNoValueForAProgram(_ template: String, _ type: TextType) {
    guard case .unfit(let text) = Sample(.text, template, type).put("a") else {
      Issue.record("the template is taken")
      return
    }
    #expect(text.hasPrefix("text-reader: "))
  }

  @Test(arguments: [
    ("#@@\n", TextType.word), ("@@\n", .word), ("x@@\n", .maybe), ("@@x\n", .maybe), (" #!@@\n", .phrase),
  ])
  func takesValuesBehindTheBeginning(_ template: String, _ type: TextType) {
    #expect(Sample(.text, template, type).put("a").text == template.replacing("@@", with: "a"))
  }
}
