import Testing
import TextTypes

@testable import Template

/// Values at the edge of what a place can carry, and the one right form of each, or the finding that refuses it.
@Suite struct EncodingTests {
  /// Format, template, value, and the output or the id of the finding.
  static let values: [(Format, String, String, String)] = [
    (.nginx, "server_name \"~^@@$\";\n", "a.b", "server_name \"~^a[.]b$\";\n"),
    (.nginx, "server_name \"~^@@$\";\n", "a+(b|c)", "server_name \"~^a[+][(]b[|]c[)]$\";\n"),
    (.nginx, "map $a $b {\n  @@ 1;\n}\n", "default", "nginx-key"),
    (.nginx, "map $a $b {\n  @@ 1;\n}\n", "hostnames", "nginx-key"),
    (.nginx, "map $a $b {\n  @@ 1;\n}\n", "~a", "nginx-key"),
    (.nginx, "map $a $b {\n  @@ 1;\n}\n", "defaults", "map $a $b {\n  defaults 1;\n}\n"),
    (.yaml, "a: \"@@\"\n", "x\u{2028}y\u{2029}z\u{85}", "a: \"x\\u2028y\\u2029z\\x85\"\n"),
    (.yaml, "a: [@@]\n", "a:b", "a: [\"a:b\"]\n"), (.yaml, "a: @@\n", "a:b", "a: a:b\n"),
    (.yaml, "a: [@@]\n", "ab", "a: [ab]\n"), (.yaml, "a: @@\n", "Off", "a: \"Off\"\n"),
    (.compose, "# @@\n", "$x", "# $x\n"), (.compose, "a: @@\n", "$x", "a: \"$$x\"\n"),
    (.odooConfiguration, "[a]\nx = @@\n", "b ", "ini-blank"), (.odooConfiguration, "[a]\nx = @@\n", " b", "ini-blank"),
    (.odooConfiguration, "[a]\nx = @@\n", "b\u{A0}", "ini-blank"),
    (.odooConfiguration, "[a]\nx = @@\n", "b\u{3000}", "ini-blank"),
    (.odooConfiguration, "[a]\nx = @@\n", "$b~", "[a]\nx = $b~\n"),
    (.odooConfiguration, "[a]\naddons_path = @@\n", "/$b", "ini-path"),
    (.odooConfiguration, "[a]\naddons_path = @@\n", "~/b", "ini-path"),
    (.odooConfiguration, "[a]\naddons_path = @@\n", "/b", "[a]\naddons_path = /b\n"),
    (.odooConfiguration, "[a]\nmy_password = @@\n", "None", "ini-word"),
    (.odooConfiguration, "[a]\nmy_password = @@\n", "TRUE", "ini-word"),
    (.odooConfiguration, "[a]\nmy_password = @@\n", "Nones", "[a]\nmy_password = Nones\n"),
    (.crontab, "A=@@\n", "b ", "cron-value"), (.crontab, "A=@@\n", " b", "cron-value"),
    (.crontab, "A=@@\n", "b c", "A=b c\n"),
    (.crontab, "0 0 * * * root a -- @@\n", String(repeating: "x", count: 996), "cron-length"),
    (
      .crontab, "0 0 * * * root a -- @@\n", String(repeating: "x", count: 993),
      "0 0 * * * root a -- \(String(repeating: "x", count: 993))\n"
    ),
    (.crontab, "A=@@\n", xs(997), "cron-length"), (.crontab, "A=@@\n", xs(996), "A=\(xs(996))\n"),
    (.shell, "a <<E\n@@\nE\n", "Eé", "sh-here-delimiter"), (.shell, "a <<EOF\n@@\nEOF\n", "EOé", "sh-here-delimiter"),
    (.shell, "a <<EOF\nE@@\nEOF\n", "é", "sh-here-delimiter"), (.shell, "a <<E\n@@\nE\n", "Emé", "a <<E\nEmé\nE\n"),
    (.nginx, "include /a/@@;\n", "b*", "mixed-argument"), (.nginx, "include \"/a/@@\";\n", "b*", "nginx-pattern"),
    (.nginx, "include \"/a/@@\";\n", "b\\", "nginx-pattern"), (.nginx, "include @@;\n", "/b?", "nginx-pattern"),
    (.nginx, "include \"/a/@@\";\n", "b c", "include \"/a/b c\";\n"),
    (.nginx, "server_name @@;\n", "a.*", "nginx-pattern"), (.nginx, "server_name \"a@@\";\n", ".*", "nginx-pattern"),
    (.nginx, "server_name @@;\n", "*.a", "nginx-pattern"), (.nginx, "server_name @@;\n", "~a", "nginx-leading"),
    (.nginx, "a \"@@\";\n", xs(4094), "nginx-length"), (.nginx, "a \"@@\";\n", xs(4093), "a \"\(xs(4093))\";\n"),
    (.nginx, "# @@\na b;\n", xs(4094), "nginx-length"), (.nginx, "# @@\na b;\n", xs(4093), "# \(xs(4093))\na b;\n"),
    (.nginx, "location = \"/@@\" {\n}\n", xs(253), "nginx-length"),
    (.nginx, "location = \"/@@\" {\n}\n", xs(252), "location = \"/\(xs(252))\" {\n}\n"),
    (.nginx, "location ~ \"/@@\" {\n}\n", xs(300), "location ~ \"/\(xs(300))\" {\n}\n"),
    (.yaml, "@@: b\n", xs(1024), "yaml-length"), (.yaml, "@@: b\n", xs(1023), "\(xs(1023)): b\n"),
    (.yaml, "a: {\"@@\": b}\n", xs(1022), "yaml-length"), (.yaml, "a: @@\n", xs(5000), "a: \(xs(5000))\n"),
    (.dotenv, "A=@@\n", "b c\\", "A=\"b c\\\\\"\n"), (.dotenv, "A=@@\n", "b c", "A='b c'\n"),
    (.dotenv, "A=@@\n", "b'$c", "A=\"b'\\$c\"\n"),
    (.markdown, "@@ x\n", "1. a", "1\\. a x\n"), (.markdown, "@@ x\n", "12) a", "12\\) a x\n"),
    (.markdown, "@@ x\n", "- a", "\\- a x\n"), (.markdown, "a @@ x\n", "1. a", "a 1. a x\n"),
    (.markdown, "[a]@@(b)\n", "", "markdown-blank"),
    (.markdown, "[a]@@(b)\n", "x", "[a]x(b)\n"), (.markdown, "`a`@@`b`\n", "", "markdown-blank"),
    (.markdown, "a @@ x\n", "", "a  x\n"),
    (.markdown, "- @@\n", "- a", "- \\- a\n"), (.markdown, "2. > @@\n", "1. a", "2. > 1\\. a\n"),
    (.markdown, "1@@ x\n", ". a", "1\\. a x\n"), (.markdown, "-@@ x\n", "- a", "-\\- a x\n"),
    (.markdown, "**@@**\n", "- a", "**- a**\n"), (.markdown, "# @@\n", "1. a", "# 1. a\n"),
    (.markdown, "a @@ x\n", "b__c_", "a b\\_\\_c\\_ x\n"), (.markdown, "a @@ x\n", "b_c", "a b_c x\n"),
    (.markdown, "@@ x\n", "\u{A0}a", "markdown-blank"), (.markdown, "@@ x\n", "a\u{2028}", "markdown-blank"),
    (.markdown, "@@ x\n", "\u{FEFF}a", "markdown-blank"), (.markdown, "@@ x\n", "a\u{A0}b", "a\u{A0}b x\n"),
  ]

