"""What readers of YAML disagree on, or fall over: each with what gen makes of it.

A trap is one line of a small site, or a whole file. What is taken has its value here; what is refused, its id here and its
whole text in messages.cases. `own` marks a value that other readers take for something else than the text that it is: here the
setting decides the type, not how a value looks.
"""

import dataclasses

SITE = """\
version: 1
name: stockshop
contact: ops@example.net
server:
  ipv4: 203.0.113.10
  cpu_cores: 4
  memory: 16GiB
domains:
  superadmin: superadmin.example.com
  tenants: shops.example.net
odoo:
  version: "18.0"
  image: odoo:18.0-20260105
  superadmin: {allow_from: [192.0.2.0/24]}
tls: {dns_provider: cloudflare}
dns:
  caa: true
backup:
  repository: /srv/backup
alerts: {webhook: "https://hooks.example.net/alerts"}
firewall:
  allow:
    - port: 9100
      comment: harmless
"""
# The line of each setting that a trap can be in, and where its value is: in the file, and in `gen show`.
LINES = {
    "text": ("      comment: harmless\n", ["firewall", "allow", 0, "comment"], ["firewall", "rules", -1, "comment"]),
    "number": ("    - port: 9100\n", ["firewall", "allow", 0, "port"], ["firewall", "rules", -1, "port"]),
    "boolean": ("  caa: true\n", ["dns", "caa"], ["dns", "caa"]),
    "version": ('  version: "18.0"\n', ["odoo", "version"], ["odoo", "version"]),
    "memory": ("  memory: 16GiB\n", ["server", "memory"], ["server", "memory"]),
}
REFUSED = object()


@dataclasses.dataclass(frozen=True)
class Trap:
    """One trap."""

    name: str
    source: bytes
    # The setting whose value is looked at, and the value; REFUSED where there is none.
    setting: str
    value: object
    # The finding that refuses it.
    finding: str = ""
    # Whether other readers see another value, or another type.
    own: bool = False


def at(setting, yaml, value=REFUSED, finding="", own=False):
    """A value in the place of a setting's."""
    line = LINES[setting][0]
    head = line[: line.index(": ") + 1]
    text = SITE.replace(line, f"{head} {yaml}\n")
    return Trap(f"{setting} {short(yaml)}", text.encode(), setting, value, finding, own)


def no(setting, yaml, finding):
    """A value that is refused."""
    return at(setting, yaml, finding=finding)


def whole(name, source, finding="", value=REFUSED, own=False):
    """A whole file."""
    return Trap(f"file {name}", source if isinstance(source, bytes) else source.encode(), "text", value, finding, own)


def changed(name, old, new, finding="", value=REFUSED, own=False):
    """The site with one piece of it changed."""
    assert SITE.count(old) == 1, old
    return whole(name, SITE.replace(old, new), finding, value, own)


def short(text):
    """A name that stays on its line."""
    text = text.encode("unicode_escape").decode()
    return text if len(text) <= 60 else f"{text[:40]}… {len(text)}"


