import Diagnostics
import Testing

@testable import Template

/// Values in every place that a format has: as they are put, or why they are not. `sentence` can be any line of text.
@Suite struct FormatTests {
  /// What a template makes of a value; or the id of the finding.
  static func put(_ format: String, _ template: String, _ value: String) throws -> String {
    var diagnostics = DiagnosticList()
    let bytes = Array("{#\nformat: \(format)\n#}\n\(template)\n".utf8)
    let set = TemplateSet([TemplateSource(path: "t", file: "t", bytes: bytes)], root: Model.root)
    diagnostics.report(contentsOf: set.diagnostics)
    let arena = try Model.arena(replacing: ["sentence": value])
    let made = set.render(arena, into: &diagnostics)
    if let finding = diagnostics.sorted.first { return "refused: \(finding.id)" }
    return made.first.map { String(decoding: $0.bytes.dropLast(), as: UTF8.self) } ?? "nothing"
  }

  static let plain = "shop"
  static let hostile = [
    "a b", "a;b", "a{b}", "a\"b", "a'b", "a\\b", "#a", "$a", "`id`", "-a", "a%b", "", "é", "a|b", "no", "22:22",
  ]

  /// Format, template, and what comes out for each hostile value, in their order.
  static let cases: [(String, String, [String])] = [
    (
      "nginx", "return 301 {{ sentence }};",
      [
        #"return 301 "a b";"#, #"return 301 "a;b";"#, #"return 301 "a{b}";"#, #"return 301 "a\"b";"#,
        #"return 301 "a'b";"#,
        #"return 301 "a\\b";"#, ##"return 301 "#a";"##, "refused: nginx-dollar", #"return 301 "`id`";"#,
        "return 301 -a;",
        "return 301 a%b;", #"return 301 "";"#, #"return 301 "é";"#, "return 301 a|b;", "return 301 no;",
        "return 301 22:22;",
      ]
    ),
    (
      "nginx", #"add_header X "<{{ sentence }}>";"#,
      [
        #"add_header X "<a b>";"#, #"add_header X "<a;b>";"#, #"add_header X "<a{b}>";"#, #"add_header X "<a\"b>";"#,
        #"add_header X "<a'b>";"#, #"add_header X "<a\\b>";"#, ##"add_header X "<#a>";"##, "refused: nginx-dollar",
        #"add_header X "<`id`>";"#, #"add_header X "<-a>";"#, #"add_header X "<a%b>";"#, #"add_header X "<>";"#,
        #"add_header X "<é>";"#, #"add_header X "<a|b>";"#, #"add_header X "<no>";"#, #"add_header X "<22:22>";"#,
      ]
    ),
    (
      "postfix", "relayhost = {{ sentence }}",
      [
        "refused: postfix-word", "refused: postfix-word", "refused: postfix-word", "refused: postfix-word",
        "refused: postfix-word", "refused: postfix-word", "refused: postfix-word", "refused: postfix-word",
        "refused: postfix-word", "refused: postfix-word", "refused: postfix-word", "refused: postfix-word",
        "refused: postfix-word", "refused: postfix-word", "relayhost = no", "relayhost = 22:22",
      ]
    ),
    (
      "sh", "echo -- {{ sentence }}",
      [
        "echo -- 'a b'", "echo -- 'a;b'", "echo -- 'a{b}'", "echo -- 'a\"b'", #"echo -- 'a'\''b'"#, #"echo -- 'a\b'"#,
        "echo -- '#a'",
        "echo -- '$a'", "echo -- '`id`'", "echo -- -a", "echo -- a%b", "echo -- ''", "echo -- 'é'", "echo -- 'a|b'",
        "echo -- no",
        "echo -- 22:22",
      ]
    ),
    (
      "sh", #"x="{{ sentence }}""#,
      [
        #"x="a b""#, #"x="a;b""#, #"x="a{b}""#, #"x="a\"b""#, #"x="a'b""#, #"x="a\\b""#, ##"x="#a""##, #"x="\$a""#,
        #"x="\`id\`""#,
        #"x="-a""#, #"x="a%b""#, #"x="""#, #"x="é""#, #"x="a|b""#, #"x="no""#, #"x="22:22""#,
      ]
    ),
    (
      "sh", "x=a{{ sentence }}",
      [
        "x=a'a b'", "x=a'a;b'", "x=a'a{b}'", "x=a'a\"b'", #"x=a'a'\''b'"#, #"x=a'a\b'"#, "x=a'#a'", "x=a'$a'",
        "x=a'`id`'", "x=a-a", "x=aa%b",
        "x=a", "x=a'é'", "x=a'a|b'", "x=ano", "x=a22:22",
      ]
    ),
    (
      "yaml", "a: {{ sentence }}",
      [
        #"a: "a b""#, #"a: "a;b""#, #"a: "a{b}""#, #"a: "a\"b""#, #"a: "a'b""#, #"a: "a\\b""#, ##"a: "#a""##,
        #"a: "$a""#, #"a: "`id`""#,
        #"a: "-a""#, #"a: "a%b""#, #"a: """#, #"a: "é""#, #"a: "a|b""#, #"a: "no""#, #"a: "22:22""#,
      ]
    ),
    (
      "yaml.compose", #"a: ["{{ sentence }}", x]"#,
      [
        #"a: ["a b", x]"#, #"a: ["a;b", x]"#, #"a: ["a{b}", x]"#, #"a: ["a\"b", x]"#, #"a: ["a'b", x]"#,
        #"a: ["a\\b", x]"#,
        ##"a: ["#a", x]"##, #"a: ["$$a", x]"#, #"a: ["`id`", x]"#, #"a: ["-a", x]"#, #"a: ["a%b", x]"#, #"a: ["", x]"#,
        #"a: ["é", x]"#,
        #"a: ["a|b", x]"#, #"a: ["no", x]"#, #"a: ["22:22", x]"#,
      ]
    ),
    (
      "ini.odoo", "[options]\nx = {{ sentence }}",
      hostile.map { "[options]\nx = \($0)" }
    ),
    (
      "zone", #"a. IN TXT "{{ sentence }}""#,
      [
        #"a. IN TXT "a b""#, #"a. IN TXT "a;b""#, #"a. IN TXT "a{b}""#, #"a. IN TXT "a\"b""#, #"a. IN TXT "a'b""#,
        #"a. IN TXT "a\\b""#,
        ##"a. IN TXT "#a""##, #"a. IN TXT "$a""#, #"a. IN TXT "`id`""#, #"a. IN TXT "-a""#, #"a. IN TXT "a%b""#,
        #"a. IN TXT """#,
        #"a. IN TXT "\195\169""#, #"a. IN TXT "a|b""#, #"a. IN TXT "no""#, #"a. IN TXT "22:22""#,
      ]
    ),
    (
      "markdown", "x {{ sentence }} y",
      [
        "x a b y", "x a;b y", "x a{b} y", "x a\"b y", "x a'b y", #"x a\\b y"#, ##"x \#a y"##, #"x \$a y"#,
        #"x \`id\` y"#, "x -a y", "x a%b y", "x  y",
        "x é y", #"x a\|b y"#, "x no y", "x 22:22 y",
      ]
    ),
    (
      "markdown", "x `{{ sentence }}` y",
      hostile.map {
        $0.isEmpty
          ? "refused: markdown-blank" : $0.contains("`") || $0.contains("|") ? "refused: markdown-code" : "x `\($0)` y"
      }
    ),
    (
      "sh", "cat <<EOF\nx {{ sentence }} y\nEOF",
      [
        "a b", "a;b", "a{b}", "a\"b", "a'b", #"a\\b"#, "#a", #"\$a"#, #"\`id\`"#, "-a", "a%b", "", "é", "a|b", "no",
        "22:22",
      ].map { "cat <<EOF\nx \($0) y\nEOF" }
    ),
    ("sh", "cat <<'EOF'\nx {{ sentence }} y\nEOF", hostile.map { "cat <<'EOF'\nx \($0) y\nEOF" }),
    ("text", "x {{ sentence }} y", hostile.map { "x \($0) y" }),
    ("dotenv", "# {{ sentence }}\nA=", hostile.map { "# \($0)\nA=" }),
    ("crontab", "# {{ sentence }}", hostile.map { "# \($0)" }),
    ("dockerfile", "# {{ sentence }}", hostile.map { "# \($0)" }),
  ]