  /// A long value.
  private static func xs(_ count: Int) -> String { String(repeating: "x", count: count) }

  @Test(arguments: values)
  func hasOneRightForm(_ format: Format, _ template: String, _ value: String, _ expected: String) {
    switch Sample(format, template, .line).put(value) {
    case .put(let output, _): #expect(output == expected)
    case .refused(let text), .unfit(let text): #expect(text.hasPrefix("\(expected): "))
    case let other: Issue.record("\(other)")
    }
  }

  /// Types that some place has to refuse, whatever the value is.
  static let types: [(Format, String, TextType, String)] = [
    (.shell, "sh -c \"a @@\"\n", .phrase, "hole-in-program"), (.shell, "eval \"a @@\"\n", .phrase, "hole-in-program"),
    (.shell, "trap \"a @@\" EXIT\n", .phrase, "hole-in-program"),
    (.zone, "x IN CNAME @@\n", .phrase, "hole-in-word"),
    (.shell, "a <<E x@@\nE\n", .anything, "sh-here-document"),
    (.shell, "a <<E -- \"@@\"\nE\n", .anything, "sh-here-document"),
    (.markdown, "@@. a\n", .phrase, "markdown-number"), (.markdown, "1@@) a\n", .number, "markdown-number"),
    (.markdown, "- ```\n  @@\n  ```\n", .phrase, "markdown-fence"),
    (.markdown, "> ~~~sh\n@@\n", .phrase, "markdown-fence"), (.markdown, " ```\n@@\n ```\n", .phrase, "markdown-fence"),
  ]

