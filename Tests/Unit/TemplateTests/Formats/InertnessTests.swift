import Testing
import TextTypes

@testable import Template

/// Whatever value is put into a place, the reader leaves it in the state that the analysis of the template says: for every format, in
/// every kind of place, with every byte alone and with values that mean something to one reader or another.
@Suite struct InertnessTests {
  /// Every kind of place of each format.
  static let places: [(Format, [String])] = [
    (
      .nginx,
      [
        "a @@;\n", "a b@@;\n", "a \"@@\";\n", "a 'x@@y';\n", "# @@\n", "a b @@ {\n}\n", "server_name @@;\n",
        "server_name \"@@\" x;\n", "server_name ~^@@$;\n", "server_name \"~^(?<x>[a-z]{1,2})[.]@@$\";\n",
        "location @@ {\n}\n",
        "location = @@ {\n}\n", "location ~ '^/@@/' {\n}\n", "map $a $b {\n  @@ 1;\n  default @@;\n}\n",
        "geo $x {\n  \"@@\" 1;\n}\n",
        "include @@;\n", "try_files $uri @@;\n", "rewrite ^/@@ /x;\n", "rewrite \"@@\" /y;\n", "if ($a = @@) {\n}\n",
        "set $x \"${y}@@\";\n",
        "a \"b\"@@;\n", "a $b@@;\n", "@@ on;\n", "a \\@@;\n", "a @@b;\n",
        "gzip_disable \"@@\";\n", "gzip_disable a @@;\n", "proxy_redirect \"~^/@@\" /x;\n", "proxy_redirect @@ /x;\n",
        "proxy_cookie_path '~*@@' /x;\n", "valid_referers none \"@@\";\n", "location ~^/@@ {\n}\n",
        "location \"~*^/@@\" {\n}\n", "content_by_lua 'ngx.say(\"@@\")';\n",
      ]
    ),
    (
      .shell,
      [
        "a -- @@\n", "a @@\n", "a b@@c\n", "a \"@@\"\n", "a \"x@@\"\n", "a 'x@@y'\n", "x=@@\n", "x=\"@@\" y=@@ a\n",
        "# @@\n", "a >@@\n",
        "a <\"@@\"\n", "a @@>x\n", "case @@ in b) ;; esac\n", "case $1 in @@) x ;; esac\n",
        "case $1 in\n  a|\"@@\") x=1;;\nesac\n",
        "x=$(a -- @@)\n", "x=\"$(a -- \"@@\")\"\n", "(a -- @@)\n", "for x in @@; do a \"$x\"; done\n",
        "for x in a @@ b\ndo a; done\n",
        "a <<E\n@@\nE\n", "a <<E\nx @@ y\nE\n", "a <<E\nE@@F\nE\n", "a <<'E'\n@@\nE\n", "a <<-E\n\t@@\n\tE\n",
        "a <<-'E'\n\t@@x\n\tE\n",
        "x=$((1 + @@))\n", "x=$((x@@))\n", "echo \"${x:-@@}\"\n", "`a @@`\n", "f() { a -- @@; }\n",
        "f() {\n  :\n}\nf @@\n",
        "sh -c '@@'\n", "eval @@\n", "a --x=@@\n", "a \"$x@@\"\n", "a \"${x}@@\"\n", "a ''@@\n", "@@ x\n", "@@=x\n",
        "a 2>&@@\n", "a <<@@\n",
        "a $\\\n(b -- @@)\n", "a \"$\\\n(b -- '@@')\"\n", "a <<E\n$\\\n(b '@@')\nE\n", "a $(\\\n(1 + @@))\n",
        "a $b\\\n@@\n", "a <\\\n<E -- @@\nE\n", "sh -ec \"a '@@'\"\n", "command eval \"a '@@'\"\n",
        "env A=@@ b -- @@\n", "timeout @@ a\n", "exec -- @@\n", "export -- @@\n", "a -- @@ | sh\n", "sh <<E\n@@\nE\n",
        "a <<E | sh\nx @@\nE\n", "#!/bin/sh -e\na -- @@\n", "#@@\n", "eval \"$(a -- '@@')\"\n",
        "a \\@@\n", "a | b -- @@ && c\n", "if [ @@ = x ]; then a; fi\n", "a <<E\n$(b @@)\nE\n",
      ]
    ),
    (
      .yaml,
      [
        "a: @@\n", "- @@\n", "@@: x\n", "a: [@@, x]\n", "a: {b: @@, c: d}\n", "a: {@@: b}\n", "a: \"@@\"\n",
        "a: \"x @@\"\n", "a: 'x@@'\n",
        "# @@\n", "a: b # @@\n", "a: |\n  @@\n", "a: |\n  x\n  @@\n", "a: |\n  x @@\nb: c\n", "a: >-\n  x\n  @@\n",
        "- a: |2\n    @@\n  b: c\n",
        "a: x@@\n", "a: x @@\n", "a: @@x\n", "a: x:@@\n", "a: @@:80\n", "a: @@m\n", "a: [x@@]\n", "- - @@\n  - b\n",
        "\"@@\": x\n", "a:\n  @@\n",
        "a: b\n@@: c\n", "a: b\n  @@\n", "a: |\n  x\n@@: y\n", "---\na: @@\n", "a: -@@\n", "a: \"b\"@@\n", "a:@@\n",
        "a: &b @@\n", "a: \"\\x@@\"\n", "a: \"\\u00@@\"\n", "a: \"\\x41@@\"\n", "a: \"\\n@@\"\n",
      ]
    ),
    (
      .compose,
      [
        "a: @@\n", "a: \"@@\"\n", "a: \"$$@@\"\n", "a: '${X}@@'\n", "a: $X@@\n", "a: \"${X:-@@}\"\n", "a: \"$@@\"\n",
        "- |\n  x\n  @@\n", "@@: x\n",
        "a: [CMD, @@]\n", "# $@@\n", "\"@@\": 1\n", "a: {@@: b}\n", "a: \"\\x24@@\"\n",
        "services:\n  a:\n    command: b @@\n", "services:\n  a:\n    command: [b, @@]\n",
        "services:\n  @@:\n    command: \"b @@\"\n", "services:\n  a:\n    @@: \"b @@\"\n",
        "services:\n  a:\n    entrypoint:\n      - sh\n      - -ec\n      - \"b @@\"\n",
        "services: {a: {healthcheck: {test: \"b @@\"}}}\n", "services:\n  a:\n    environment:\n    - \"@@=b\"\n",
        "services:\n  a:\n    environment:\n      - \"B=@@\"\n      - C=@@\n",
        "services:\n  a:\n    volumes: [\"@@:/b\"]\n",
        "services:\n  a:\n    ports:\n      - \"127.0.0.1:@@:80\"\n", "services:\n  a:\n    build: @@\n",
        "services:\n  a:\n    extra_hosts: [\"b:@@\"]\n", "services:\n  a:\n    tmpfs: /b@@\n",
      ]
    ),
    (
      .odooConfiguration,
      [
        "[a]\nx = @@\n", "[a]\nx = y @@\n", "[a]\nx = @@ y\n", "# @@\n", "; @@\n", "[a]\n@@ = x\n", "[@@]\n",
        "[a]\ndb_password = @@\n",
        "[a]\nDB_Password = @@\n", "[a]\nx = @@\nX = b\n", "[a]\nx = @@\n[b]\nx = @@\n",
        "[a]\naddons_path = @@,/x\n", "[a]\nx@@ = y\n", "[a]\n @@\n", "[a]\nx: @@\n",
      ]
    ),
    (
      .crontab,
      [
        "# @@\n", "0 0 * * * root a -- @@\n", "0 0 * * * root a \"@@\"\n", "0 0 * * * root a 'x@@y'\n",
        "0 0 * * * root a x@@y\n",
        "@daily root a \"$(b -- '@@')\"\n", "A=@@\n", "A=x @@ y\n", "MAILTO=@@\n", "0 0 * * * @@ a\n",
        "@@ * * * * root a\n", "@@=x\n",
        "SHELL=@@\n", "SHELL=/bin/sh\n0 0 * * * root a -- @@\n", "0 0 * * * root sh -ec \"a '@@'\"\n",
        "0 0 * * * root a \\@@\n", "0 0 * * * root x=@@ a\n", "0 0 * * * root a # @@\n",
      ]
    ),
    (
      .zone,
      [
        "@@. IN A 192.0.2.1\n", "x IN A @@\n", "x IN CNAME @@.\n", "x IN TXT \"@@\"\n", "x IN TXT \"a @@ b\"\n",
        "x IN CAA 0 issue \"@@\"\n", "; @@\n",
        "x IN A 192.0.2.1 ; @@\n", "@ IN SOA a. b. (\n  @@ ; serial\n  1 2 3 4\n)\n", "$ORIGIN @@.\n", "$TTL @@\n",
        "$INCLUDE @@\n", "x\\@@ IN A 1\n",
        "x IN TXT @@\n", "x.@@. IN A 192.0.2.1\n", "@@ IN A 192.0.2.1\n",
      ]
    ),
    (
      .dotenv,
      [
        "A=@@\n", "A=x@@\n", "A='@@'\n", "A='x@@y'\n", "A=\"@@\"\n", "A=\"x $B @@\"\n", "A=\"$B@@\"\n", "# @@\n",
        "@@=x\n", "A=x # @@\n", "A=@@x\n",
        "A=\"${B}@@\"\n", "A=x @@\n", "A=\"\\@@\"\n",
      ]
    ),
    (
      .dockerfile,
      [
        "FROM @@\n", "RUN a -- @@\n", "RUN a \"@@\"\n", "RUN a \\\n  @@ \\\n && b\n", "RUN a \"x \\\n@@\"\n",
        "RUN a \\\n# @@\n  b -- @@\n",
        "ENV A=@@\n", "ENV A=\"@@\" B=x\n", "ENV A='@@'\n", "ENV A=x@@\n", "ENV @@=x\n", "LABEL a.b=\"x @@\"\n",
        "ARG A=@@\n", "COPY @@ /x\n",
        "COPY [\"@@\", \"/x\"]\n", "USER @@\n", "CMD [\"a\", \"@@\"]\n", "CMD [@@]\n", "CMD a -- @@\n", "# @@\n",
        "# x @@\n", "#@@\nFROM x\n",
        "FROM x\n# @@\n", "@@ x\n", "RUN a # @@\n", "ENV A=\"$B@@\"\n", "RUN a <<@@\n", "WORKDIR /x/@@\n", "# a@@=b\n",
        "CMD [\"a\", \"@@\",]\n", "CMD [\"a\\u00@@\"]\n", "CMD [\"sh\", \"-c\", \"@@\"]\n",
        "CMD [\"a\" , \\\n\"@@\" ]\n",
        "SHELL [\"@@\"]\n", "ENTRYPOINT [\"@@\", \"a\"]\n", "RUN a $\\\n(b -- @@)\n",
      ]
    ),
    (
      .markdown,
      [
        "x @@ y\n", "@@ y\n", "- @@\n", "x `@@` y\n", "x ``a @@`` y\n", "| `@@` | @@ |\n", "| @@ |\n",
        "```sh\n@@\n```\n", "```\nx @@\n```\n",
        "~~~\n@@\n~~~\n", "    x @@\n", "    @@\n", "[x](@@)\n", "[@@](x)\n", "<https://@@/>\n", "# @@\n", "\\@@\n",
        "```@@\n```\n", "x <@@\n",
        "`@@\n", "a_@@_b\n", "**@@**\n", "<div>\n@@\n\nx @@\n", "<b>@@</b> x @@\n", "x <b>@@</b>\n",
        "x <b title=\">@@\">y</b>\n", "<!-- a -->\n\nx @@\n", "[a]: @@\n", "[a]: /b\n@@\n", "[@@]: /b\n",
        "[^a]: x @@\n",
        "http://a.test/@@ x\n", "x www.@@ y\n", "x &@@; y\n", "- [@@] a\n", "| a |\n| @@ |\n", "a @@@@ x\n",
        "```sh\na @@\n```\n", "```mermaid\na[@@]\n```\n", "---\n@@\n---\n", "--@@\n",
      ]
    ),
    (
      .json,
      [
        "{\"a\": \"@@\"}\n", "{\"@@\": 1}\n", "[@@]\n", "{\"a\": @@, \"b\": [1, @@]}\n", "[1@@]\n", "@@\n",
        "\"\\@@\"\n", "{@@: 1}\n",
      ]
    ),
    (
      .postfix,
      [
        "a = @@\n", "a = x@@y, z\n", "a = b\n  @@\n", "# @@\n", "  # @@\n", "@@:25 inet n\n  -o a=@@\n",
        "a = inline:{ { x@@ = y } }\n", "a=~@@\n", "a = regexp:{ {/@@/ x} }\n", "a = pcre:/@@\n", "a = texthash:/@@\n",
      ]
    ),
    (
      .html,
      [
        "@@\n", "<p>@@</p>\n", "<p title=\"@@\">x</p>\n", "<p title=\"x @@ y\" lang=\"@@\">x</p>\n",
        "<p title='@@'>x</p>\n",
        "<p title=@@>x</p>\n", "<@@>\n", "<p @@>\n", "</@@>\n", "<!-- @@ -->\n", "<!-- a -->@@\n", "<!@@>\n",
        "<!DOCTYPE html>\n<title>@@</title>\n", "<textarea>@@</textarea>\n", "<style>@@</style>\n",
        "<script>a</script>@@\n", "&@@;\n", "&amp;@@\n", "<p title=\"&@@\">\n", "<a href=\"@@\">x</a>\n",
        "<a href=\"/@@\">x</a>\n", "<a href=\"https://@@/\">x</a>\n", "<a href=\"javascript:@@\">x</a>\n",
        "<a href=\"mailto:@@\">x</a>\n", "<a onclick=\"@@\">x</a>\n", "<p style=\"@@\">x</p>\n", "x<br/>@@<hr />\n",
        "<input disabled value=\"@@\">\n",
      ]
    ), (.text, ["@@\n", "x @@ y\n", "@@", "#@@\n", "#!/bin/sh\n@@\n"]),
  ]

