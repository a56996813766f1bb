import Testing
import TextTypes

@testable import Template

/// Texts that are read more than once: the shell joins lines first and hands arguments on to other programs, compose takes
/// texts apart, Docker tries two grammars, nginx compiles expressions, and forges make markup of what looks like some.
@Suite struct SecondReadingTests {
  /// Format, template, and the finding that refuses any phrase there.
  static let refused: [(Format, String, String)] = [
    (.shell, "a <<E\n$\\\n(b '@@')\nE\n", "hole-in-expansion"), (.shell, "a $(\\\n(1 + @@))\n", "hole-in-arithmetic"),
    (.shell, "a $b\\\n@@\n", "hole-after-variable"), (.shell, "a $\\\n@@\n", "hole-after-escape"),
    (.shell, "a $\\\n{b:-@@}\n", "hole-in-expansion"), (.shell, "a <\\\n<@@\n", "hole-in-delimiter"),
    (.shell, "a <<E\n\\\nE\n@@\n", "sh-here-document"), (.shell, "s\\\nh -ec \"a @@\"\n", "hole-in-program"),
    (.shell, "sh -ec \"a @@\"\n", "hole-in-program"), (.shell, "/bin/bash -lc \"a @@\"\n", "hole-in-program"),
    (.shell, "dash -o errexit -c \"a @@\"\n", "hole-in-program"),
    (.shell, "busybox sh -ec \"@@\"\n", "hole-in-program"),
    (.shell, "command eval \"a @@\"\n", "hole-in-program"), (.shell, "\"ev\"al \"a @@\"\n", "hole-in-program"),
    (.shell, "e\\val \"a @@\"\n", "hole-in-program"), (.shell, "env A=b sh -ec \"a @@\"\n", "hole-in-program"),
    (.shell, "exec 3>b sh -ec \"a @@\"\n", "hole-in-program"),
    (.shell, "a | xargs sh -ec \"a @@\"\n", "hole-in-program"),
    (.shell, "su b --command=\"a @@\"\n", "hole-in-program"), (.shell, "ssh b \"a @@\"\n", "hole-in-program"),
    (.shell, "find . -exec sh -ec \"a @@\" \\;\n", "hole-in-program"),
    (.shell, "trap \"a @@\" EXIT\n", "hole-in-program"),
    (.shell, "alias a=\"b @@\"\n", "hole-in-program"), (.shell, ". ./@@\n", "hole-in-program"),
    (.shell, "awk \"{ print @@ }\"\n", "hole-in-program"), (.shell, "sed -e \"s/a/@@/\"\n", "hole-in-program"),
    (.shell, "python3 -c \"print(@@)\"\n", "hole-in-program"),
    (.shell, "docker exec a psql -c \"@@\"\n", "hole-in-program"),
    (.shell, "$a -ec \"@@\"\n", "hole-in-program"), (.shell, "eval \"$(a -- '@@')\"\n", "hole-in-program"),
    (.shell, "sh <<E\na @@\nE\n", "hole-in-program"), (.shell, "<<E sh\na @@\nE\n", "hole-in-program"),
    (.shell, "a <<E | sh\nb @@\nE\n", "hole-in-program"), (.shell, "a <<E |\nb @@\nE\nsh\n", "hole-in-program"),
    (.shell, "sh -c a\nwhile b; do c; done <<E\n@@\nE\n", "hole-in-program"), (.shell, "a -- @@ | sh\n", "sh-pipe"),
    (.shell, "a -- @@ | b | sh\n", "sh-pipe"), (.shell, "a -- @@ |\n sh\n", "sh-pipe"),
    (.shell, "{ a -- @@; } | sh\n", "sh-pipe"),
    (.shell, "(a -- @@) | sh\n", "sh-pipe"), (.shell, "a \"$(b -- @@)\" | sh\n", "sh-pipe"),
    (.shell, "for a in @@; do b; done | exec sh\n", "sh-pipe"),
    (.shell, "f() { a -- @@; }\nf | sh\n", "sh-pipe"), (.shell, "case @@ in a) b ;; esac | sh\n", "sh-pipe"),
    (.shell, "a -- @@ | xargs b\n", "sh-pipe"),
    (.shell, "exec @@\n", "hole-in-command"), (.shell, "command -- @@\n", "hole-in-command"),
    (.shell, "env A=b @@\n", "hole-in-command"), (.shell, "a | xargs -r @@\n", "hole-in-command"),
    (.shell, "timeout 5 @@\n", "hole-in-command"), (.shell, "export @@\n", "hole-in-command"),
    (.shell, "unset @@\n", "hole-in-command"), (.shell, "#!/bin/bash\na -- @@\n", "sh-interpreter"),
    (.shell, "#!/bin/sh -x @@\n", "sh-interpreter"), (.shell, "#! /usr/bin/env bash\n", "sh-interpreter"),
    (.shell, "#!/usr/bin/python3\n", "sh-interpreter"), (.shell, "((a))\n", "sh-bash"),
    (.shell, "[[ a -eq @@ ]]\n", "sh-bash"),
    (.shell, "let \"a=@@\"\n", "sh-bash"), (.shell, "declare -i a=@@\n", "sh-bash"), (.shell, "a $[@@]\n", "sh-bash"),
    (.shell, "typeset -i a=@@\n", "sh-bash"), (.shell, "function a { b; }\n", "sh-bash"),
    (.crontab, "0 0 * * * root sh -ec \"a @@\"\n", "hole-in-program"), (.crontab, "SHELL=@@\n", "sh-interpreter"),
    (.crontab, "SHELL=/bin/bash\n", "sh-interpreter"), (.crontab, "0 0 * * * root a -- @@ | sh\n", "sh-pipe"),
    (.dockerfile, "RUN sh -ec \"a @@\"\n", "hole-in-program"),
    (.dockerfile, "CMD [\"a\", \"@@\",]\n", "dockerfile-list"),
    (.dockerfile, "CMD [\"a\" \"@@\"]\n", "dockerfile-list"),
    (.dockerfile, "CMD [\"a\", \"@@\"] b\n", "dockerfile-list"),
    (.dockerfile, "CMD [\"a\", 1, \"@@\"]\n", "dockerfile-list"),
    (.dockerfile, "CMD [\"\\a\", \"@@\"]\n", "dockerfile-list"),
    (.dockerfile, "CMD [\"a\", \"@@\"\n", "dockerfile-list"),
    (.dockerfile, "COPY [\"@@\", \"/b\",]\n", "dockerfile-list"),
    (.dockerfile, "RUN [ \"a\" = \"@@\" ]\n", "dockerfile-list"),
    (.dockerfile, "CMD [\"\\u00@@\"]\n", "hole-after-escape"),
    (.dockerfile, "CMD [\"sh\", \"-c\", \"@@\"]\n", "hole-in-program"),
    (.dockerfile, "SHELL [\"/bin/bash\", \"-c\"]\n", "dockerfile-shell"),
    (.compose, service("command: \"a @@\""), "compose-command"),
    (.compose, service("entrypoint: a@@"), "compose-command"),
    (.compose, service("'command': >-\n      a @@"), "compose-command"),
    (.compose, "services: {a: {command: \"b @@\"}}\n", "compose-command"),
    (.compose, service("post_start:\n      - command: \"a @@\""), "compose-command"),
    (.compose, service("command: [sh, -c, \"a @@\"]"), "hole-in-program"),
    (.compose, service("command:\n    - /bin/bash\n    - -ec\n    - \"a @@\""), "hole-in-program"),
    (.compose, service("healthcheck:\n      test: \"a @@\""), "hole-in-program"),
    (.compose, service("healthcheck:\n      test: [CMD-SHELL, \"a @@\"]"), "hole-in-program"),
    (.compose, service("build:\n      dockerfile_inline: \"a @@\""), "hole-in-program"),
    (.compose, service("environment:\n      - \"@@=a\""), "compose-pair"),
    (.compose, service("labels: [@@]"), "compose-pair"),
    (.compose, service("volumes:\n      - \"@@:/a\""), "compose-pair"),
    (.compose, service("volumes:\n      - \"a:@@\""), "compose-pair"),
    (.compose, service("ports:\n      - \"@@:80\""), "compose-pair"),
    (.compose, service("ports: [\"[@@]:1:2\"]"), "compose-pair"),
    (.compose, service("devices: [\"/a@@\"]"), "compose-pair"), (.compose, service("tmpfs: \"/a@@\""), "compose-pair"),
    (.compose, service("extra_hosts: [\"@@:1.2.3.4\"]"), "compose-pair"),
    (.compose, service("build: \"@@\""), "compose-pair"),
    (.compose, service("build:\n      context: @@"), "compose-pair"),
    (.compose, service("user: \"@@:a\""), "compose-pair"),
    (.compose, service("\"comm\\x61nd\": \"a @@\""), "compose-pair"),
    (.compose, "volumes:\n  a:\n    driver_opts:\n      o: \"addr=@@\"\n", "compose-pair"),
    (.compose, "a: \"\\x24@@\"\n", "compose-dollar"), (.compose, "a: \"\\u0024{B}\"\n", "compose-dollar"),
    (.yaml, "a: \"\\x@@\"\n", "hole-after-escape"), (.yaml, "a: \"\\U0000004@@\"\n", "hole-after-escape"),
    (.yaml, "a: \"\\q@@\"\n", "yaml-escape"), (.yaml, "a: \"\\xg0@@\"\n", "yaml-escape"),
    (.nginx, "content_by_lua \"a(@@)\";\n", "hole-in-program"), (.nginx, "perl_set $a \"@@\";\n", "hole-in-program"),
    (.nginx, "location ~^/@@ {\n}\n", "mixed-argument"), (.nginx, "gzip_disable a@@;\n", "mixed-argument"),
    (.odooConfiguration, "[a]\nx = 1\nX = @@\n", "ini-twice"),
    (.markdown, "<div>\n@@\n", "hole-in-html"), (.markdown, "<b>@@</b>\n", "hole-in-html"),
    (.markdown, "a <script>@@\n", "markdown-html"), (.markdown, "<pre>\n", "markdown-html"),
    (.markdown, "a <b c=\">@@\">\n", "hole-in-link"), (.markdown, "[a]: /b \"@@\"\n", "markdown-definition"),
    (.markdown, "[@@]: /b\n", "markdown-definition"), (.markdown, "[^a]: x @@\n", "markdown-definition"),
    (.markdown, "[a]: /b\n\"@@\"\n", "markdown-definition"),
    (.markdown, "http://a.test/@@\n", "hole-in-link"), (.markdown, "a www.@@\n", "hole-in-link"),
    (.markdown, "a &@@;\n", "hole-after-escape"), (.markdown, "---\na: @@\n---\n", "markdown-front-matter"),
    (.markdown, "```bash\na @@\n```\n", "hole-in-commands"),
    (.markdown, "~~~ mermaid\na[@@]\n~~~\n", "hole-in-picture"),
    (.html, "<p title='@@'>\n", "hole-in-tag"), (.html, "<p title=@@>\n", "hole-in-tag"),
    (.html, "<p @@>\n", "hole-in-tag"),
    (.html, "<!-- @@ -->\n", "hole-in-markup"), (.html, "<script>@@</script>\n", "hole-in-markup"),
    (.html, "<STYLE>@@</STYLE>\n", "hole-in-markup"), (.html, "<a onclick=\"@@\">\n", "hole-in-markup"),
    (.html, "<p style=\"@@\">\n", "hole-in-markup"), (.html, "<a href=\"@@\">\n", "hole-in-link"),
    (.html, "<a href=\"javascript:@@\">\n", "hole-in-link"), (.html, "<img src=\"//@@\">\n", "hole-in-link"),
    (.html, "a &@@;\n", "hole-after-escape"), (.html, "<svg><style>@@\n", "html-syntax"),
    (.html, "<script><!--<script></script>@@\n", "html-syntax"), (.html, "<!-->@@\n", "html-syntax"),
  ]