  @Test(arguments: types)
  func hasNoForm(_ format: Format, _ template: String, _ type: TextType, _ expected: String) {
    guard case .unfit(let text) = Sample(format, template, type).put("a") else {
      Issue.record("the template is taken")
      return
    }
    #expect(text.hasPrefix("\(expected): "))
  }

  /// Whatever the values of a string are, there is room for the text between and after them.
  @Test(arguments: [0, 1, 60, 126, 127, 128, 254, 255, 256, 400, 1000])
  func leavesRoomInAString(_ count: Int) {
    let value = String(repeating: "x", count: count)
    for template in ["x IN TXT \"@@\"\n", "x IN TXT \"a@@b@@c@@d\"\n", "x IN TXT \"@@@@@@@@\" \"@@y@@\"\n"] {
      guard case .put(let output, _) = Sample(.zone, template, .line).put(value) else {
        Issue.record("\(template)")
        continue
      }
      let strings = output.split(separator: "\"").filter { $0.contains { $0 != " " && $0 != "\n" } }.dropFirst()
      let wanted = template.replacing("@@", with: value).dropFirst(9).filter { !" \"\n".contains($0) }
      #expect(strings.joined() == wanted)
      #expect(strings.allSatisfy { $0.utf8.count <= 255 })
    }
  }

  /// A wildcard is a name's first label, or it is no name.
  @Test(arguments: [("*.a", "*.a. IN A 1\n"), ("a.*", "zone-name"), ("*a", "zone-name"), ("a", "a. IN A 1\n")])
  func hasWildcardsAtTheBeginningOfAName(_ value: String, _ expected: String) {
    let name = TextType(
      name: "record name", alphabet: ByteSet.lowercase.union(ByteSet(".*")), traits: .isWord, example: "a")
    switch Sample(.zone, "@@. IN A 1\n", name).put(value) {
    case .put(let output, _): #expect(output == expected)
    case .refused(let text): #expect(text.hasPrefix("\(expected): "))
    case let other: Issue.record("\(other)")
    }
  }

  /// What a directive's name is decides how its arguments are read, so branches must not leave it open.
  @Test func knowsTheDirectiveBehindBranches() throws {
    let made = try FormatTests.put("nginx", "{% if flag %}server_name{% else %}location{% endif %} {{ domain }};", "x")
    #expect(made == "refused: branches-differ")
  }

  /// What has ended leaves nothing behind that a second round would have to know.
  @Test(arguments: [
    ("nginx", "map $a $b {\n  default {{ t }};\n}"), ("nginx", "a {\n  types {\n    a {{ t }};\n  }\n}"),
    ("sh", "a -- {{ t }} >x"), ("sh", "a <<E\n{{ t }}\nE"), ("sh", "for x in {{ t }}; do\n  a 2>&1\ndone"),
    ("sh", "case x in\n  {{ t }}) a <b ;;\nesac"), ("sh", "x=$(a {{ t }} >b)"), ("sh", "f() {\n  a {{ t }} >b\n}"),
  ])
  func canBeRepeated(_ format: String, _ text: String) throws {
    let made = try FormatTests.put(format, "{% for t in tags %}\n\(text)\n{% endfor %}\n", "x")
    #expect(!made.hasPrefix("refused"), "\(made)")
  }

  /// A path is made of plain names, whatever its values are.
  @Test(arguments: [("a/b", "header-path"), ("a b", "header-path"), ("a@b", "header-path")])
  func takesNoValueForAPathThatIsMore(_ part: String, _ expected: String) throws {
    let template = "{#\nformat: plain\neach: t in tags\npath: x/{{ t ~ \"\(part)\" }}\n#}\nx\n"
    #expect(try Outcome(["t": template]).findings.first?.contains("[\(expected)]") == true)
  }

  /// A type that may be empty lets the next one be the beginning.
  @Test func joinsTypesWithTheDashThatMayComeFirst() {
    let empty = TextType(name: "a", alphabet: .lowercase, traits: .isNeverOption)
    let dash = TextType(name: "b", alphabet: .lowercase, traits: .isNeverEmpty)
    #expect(empty.followed(by: dash).mayBeginWithDash)
    #expect(!TextType(name: "c", alphabet: .lowercase, traits: .isWord).followed(by: dash).mayBeginWithDash)
    #expect(dash.followed(by: empty).mayBeginWithDash)
  }
}
