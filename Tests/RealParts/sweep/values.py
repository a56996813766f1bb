"""The hostile list: what every setting is filled with, one value after the other."""

import dataclasses

from document import Source, quoted


@dataclasses.dataclass(frozen=True)
class Value:
    """One value as it is written in site.yaml; `text` is what YAML reads, None where the source is no plain text."""

    source: Source
    text: str | None

    def __str__(self):
        return self.source.text if len(self.source.text) <= 80 else f"{self.source.text[:60]}… ({len(self.source.text)})"


def text(content):
    """A text in double quotes, every character that YAML or an editor would change written as an escape."""
    return Value(quoted(content), content)


def plain(source):
    """A scalar without quotes."""
    return Value(Source(source), source)


def written(source):
    """Something of YAML's own where a text should be; YAML may not take it, and say so further down."""
    return Value(Source(source), None)


SYNTAX = [
    "'", '"', "''", '""', "`", "\\", "a\\", "\\n", "$", "$$", "${x}", "$(id)", "`id`", "%", "%s", "a%b", ";", "a;b", "#", "a #b",
    "{", "}", "[", "]", "(", "<", "|", "&", "&&", "*", "?", "!", "=", "@", "*/", "/*", "-->", "<!--", "<script>", "</td>",
    "![x](y)", "a|b", "```", "- a", "a: b", "<<", "--", "-", "-x", "--option",
]
LINES = [
    "a\nb", "a\rb", "a\r\nb", "\n", "\na", "a\n", "\n[options]\nlist_db = True\n", "a\nEOF\nid\n", "a\nSQL\nid\n",
    "a\nRULES\nid\n", "a\n\n    - b", "a\tb", "a\\\nb", "a;\n}\nlocation / {", "a\nRUN id", "a\n@ IN A 192.0.2.1",
    "a\n* * * * * root id",
]
DELIMITERS = [
    "EOF", "SQL", "RULES", "[options]", "} server {", "'; id; '", '"; id; "', "$(id)\"'", "a' b", 'a" b', "esac", "\\'", '\\"',
]
CONTROLS = ["a\0b", "\0", "\a", "\b", "\x1b[31mred", "\x7f", "\x80", "\x9b31m", "a\x85b", "\x0b", "\x0c"]
BLANKS = ["", " ", "   ", " a", "a ", "a  b", "\u00a0", "a\u00a0b", "a\u2028b", "a\u2029b", "\u2003a"]
UNICODE = [
    "\ufeff", "\ufeffa", "a\u200bb", "\u200ea", "\u202eabc", "a\u2066b\u2069", "\u00ad", "\U0001f600",
    "\U0001f468\u200d\U0001f469", "e\u0301", "a" + "\u0301" * 40, "\u0130", "\uff0f", "\uff04(id)", "東京", "\u0661", "\ufffe",
    "\U000e0041", "\ue000", "\U0010ffff",
]
LONG = ["a" * 300, "a" * 4096, "'" * 300, "$(id)" * 60, "é" * 150, "1" * 300, "a." * 150 + "a", "/a" * 150, "%" * 120]
PATHS = ["..", ".", "../../etc/passwd", "a/../b", "/", "//", "/etc/passwd", "~", "~root", "~/a", "C:\\a", "file:///etc/passwd"]
TEMPLATES = ["{{ 7*7 }}", "{% raw %}", "{% endraw %}", "{#", "#}", "{{", "}}", "{%"]
WORDS = [
    "yes", "no", "null", "~", "0777", "0x1F", "22:22", "1e3", ".inf", "-1", "0", "18446744073709551616", "2001-12-14", "none",
    "root", "localhost", "default_server", "a", "A", "_",
]
FORMS = [
    "yes", "null", "~", "0777", "22:22", "1e3", "!!str a", "!!binary YQ==", "!a b", "&a b", "*a", "{a: b}", "[a, b]", "{}", "{",
    "'a", "@a", "%a", "- a", "a: b", "|", "# a", "? a", '"\\ud800"', "!!python/object:os.system a",
]

HOSTILE = [
    *map(text, [*SYNTAX, *LINES, *DELIMITERS, *CONTROLS, *BLANKS, *UNICODE, *LONG, *PATHS, *TEMPLATES, *WORDS]),
    *map(written, FORMS),
]