TEXTS = [
    *(
        at("text", word, word, own=True)
        for word in (
            "yes Yes YES no No NO on On ON off Off OFF true True TRUE false False FALSE 0 00 7 -1 +1 0777 0o777 0x1F 0b101 "
            "1_000 22:22 1:30:00 19.0 19.00 1.9e1 1e3 .5 5. -.5 .inf -.inf +.INF .nan .NaN 2026-11-24 2026-11-24T10:00:00Z "
            "18446744073709551616 0.1 1e-400 = "
        ).split()
        + ["2026-11-24 10:00:00"]
    ),
    *(
        at("text", word, word)
        for word in (
            "1:60 2001-1-1 0x .. y n Y N yEs nULL tRue none None nil inf nan 1.2.3 1_a 0x1G 08:00x 10.0.0.1 a:b a::b "
            "http://a/b?c#d a#b a]b a}b a,b a{b a[b a&b a*b a!b a|b a>b a%b a@b a`b -a .a a. a- ?a :a <<a < ~a a~ 1a +a é 日本 "
            "😀 é "
        ).split()
        + ["a b", 'a b"', 'a"b', "a\\b", "a\\n", "a -", "a\xa0b", "a\u200cb"]
    ),
    at("text", "'yes'", "yes"),
    at("text", '"yes"', "yes"),
    at("text", "'019'", "019"),
    at("text", '"19.0"', "19.0"),
    at("text", '"a\\tb"', finding="control-character"),
    at("text", "a  b", "a  b"),
    at("text", "a b   ", "a b"),
    at("text", "a # b", "a"),
    at("text", "a\t# b", "a", own=True),
    at("text", "\t a", "a", own=True),
    at("text", "'a # b'", "a # b"),
    at("text", '"a: b"', "a: b"),
    at("text", '"\\u00e9"', "é"),
    at("text", '"\\xe9"', "é"),
    at("text", '"\\U0001F600"', "\U0001f600"),
    at("text", '"a\\/b"', "a/b"),
    at("text", '"a\\_b"', "a\u00a0b"),
    at("text", '"a\\\\b"', "a\\b"),
    at("text", '"a\\"b"', 'a"b'),
    at("text", '"\\x41"', "A"),
    at("text", "'a\"b'", 'a"b'),
    at("text", '"a\n\n        b"', finding="comment-format"),
    at("text", '"a\n        b"', "a b"),
    at("text", "'a\n        b'", "a b"),
    at("text", "a\n        b", "a b"),
    at("text", "a\n        # b\n        c", finding="yaml-syntax"),
    at("text", '"a\\\n        b"', "ab"),
    at("text", '"a \\\n        b"', "a b"),
    at("text", '"a\\\n        \\ b"', "a b"),
    at("text", "|-\n        a", "a"),
    at("text", ">-\n        a\n        b", "a b"),
    at("text", "|\n        a", finding="comment-format"),
    at("text", ">\n        a", finding="comment-format"),
    at("text", "|+\n        a\n", finding="comment-format"),
    at("text", "|2-\n        a", "a"),
    at("text", "|1-\n       a", "a"),
    at("text", "|-2\n          a", finding="comment-format"),
    at("text", "|0\n        a", finding="yaml-syntax"),
    at("text", "|-\n        a\n        b", finding="comment-format"),
    at("text", ">-\n        a\n\n        b", finding="comment-format"),
    at("text", "|- # c\n        a", "a"),
    at("text", "|-#c\n        a", "a", own=True),
    at("text", "|x\n        a", finding="yaml-syntax"),
    at("text", "|-\n      a", finding="yaml-syntax"),
    at("text", "|-\n\n        a", finding="comment-format"),
    at("text", ">-\n        a\n          b", finding="comment-format"),
    at("text", "|-\n        # a", "# a"),
    at("text", "|-\n        a: b", "a: b"),
    at("text", "|-\n        - a", "- a"),
    *(
        no("text", word, finding)
        for word, finding in (
            ("~", "missing-value"),
            ("null", "missing-value"),
            ("Null", "missing-value"),
            ("NULL", "missing-value"),
            ("", "missing-value"),
            ("''", "comment-format"),
            ('""', "comment-format"),
            ("|-", "comment-format"),
            ("' a'", "comment-format"),
            ('"a "', "comment-format"),
            ("'a", "yaml-syntax"),
            ('"a', "yaml-syntax"),
            ("'a'b", "yaml-syntax"),
            ("'a' 'b'", "yaml-syntax"),
            ('"a" b', "yaml-syntax"),
            ("a: b", "yaml-syntax"),
            ("a:", "yaml-syntax"),
            ("@a", "yaml-syntax"),
            ("`a`", "yaml-syntax"),
            ("%a", "yaml-syntax"),
            ("&a", "anchor"),
            ("&a b", "anchor"),
            ("*a", "alias"),
            ("!a b", "tag"),
            ("!!str a", "tag"),
            ("!!binary YQ==", "tag"),
            ("!!int '1'", "tag"),
            ("!!null ''", "tag"),
            ("!!python/object/apply:os.system ['id']", "tag"),
            ("!<tag:yaml.org,2002:str> a", "tag"),
            ("! a", "tag"),
            ("!e!a b", "yaml-syntax"),
            ("[a]", "wrong-type"),
            ("{a: b}", "wrong-type"),
            ("[]", "wrong-type"),
            ("{}", "wrong-type"),
            ("- a", "yaml-syntax"),
            ("? a", "yaml-syntax"),
            ("|a", "yaml-syntax"),
            (">a", "yaml-syntax"),
            ("[a", "yaml-syntax"),
            ("{a", "yaml-syntax"),
            ("]", "yaml-syntax"),
            ("}", "yaml-syntax"),
            (",", "yaml-syntax"),
            ("[a, , b]", "yaml-syntax"),
            ("{a, b: c}", "wrong-type"),
            ("{a: b, a: c}", "duplicate-key"),
            ('"\\q"', "yaml-syntax"),
            ('"\\x4"', "yaml-syntax"),
            ('"\\ud800"', "yaml-syntax"),
            ('"\\U00110000"', "yaml-syntax"),
            ('"\\0"', "control-character"),
            ('"\\e[31m"', "control-character"),
            ('"\\a"', "control-character"),
            ('"\\N"', "control-character"),
            ('"\\L"', "comment-format"),
            ('"\\P"', "comment-format"),
            ('"\\u202e"', "comment-format"),
            ('"\\ufeff"', "comment-format"),
            ('"\\uffff"', "comment-format"),
            ('"\\n"', "comment-format"),
            ("a\tb", "comment-format"),
            ("a\u2028b", "control-character"),
            ("a\u2029b", "control-character"),
            ("a\u0085b", "control-character"),
            ("a\u200bb", "control-character"),
            ("\u202ea", "control-character"),
            ("\ufeffa", "control-character"),
            ("a\x7fb", "control-character"),
            ("a\x00b", "control-character"),
            ("a\x1bb", "control-character"),
            ("a\rb", "control-character"),
            ("a\ufffeb", "control-character"),
            ("a\U0001fffeb", "control-character"),
            ("a'b", "firewall-comment"),
            ("a" * 5000, "too-long"),
            ("'" + "a" * 200000 + "'", "too-long"),
            ("<<: *a", "yaml-syntax"),
        )
    ),
]
NUMBERS = [
    at("number", "9100", 9100),
    at("number", "'9100'", 9100, own=True),
    at("number", "1", 1),
    at("number", "65535", 65535),
    *(no("number", word, "out-of-range") for word in ("0", "65536", "18446744073709551616", "9" * 400)),
    *(
        no("number", word, "integer-format")
        for word in (
            "-1 +9100 09100 0o17 017 0x23 0b11 9_100 9,100 9100.0 9.1e3 1e4 2:31:40 .inf .nan ９１００ ٩ 1/2 9100x true "
        ).split()
        + ["9100 9101", "|\n        9100"]
    ),
    no("number", "~", "missing-value"),
    no("number", "[9100]", "wrong-type"),
]
BOOLEANS = [
    at("boolean", "true", True),
    at("boolean", "false", False),
    at("boolean", "'true'", True, own=True),
    at("boolean", '"false"', False, own=True),
    *(no("boolean", word, "boolean-format") for word in ("yes no on off y n True TRUE False FALSE 1 0 t truee tRUE ").split()),
    *(no("boolean", word, "missing-value") for word in ("null", "~", "")),
    no("boolean", "[true]", "wrong-type"),
    no("boolean", "!!bool true", "tag"),
]
OTHERS = [
    at("version", '"18.0"', "18.0"),
    at("version", "'18.0'", "18.0"),
    at("version", "18.0", "18.0", own=True),
    *(no("version", word, "unknown-choice") for word in ("18 18.00 18. 1.8e1 018.0 18,0 v18.0 18.0.0 ").split() + ["'18.0 '"]),
    at("memory", "16384MiB", "16GiB"),
    at("memory", "'16GiB'", "16GiB"),
    *(
        no("memory", word, "size-format")
        for word in ("16 16GB 16gib 16_GiB 0x10GiB 16.0GiB 1e1GiB -16GiB +16GiB ").split() + ["16 GiB"]
    ),
]
REST = SITE.split("\n", 1)[1]
FILES = [
    whole("of nothing", b"", "empty-document"),
    whole("of a blank", b" ", "empty-document"),
    whole("of a comment", b"# a\n", "empty-document"),
    whole("of a line feed", b"\n", "empty-document"),
    whole("of a tab", b"\t", "tab-indentation"),
    whole("of a NUL", b"\0", "control-character"),
    whole("of ---", b"---\n", "empty-document"),
    whole("of ...", b"...\n", "yaml-syntax"),
    whole("of ~", b"~\n", "empty-document"),
    whole("of a word", b"a\n", "wrong-type"),
    whole("of a list", b"- a\n", "wrong-type"),
    whole("of {}", b"{}\n", "missing-key"),
    whole("of []", b"[]\n", "wrong-type"),
    whole("of a number", b"1\n", "wrong-type"),
    whole("of bytes", bytes(range(256)), "encoding"),
    whole("of a colon", b":\n", "yaml-syntax"),
    whole("of a question mark", b"?\n", "missing-key"),
    whole("begun by ---", "---\n" + SITE, "", "harmless"),
    whole("ended by ...", SITE + "...\n", "", "harmless"),
    whole("in two documents", SITE + "---\n" + SITE, "several-documents"),
    whole("with an empty document behind", SITE + "---\n", "several-documents"),
    whole("with text behind ...", SITE + "...\na: b\n", "yaml-syntax"),
    whole("with %YAML 1.1", "%YAML 1.1\n---\n" + SITE, "directive"),
    whole("with %YAML 1.2", "%YAML 1.2\n---\n" + SITE, "directive"),
    whole("with %YAML 2.0", "%YAML 2.0\n---\n" + SITE, "yaml-syntax"),
    whole("with %TAG", "%TAG ! tag:example.net,2026:\n---\n" + SITE, "directive"),
    whole("with %FOO", "%FOO bar\n---\n" + SITE, "yaml-syntax"),
    whole("with % alone", "%\n---\n" + SITE, "yaml-syntax"),
    whole("with a comment before", "# a\n" + SITE, "", "harmless"),
    whole("with a byte order mark", b"\xef\xbb\xbf" + SITE.encode(), "byte-order-mark"),
    whole("in UTF-16 LE with mark", b"\xff\xfe" + SITE.encode("utf-16-le"), "encoding"),
    whole("in UTF-16 LE", SITE.encode("utf-16-le"), "encoding"),
    whole("in UTF-16 BE with mark", b"\xfe\xff" + SITE.encode("utf-16-be"), "encoding"),
    whole("in UTF-16 BE", SITE.encode("utf-16-be"), "encoding"),
    whole("in UTF-32 LE with mark", b"\xff\xfe\0\0" + SITE.encode("utf-32-le"), "encoding"),
    whole("in UTF-32 BE with mark", b"\0\0\xfe\xff" + SITE.encode("utf-32-be"), "encoding"),
    whole("in UTF-32 BE", SITE.encode("utf-32-be"), "encoding"),
    whole("in Latin-1", SITE.replace("harmless", "é").encode("latin-1"), "invalid-utf8"),
    whole("with an overlong slash", SITE.encode().replace(b"harmless", b"a\xc0\xafb"), "invalid-utf8"),
    whole("with a surrogate", SITE.encode().replace(b"harmless", b"a\xed\xa0\x80b"), "invalid-utf8"),
    whole("with half a character", SITE.encode().replace(b"harmless", b"a\xe2\x82"), "invalid-utf8"),
    whole("beyond Unicode", SITE.encode().replace(b"harmless", b"a\xf4\x90\x80\x80"), "invalid-utf8"),
    whole("with lines of CR LF", SITE.replace("\n", "\r\n"), "", "harmless"),
    whole("with lines of CR", SITE.replace("\n", "\r"), "control-character"),
    whole("with CR LF and LF", SITE.replace("\n", "\r\n", 5), "", "harmless"),
    whole("without the last line feed", SITE.rstrip("\n"), "", "harmless"),
    whole("with blanks behind", SITE + "   \n\n", "", "harmless"),
    whole("with a tab behind", SITE.replace("harmless\n", "harmless\t\n"), "", "harmless", own=True),
    whole("indented by one", "".join(f" {line}\n" for line in SITE.splitlines()), "", "harmless"),
    changed("with a tab before a key", "  ipv4", "\tipv4", "tab-indentation"),
    changed("with a tab behind a colon", "ipv4: ", "ipv4:\t", "", "harmless", own=True),
    changed("with a blank before a colon", "ipv4:", "ipv4 :", "", "harmless"),
    changed("without a blank behind a colon", "ipv4: ", "ipv4:", "yaml-syntax"),
    changed("with a key in quotes", "name:", '"name":', "", "harmless"),
    changed("with a key in single quotes", "name:", "'name':", "", "harmless"),
    changed("with a key after ?", "name: stockshop", "? name\n: stockshop", "", "harmless"),
    changed("with a key with an anchor", "name:", "&a name:", "anchor"),
    changed("with a key with a tag", "name:", "!!str name:", "tag"),
    changed("with a list as key", "name: stockshop", "? [name]\n: stockshop", "complex-key"),
    changed("with a mapping as key", "name: stockshop", "{a: b}: stockshop", "complex-key"),
    changed("with an empty key", "name: stockshop", ": stockshop", "yaml-syntax"),
    changed("with a null key", "name: stockshop", "~: stockshop", "unknown-key"),
    changed("with a number as key", "name: stockshop", "1: stockshop", "unknown-key"),
    changed("with a truth value as key", "name: stockshop", "yes: stockshop", "unknown-key"),
    changed("with a key twice", "name: stockshop", "name: stockshop\nname: b", "duplicate-key"),
    changed("with a key twice in quotes", "name: stockshop", 'name: stockshop\n"na\\x6de": b', "duplicate-key"),
    changed("with a key of other Unicode form", "name: stockshop", "name: stockshop\nnam\u0435: b", "unknown-key"),
    changed("with a key in capitals", "name: stockshop", "Name: stockshop", "unknown-key"),
    changed("with a key too long for a key", "name: stockshop", "name: stockshop\n" + "a" * 1030 + ": b", "yaml-syntax"),
    changed("with a key too long in quotes", "name: stockshop", 'name: stockshop\n"' + "a" * 1030 + '": b', "yaml-syntax"),
    changed(
        "with a key twice of 300,000 characters",
        "name: stockshop",
        "name: stockshop\n" + ("? " + "a" * 300_000 + "\n: b\n") * 2,
        "key-length",
    ),
    changed("with a merge key", "  ipv4", "  <<: {swap: 0}\n  ipv4", "merge-key"),
    changed("with a merge of an alias", "  ipv4", "  <<: *a\n  ipv4", "merge-key"),
    changed("with a merge key in quotes", "  ipv4", "  '<<': {swap: 0}\n  ipv4", "unknown-key"),
    changed("with billion laughs", "name: stockshop", "a: &a [x, x]\nb: &b [*a, *a]\nname: *b", "anchor"),
    changed("with an alias to itself", "name: stockshop", "name: &a [*a]", "anchor"),
    changed("with an alias to nothing", "name: stockshop", "name: *nothing", "alias"),
    changed("with a list not indented", "    - port: 9100\n      comment", "  - port: 9100\n    comment", "", "harmless"),
    changed("with a dash alone", "    - port: 9100\n      comment", "    -\n      port: 9100\n      comment", "", "harmless"),
    changed("with a list in a list", "    - port: 9100\n      comment", "    - - port: 9100\n        comment", "wrong-type"),
    changed("with a dash without a blank", "    - port", "    -port", "yaml-syntax"),
    changed("with an empty item", "    - port", "    -\n    - port", "missing-value"),
    changed("with two dashes", "    - port", "    -- port", "yaml-syntax"),
    changed("with a line out of its column", "  cpu_cores", "   cpu_cores", "yaml-syntax"),
    changed("with a line too far left", "  cpu_cores", " cpu_cores", "yaml-syntax"),
    changed("with a key without a colon", "  cpu_cores: 4", "  cpu_cores 4", "yaml-syntax"),
    changed("with a comma behind a value", "cpu_cores: 4", "cpu_cores: 4,", "integer-format"),
    changed("with a brace not closed", "odoo:\n", "odoo: {\n", "yaml-syntax"),
    changed("in braces with a comma at the end", "dns:\n  caa: true", "dns: {caa: true,}", "", "harmless"),
    changed("in braces over lines", "dns:\n  caa: true", "dns: {\n  caa:\n    true\n  }", "", "harmless"),
    changed("in braces without blanks", "dns:\n  caa: true", "dns: {caa:true}", "unknown-key"),
    changed("in braces with quotes", "dns:\n  caa: true", 'dns: {"caa":true}', "", "harmless"),
    changed("with a comment without a blank", "cpu_cores: 4", "cpu_cores: 4#5", "integer-format"),
    changed("with a comment in braces", "dns:\n  caa: true", "dns: {caa: true # a\n  }", "", "harmless"),
    changed(
        "with a colon in a web address",
        "repository: /srv/backup",
        "repository: rest:https://backup.example.net:8000/a",
        "",
        "harmless",
    ),
    changed("with --- in the middle of a text", "harmless", "a --- b", "", "a --- b"),
    changed("with --- in a line of its own", "name: stockshop", "name: stockshop\n---", "several-documents"),
    changed("with ... in a block", "comment: harmless", "comment: |-\n        ...", "", "..."),
    changed("with a conflict", "name: stockshop", "<<<<<<< HEAD\nname: stockshop\n=======", "merge-conflict"),
    whole("cut in a key", SITE[:30], "yaml-syntax"),
    whole("cut in quotes", SITE[: SITE.index('18.0"')], "yaml-syntax"),
    whole("cut behind a colon", SITE[: SITE.index(" stockshop")], "missing-value"),
    whole("cut behind a dash", SITE[: SITE.index("port: 9100")], "missing-value"),
    whole("cut in an escape", SITE.replace("harmless", '"a\\x4'), "yaml-syntax"),
    whole("of 200,000 open brackets", "[" * 200_000, "too-deep"),
    whole("of 200,000 open braces", "{a: " * 200_000, "too-deep"),
    whole("of 100,000 dashes", "- " * 100_000, "too-deep"),
    whole("of 100,000 question marks", "? " * 100_000, "too-deep"),
    whole("with 63 brackets", SITE + "x-a: " + "[" * 62 + "]" * 62 + "\n", "", "harmless"),
    whole("with 65 brackets", SITE + "x-a: " + "[" * 65 + "]" * 65 + "\n", "too-deep"),
    whole("of 20,000 keys", SITE + "".join(f"x-{number}: {number}\n" for number in range(20_000)), "", "harmless"),
    whole("of 5,000 unknown keys", SITE + "".join(f"k{number}: {number}\n" for number in range(5_000)), "unknown-key"),
    whole("of 1 MiB of text", SITE + "x-a: " + "a" * 1_000_000 + "\n", "", "harmless"),
    whole("larger than 1 MiB", SITE + "# " + "a" * 1_048_576 + "\n", "input-too-large"),
    whole("of a million blanks", " " * 1_000_000, "empty-document"),
    whole("of a million line feeds", "\n" * 1_000_000, "empty-document"),
    whole("of a million quotes", "'" * 1_000_000, "wrong-type"),
    whole("of a million exclamation marks", "!" * 1_000_000, "tag"),
    whole("of a million ampersands", "&" * 1_000_000, "yaml-syntax"),
    whole("of 500,000 anchors", "&a " * 300_000, "anchor"),
    whole("of a key a million long", "a" * 1_000_000 + ": b\n", "yaml-syntax"),
    whole("of 300,000 empty documents", "---\n" * 250_000, "several-documents"),
]
TRAPS = [*TEXTS, *NUMBERS, *BOOLEANS, *OTHERS, *FILES]