  /// Values that mean something somewhere.
  static let values: [String] =
    [
      "", "shop", "no", "~", "null", "22:22", "0777", "1e3", ".inf", "<<", "=", "-", "--", "-rf", "- a", "a: b", "a #b",
      "#", "# a", "key: #", "a b",
      " a", "a ", "  ", "\t", "a\tb", "a\nb", "\n", "\na", "a\n", "a\n\n  b", "E", "\nE\n", "a\nE", "x\n\tE", "'", "''",
      "\"", "\"\"", "`", "```",
      "~~~", "`` ` ``", "$", "$$", "$x", "${x}", "$(id)", "`id`", "\\", "\\\\", "a\\", "\\'", "'\\", "\\%", "%", "%%",
      "\\\\%", "a\\\nb", "{", "}",
      "{{ x }}", "[", "]", "[a]", "{a}", "(", ")", ";", ";;", "&", "&&", "|", "||", "<", ">", "<<E", "!", "*", "?",
      "a|b", "a,b", "@", "@a", "&a", "*a",
      "!!str x", "%a", "/", "/x", "//", "~^x$", "~x", "=x", "*.x", ".x", "default", "default.", "^.+(a|b)[c]{2}$",
      "a.b", "on", "True", "False", "None",
      "é", "東京", "\u{85}", "\u{A0}", "\u{A0}x", "\u{2028}", "\u{FEFF}", "\u{1F600}", "x\u{9F}y", "escape=`", "syntax=x",
      "1", "80", "1.", "1)", "a=b",
      "A", "Z_9", "a_b", "_a_", "| x |", "\\|", "a\\|b", "](x)", "<b>", "&amp;", "EOF", "esac", "in", "done", "$'x'",
      "\"'\"", "'\"'", "'; id; '",
      "\"; id; \"", "a\\\"b", String(repeating: "x", count: 130), String(repeating: "'", count: 700),
      String(repeating: "é\"", count: 200),
    ]