  private static func service(_ line: String) -> String { "services:\n  a:\n    \(line)\n" }

  @Test(arguments: refused)
  func takesNoPhrase(_ format: Format, _ template: String, _ expected: String) {
    let text = Sample(format, template, .phrase).put("a").text
    #expect(text.hasPrefix("unfit: \(expected): "), "\(template.debugDescription) \(text)")
  }

  /// Format, template, type, and a value that comes out as it is.
  static let taken: [(Format, String, TextType, String)] = [
    (.shell, "a $\\\n(b -- @@)\n", .word, "a"), (.shell, "sh -ec 'a @@'\n", .word, "a.b"),
    (.shell, "#!/bin/sh -e\na -- @@\n", .phrase, "a"),
    (.shell, "#! /usr/bin/env sh\na -- @@\n", .phrase, "a"), (.shell, "command -v -- @@\n", .phrase, "a"),
    (.shell, "timeout @@ a\n", .number, "5"), (.shell, "( (a) )\nb -- @@\n", .phrase, "a"),
    (.shell, "a -- @@ | sort\n", .phrase, "a"),
    (.shell, "tar -cf - -- @@\n", .phrase, "a"), (.shell, "a || sh -c b\nc -- @@\n", .phrase, "a"),
    (.shell, "sh -c b; c -- @@ | d\n", .phrase, "a"), (.shell, "while a; do b; done <<E\n@@\nE\n", .phrase, "a"),
    (.shell, "x=@@ sh -c 'a \"$x\"'\n", .phrase, "a"), (.shell, "a -- @@\nb | sh\n", .phrase, "a"),
    (.shell, "a <<E\n@@\nE\nb | sh\n", .phrase, "a"),
    (.crontab, "SHELL=/bin/sh\n0 0 * * * root a -- @@\n", .phrase, "a"),
    (.dockerfile, "CMD [ \"a\" , \"@@\" ] \n", .phrase, "a"),
    (.dockerfile, "CMD [\"a\", \\\n# b\n\"\\u0041@@\"]\n", .phrase, "a"),
    (.compose, service("command: [a, \"@@\"]"), .phrase, "a"), (.compose, service("command: a @@"), .word, "a"),
    (.compose, service("environment:\n      command: @@"), .phrase, "a"),
    (.compose, service("environment:\n      - \"A=@@\""), .phrase, "a"),
    (.compose, service("volumes:\n      - type: bind\n        source: \"@@\""), .phrase, "a"),
    (.compose, service("ports:\n      - \"127.0.0.1:@@:80\""), .number, "1"),
    (.compose, service("healthcheck:\n      interval: @@"), .phrase, "a"),
    (.compose, "services:\n  command:\n    hostname: \"a @@\"\n", .phrase, "a"),
    (.compose, service("command: [sh, -c, a]\n    hostname: \"@@\""), .phrase, "a"),
    (.compose, service("extra_hosts:\n      - \"a:@@\""), .phrase, "a"), (.compose, service("build: ./@@"), .word, "a"),
    (.nginx, "location \"~^/@@$\" {\n}\n", .phrase, "a"), (.nginx, "content_by_lua \"a(@@)\";\n", .number, "1"),
    (.odooConfiguration, "[a]\nx = @@\n[b]\nX = @@\n", .phrase, "a"),
    (.markdown, "<div>\n\n@@\n\n</div>\n", .phrase, "a"),
    (.markdown, "[a]: /b\n\n@@\n", .phrase, "a"), (.markdown, "http://@@/x\n", .word, "a"),
    (.markdown, "```sh\na @@\n```\n", .word, "a"),
    (.markdown, "<https://@@/>\n", .word, "a"), (.markdown, "a<br/>@@\n", .phrase, "a"),
    (
      .html, "<!DOCTYPE html>\n<!-- a -->\n<title>@@</title>\n<style>a > b {}</style>\n<p title=\"@@\">@@</p>\n",
      .phrase, "a"
    ),
    (.html, "<a href=\"https://@@/\">@@</a>\n", .word, "a"), (.html, "<a href=\"/@@\">x</a>\n", .word, "a"),
  ]

