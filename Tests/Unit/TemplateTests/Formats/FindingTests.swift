import Diagnostics
import Foundation
import Testing
import TextTypes

@testable import Template

/// The whole text of every finding that the formats have: of holes in every place, and of text that they do not read.
/// `RECORD=1` writes the file anew.
@Suite struct FindingTests {
  static let path = "Cases/findings.cases"

  /// Text that a format does not read.
  static let texts: [(Format, [String])] = [
    (
      .nginx,
      ["}\n", ";\n", "a {\n", "a \"b\"c;\n", "content_by_lua_block {\n}\n", "a \"b\n", "location ~ \"[@@]\" {\n}\n"]
    ),
    (
      .shell,
      [
        ")\n", "echo \"x\n", "cat <<E\nx\n", "cat <<$X\n", "cat <(a)\n", "cat <<<x\n", "echo $'x'\n",
        "echo $((\"1\"))\n", "a=(b)\n",
        "case x y\n", "for x y\n", "a >\n", "esac\n", "a <<E \"\n\"\nE\n", "a <<E\n\\\nE\n", "case x in ; esac\n",
        "a\\\n",
        String(repeating: "(", count: 40).map { "\($0) " }.joined() + "\n", "#!/bin/bash\n", "((a))\n", "[[ a ]]\n",
        "a $[1]\n", "a -- @@ | sh\n", "a <<\\;\n",
      ]
    ),
    (
      .yaml,
      [
        "a: \"x\n y\"\n", "a: b: c\n", "a: [b\n", "a: ]\n", "a: b\n  c\n", "a: |x\n", "a: |\n   x\n  y\nb: c\n",
        "\"a\"b\n",
        "a: \"\\q\"\n", "a: \"\\x4q\"\n", "a:\n  |\n  b\n", "a: \tb\n", "a: b\n",
        String(repeating: "[", count: 40) + "\n",
      ]
    ),
    (.compose, ["a: \"\\x24\"\n", "a: $\n", "a: ${x\n", "a: $1\n"]),
    (.odooConfiguration, ["a = b\nA = c\n", "x\n", "=y\n", "[a]"]),
    (
      .crontab,
      [
        "SHELL=/bin/bash\n", "0 0 * * *\n", "A=\n", "A b\n", "-x\n", "0 0 * * * root a % b\n",
        "0 0 * * * root a \\\\ b\n",
        "0 0 * * * root a",
        "0 0 * * * root 'a\n", "0 0 * * * root \(String(repeating: "x", count: 999))\n", "0 0 * * * root cat <<E\n",
      ]
    ),
    (
      .zone,
      [
        "x IN TXT \"a\n", "x IN TXT a\"b\"\n", "((\n", ")\n", "x IN TXT \"\\1x\"\n", "x IN A (",
        "x IN TXT \"\(String(repeating: "x", count: 256))\"\n",
      ]
    ),
    (.dotenv, ["-\n", "A\n", "A='x\n", "A='x'y\n", "A=x'y'\n", "A=x"]),
    (
      .dockerfile,
      [
        "ENV A=\"x\n", "RUN a \\ \n", "# escape=`\n", "RUN \"a\n", "FROM x <<E\n", "FROM x", "-\n", "RUN cat <<E\n",
        "CMD [\"a\",]\n", "CMD [\"\\q\"]\n", "CMD [\"a\"] b\n", "SHELL [\"a\"]\n",
      ]
    ),
    (
      .markdown,
      ["`x\n", "[a](b\n", "```\n", "<script>\n", "<?a\n", "---\na\n", "[a]:\n", "[a]: b\n\"c\"\n", "- [@@] a\n"]
    ),
    (
      .html,
      [
        "<p", "<?a?>\n", "< a\n", "</ a>\n", "<p/x>\n", "<p$>\n", "<p a=>\n", "<p a=b\"c>\n", "<p a=\"b\"c>\n",
        "<svg>\n",
        "<title></b></title>\n", "<!-->\n", "<!--->\n", "<!-- a -- b -->\n", "<!-a>\n", "<!DOCTYPE \"a\">\n",
        "<script><!--\n",
      ]
    ), (.json, ["{,}\n", "[\n", "[\"\\x\"]\n"]),
  ]

  /// Each finding once, with the first text, type and value that brings it about.
  static func findings() -> [CaseFile.Found] {
    var found: [CaseFile.Found] = []
    for (format, templates) in InertnessTests.places + texts {
      var seen: Set<String> = []
      for template in templates {
        for type in [TextType.anything, .line, .phrase, .word, .maybe, .number] {
          for value in ["shop"] + InertnessTests.values where type.allows(value) {
            let text = Sample(format, template, type).put(value).text
            guard text.hasPrefix("unfit") || text.hasPrefix("refused") else { continue }
            guard seen.insert(text.replacingOccurrences(of: type.name, with: "")).inserted else { continue }
            let hole =
              template.contains("@@") ? " (\(type.name)\(text.hasPrefix("unfit") ? "" : " \(short(value))"))" : ""
            let name = "\(format.rawValue) \(short(template))\(hole)"
            let kind = String(text.prefix { $0 != ":" })
            let texts = [(part: kind, text: String(text.dropFirst(kind.count + 2)))]
            // Some templates are in both lists.
            if found.contains(where: { $0.name == name && $0.texts.map(\.text) == texts.map(\.text) }) { continue }
            found.append((name, texts))
          }
        }
      }
    }
    return found
  }

  private static func short(_ text: String) -> String {
    text.count > 80 ? "\(text.count) characters" : text.debugDescription
  }

  @Test func allFindingsReadSo() throws {
    let found = Self.findings()
    let file = try CaseFile(fixture: Self.path)
    for (name, texts) in found {
      let expected = file.cases.first { $0.name == name }
      for (part, text) in texts { #expect(expected?[part] == text, "\(name)") }
    }
    #expect(file.cases.map(\.name) == found.map(\.name))
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(file.recorded(found).utf8).write(to: Fixtures.folder.appending(path: Self.path))
    }
  }

  /// A number stands where only numbers can, and a finding that a template gets rid of by quoting really goes away.
  @Test(arguments: [
    (Format.yaml, "a: x@@y:80\n", "a: \"x@@y:80\"\n"), (.nginx, "a b@@;\n", "a \"b@@\";\n"),
    (.dotenv, "A=x@@\n", "A=\"x@@\"\n"),
    (.shell, "echo \"$x@@\"\n", "echo \"${x}_@@\"\n"), (.zone, "x IN TXT @@\n", "x IN TXT \"@@\"\n"),
    (.json, "[@@]\n", "[\"@@\"]\n"), (.dockerfile, "CMD [@@]\n", "CMD [\"@@\"]\n"), (.shell, "rm @@\n", "rm -- @@\n"),
  ])
  func helps(_ format: Format, _ template: String, _ better: String) {
    let type = TextType.line
    guard case .unfit = Sample(format, template, type).put("shop") else {
      Issue.record("\(template) is taken")
      return
    }
    #expect(Sample(format, better, type).put("shop").text == better.replacingOccurrences(of: "@@", with: "shop"))
  }
}