  @Test(arguments: places)
  func staysInItsPlace(_ format: Format, _ templates: [String]) {
    for template in templates {
      for type in [TextType.anything, .line, .phrase, .word, .maybe, .number] {
        let sample = Sample(format, template, type)
        for value in Self.values where type.allows(value) {
          if case .escaped(let fault) = sample.put(value) {
            Issue.record(
              "\(format.rawValue) \(template.debugDescription) \(type.name) \(value.debugDescription): \(fault)")
          }
        }
      }
    }
  }

  /// Two values side by side, and a value with one before it: neither leads the other out of its place.
  @Test(arguments: places)
  func standsBesideOthers(_ format: Format, _ templates: [String]) {
    let values = [
      "", "a", "E", "-", "#", "'", "\"", "\\", "$", "`", "%", "=", ":", "*", "{", "|", " ", "\n", "1", "~", "_", "é",
      "\\'", "a: b",
    ]
    for template in templates {
      let doubled = template.split(separator: "@@", omittingEmptySubsequences: false).joined(separator: "@@@@")
      for type in [TextType.anything, .line, .phrase, .word, .maybe, .number] {
        let sample = Sample(format, doubled, type)
        if case .unfit = sample.put("x") { continue }
        for first in values where type.allows(first) {
          for second in values where type.allows(second) {
            if case .escaped(let fault) = sample.put(first, second) {
              Issue.record("\(format.rawValue) \(doubled.debugDescription) \(type.name): \(fault)")
            }
          }
        }
      }
    }
  }