  @Test(arguments: taken)
  func takesWhatIsInert(_ format: Format, _ template: String, _ type: TextType, _ value: String) {
    #expect(Sample(format, template, type).put(value).text == template.replacing("@@", with: value))
  }

  /// Format, template, value, and the output or the id of the finding.
  static let written: [(Format, String, String, String)] = [
    (.nginx, "gzip_disable \"@@\";\n", "a.b", "gzip_disable \"a[.]b\";\n"),
    (.nginx, "proxy_redirect \"~^/@@\" /x;\n", "a.*", "proxy_redirect \"~^/a[.][*]\" /x;\n"),
    (.nginx, "proxy_redirect @@ /x;\n", "~a", "nginx-leading"),
    (.nginx, "proxy_cookie_path \"@@\" /;\n", "~*a", "nginx-leading"),
    (.nginx, "valid_referers @@;\n", "*.a", "nginx-pattern"),
    (.nginx, "location \"~*@@\" {\n}\n", "a.b", "location \"~*a[.]b\" {\n}\n"),
    (.odooConfiguration, "[a]\nDB_PassWord = @@\n", "none", "ini-word"),
    (.odooConfiguration, "[a]\nData_Dir = @@\n", "$a", "ini-path"),
    (.markdown, "| a | @@ |\n", "www.e.test/<img src=x>", "| a | www\\.e.test/&lt;img src=x&gt; |\n"),
    (.markdown, "a @@ b\n", "http://a/&lt;", "a http\\://a/&amp;lt; b\n"),
    (.markdown, "a @@ b\n", "2001:db8::/32", "a 2001:db8::/32 b\n"),
    (.markdown, "a @@ b\n", "@a b@c.d", "a \\@a b@c.d b\n"), (.markdown, "- [@@] b\n", "x", "markdown-task"),
    (.markdown, "- [@@] b\n", "xy", "- [xy] b\n"),
    (.markdown, "| a |\n| @@ |\n", "---", "| a |\n| \\--- |\n"),
    (.markdown, "@@\n", "::include{file=a}", "\\::include{file=a}\n"),
    (.markdown, "@@ a\n", "> b", "&gt; b a\n"),
    (.html, "<p title=\"@@\">@@\n", "\"<&>'", "<p title=\"&quot;&lt;&amp;&gt;'\">\"&lt;&amp;&gt;'\n"),
  ]