  @Test func putsValues() throws {
    for (format, template, expected) in Self.cases {
      #expect(expected.count == Self.hostile.count)
      for (value, expected) in zip(Self.hostile, expected) {
        let made = try Self.put(format, template, value)
        #expect(made == expected, "\(format) \(template) \(value)")
      }
    }
  }

  /// Where no value of the type is safe, the template is refused, whatever the value.
  @Test(
    arguments: [
      ("nginx", "{{ sentence }} on;", .holeInDirective),
      ("nginx", "server_name a{{ sentence }};", .mixedArgument),
      ("nginx", "server_name {{ sentence }}a;", .mixedArgument),
      ("nginx", "set ${{ sentence }} 1;", .holeAfterEscape),
      ("nginx", "server {", .unfinished),
      ("nginx", "}", .nginxBrace),
      ("sh", "{{ sentence }}", .holeInCommand),
      ("sh", "{{ sentence }}=1", .holeInCommand),
      ("sh", "echo {{ sentence }}", .optionInjection),
      ("sh", "echo ${x:-{{ sentence }}}", .holeInExpansion),
      ("sh", "echo `{{ sentence }}`", .holeInExpansion),
      ("sh", "echo $(( {{ sentence }} ))", .holeInArithmetic),
      ("sh", "echo \\{{ sentence }}", .holeAfterEscape),
      ("sh", "echo \"x", .unfinished),
      ("sh", "cat <<EOF\nx", .unfinished),
      ("sh", "cat <<'EOF'\nE{{ sentence }}OF\nEOF", .holeInDelimiter),
      ("yaml", "a: x{{ sentence }}", .mixedScalar),
      ("yaml", "a: {{ sentence }}x", .mixedScalar),
      ("yaml", "a: &{{ sentence }} x", .yamlUnmodelled),
      ("yaml", "a: [x", .unfinished),
      ("ini.odoo", "{{ sentence }} = 1", .holeInKey),
      ("ini.odoo", "[{{ sentence }}]", .holeInSection),
      ("zone", "{{ sentence }} IN A 192.0.2.1", .holeInWord),
      ("zone", "a IN TXT \"x", .zoneString),
      ("crontab", "{{ sentence }} root x", .holeInSchedule),
      ("crontab", "0 0 * * * root x {{ sentence }}", .optionInjection),
      ("crontab", "0 0 * * * root date +%s", .cronPercent),
      ("dotenv", "{{ sentence }}=1", .holeInKey),
      ("dotenv", "A=x{{ sentence }}", .mixedValue),
      ("dockerfile", "RUN echo {{ sentence }}", .optionInjection),
      ("dockerfile", "COPY {{ sentence }} /x", .holeInWord),
      ("dockerfile", "{{ sentence }} x", .holeInInstruction),
      ("markdown", "`x", .markdownCode),
    ] as [(String, String, FindingID)])
  func refusesTemplates(_ format: String, _ template: String, _ id: FindingID) throws {
    #expect(try Self.put(format, template, Self.plain) == "refused: \(id)")
  }