  /// A type of one byte, or of one byte and a letter: what is put as it is must be inert, alone, twice and beside the letter.
  @Test(arguments: places)
  func keepsTheLetterOfItsAlphabet(_ format: Format, _ templates: [String]) {
    for template in templates {
      for byte in ByteSet.lines.bytes where byte < 0x80 {
        let text = String(decoding: [byte], as: UTF8.self)
        for (alphabet, values) in [
          (text, [text, text + text]), (text + "a", [text + "a", "a" + text, "a" + text + "a"]),
        ] {
          let type = TextType(
            name: "sample", alphabet: ByteSet(alphabet), traits: byte == UInt8(ascii: "-") ? .isNeverEmpty : .isWord)
          let sample = Sample(format, template, type)
          for value in values {
            if case .escaped(let fault) = sample.put(value) {
              Issue.record("\(format.rawValue) \(template.debugDescription) \(value.debugDescription): \(fault)")
            }
          }
        }
      }
    }
  }

  /// Values that need nothing come out as they are, in every place that takes them.
  @Test(arguments: places)
  func leavesPlainValuesAlone(_ format: Format, _ templates: [String]) {
    for template in templates {
      for type in [TextType.anything, .line, .phrase, .word] {
        switch Sample(format, template, type).put("shop") {
        case .put(let text, _):
          #expect(text == template.split(separator: "@@", omittingEmptySubsequences: false).joined(separator: "shop"))
        case .unfit: break
        case .refused(let reason):
          #expect(reason.hasPrefix("nginx-location"), "\(template) \(reason)")
        case .escaped(let fault): Issue.record("\(fault)")
        }
      }
    }
  }
}

extension TextType {
  /// Whether a text is a value of the type, as far as the type says.
  func allows(_ value: String) -> Bool {
    value.utf8.allSatisfy(alphabet.contains) && (mayBeEmpty || !value.isEmpty)
      && (mayBeginWithDash || !value.hasPrefix("-")) && (!isInteger || Int(value).map(String.init) == value)
  }
}