  @Test(arguments: written)
  func writesWhatMeansSomething(_ format: Format, _ template: String, _ value: String, _ expected: String) {
    switch Sample(format, template, .line).put(value) {
    case .put(let output, _): #expect(output == expected)
    case .refused(let text), .unfit(let text): #expect(text.hasPrefix("\(expected): "))
    case .escaped(let fault): Issue.record("\(fault)")
    }
  }

  /// What a key is, branches and loops must not leave open where it matters.
  @Test(arguments: [
    (
      "services:\n  a:\n{% if flag %}\n    command:\n{% else %}\n    x:\n{% endif %}\n      \"b {{ sentence }}\"",
      "compose-pair"
    ),
    (
      "services:\n  a:\n{% for t in tags %}\n    hostname: {{ t }}\n{% endfor %}\n    command: \"b {{ sentence }}\"",
      "compose-command"
    ),
    (
      "services:\n  a:\n    environment:\n{% for t in tags %}\n      {{ t }}: \"b {{ sentence }}\"\n{% endfor %}",
      "taken"
    ),
    (
      "services:\n{% for t in tags %}\n  {{ t }}:\n    hostname: {{ sentence }}\n    labels: [\"a={{ sentence }}\"]\n{% endfor %}",
      "taken"
    ),
  ])
  func followsKeysOfComposeThroughBranches(_ template: String, _ expected: String) throws {
    let made = try FormatTests.put("yaml.compose", template, "x y")
    #expect(made.hasPrefix("refused") ? made == "refused: \(expected)" : expected == "taken", "\(made)")
  }
}