  /// What real scripts hold is read without a refusal, and the place after it is still known.
  @Test(arguments: [
    "case $1 in\n  a|b) echo x ;;\n  'c d') ;;\n  *) echo \"$1\" ;;\nesac\nx='{{ sentence }}'",
    "x=$(case $1 in a) echo b ;; esac)\nx='{{ sentence }}'",
    "x=$(echo \"$(date)\" | tr -d '\\n')\nx='{{ sentence }}'",
    "x=$((1 + (2 * 3)))\nx='{{ sentence }}'",
    "z=${y%%/*} w=${y#\"$z\"}\nx='{{ sentence }}'",
    "# it's a comment with a \" in it\nx='{{ sentence }}'",
    "echo a#b $# \"$#\"\nx='{{ sentence }}'",
    "cat <<'EOF'\nit's \"raw $x `y`\nEOF\nx='{{ sentence }}'",
    "cat <<-EOF\n\ttext $(date) \\$x\n\tEOF\nx='{{ sentence }}'",
    "cat <<A <<B\n1\nA\n2\nB\nx='{{ sentence }}'",
    "f() {\n  [ -n \"$1\" ] || return 1\n}\nx='{{ sentence }}'",
    "while IFS= read -r line; do :; done <<EOF\n$x\nEOF\nx='{{ sentence }}'",
    "a=1 \\\n  b=2\nx='{{ sentence }}'",
    "( cd /; ls ) && { true; }\nx='{{ sentence }}'",
  ])
  func followsShellScripts(_ script: String) throws {
    let made = try Self.put("sh", script, "it's")
    #expect(made.hasSuffix(#"x='it'\''s'"#), "\(made)")
  }
}
