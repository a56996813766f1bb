"""What the readers must tell apart, and what they must take for the same: the sweep proves nothing without it."""

import typing

import structure_config as config
import structure_text as lines
from leaves import Unreadable, strays
from structure_shell import shell

# A reader, a text with a harmless value, the same text with another value: the same structure.
SAME: list[tuple[typing.Any, str, str]] = [
    (shell, 'a "b"\n', "a 'c;d'\n"),
    (shell, 'a "b"\n', "a \"\\$x\\`y\"\n"),
    (shell, "a b\n", "a 'b c'\n"),
    (shell, 'a "b c"\n', "a \"it's\"\"x\"\n"),
    (shell, "a=b\n", "a='$(id)'\n"),
    (shell, "# b\na\n", "# $(id)\na\n"),
    (shell, 'site_backup_notify="https://a/b"\n', "site_backup_notify='https://c/$d?e=f'\n"),
    (shell, 'site_backup_notify="https://a/b"\n', 'site_backup_notify="https://c/\\$d"\n'),
    (config.compose, "a: b\n", 'a: "no"\n'),
    (config.compose, "a: b\n", "a: 'x: y # z'\n"),
    (config.compose, "a: b\n", 'a: "$${x}"\n'),
    (config.odoo, "[options]\na = b\n", "[options]\na = [x] ; # = %(y)s\n"),
    (config.odoo, "[options]\ndbfilter = ^a$\n", "[options]\ndbfilter = ^b_c$\n"),
    (config.nginx, "a b;\n", "a 'c; d';\n"),
    (config.nginx, "a ~^x[.]y$;\n", "a ~^x[.]y[.]z$;\n"),
    (config.dockerfile, "FROM a\nRUN b c\n", "FROM d:e@f\nRUN b 'c d'\n"),
    (config.manifest, '{"a": ["b"]}', '{"a": ["\\n\\u0000"]}'),
    (lines.crontab, "0 0 * * * root a b\n", "*/5 0 * * * root a 'c\\%d'\n"),
    (lines.environment, "# a\nA=b\n", "# c $d\nA='e f'\n"),
    (lines.markdown, "a `b` c\n", "a ``*d`*`` c\n"),
    (lines.markdown, "a b\n", "a \\*d\\* \\<script\\>\n"),
    (lines.requirements, "a==1\n", "b[c]>=1,<2\n"),
    (lines.zone, "a. 60 IN A 192.0.2.1 ; b\n", "c.d. 60 IN A 192.0.2.2 ; e\n"),
    (lines.zone, 'a. 60 IN CAA 0 issue "b"\n', 'a. 60 IN CAA 0 issue "c;d"\n'),
]
# The same, where the value has left its place: another structure, or none.
OTHER: list[tuple[typing.Any, str, str]] = [
    (shell, 'a "b"\n', 'a "$(id)"\n'),
    (shell, 'a "b"\n', 'a "`id`"\n'),
    (shell, 'a "b"\n', 'a "${x}"\n'),
    (shell, 'a "b"\n', 'a "b" c\n'),
    (shell, 'a "b"\n', 'a "b""\n'),
    (shell, 'a "b"\n', 'a "b"; c\n'),
    (shell, 'a "b"\n', 'a "b\nc"\n'),
    (shell, "a b\n", "a *\n"),
    (shell, "a b\n", "a ~root\n"),
    (shell, "a b\n", "a -b\n"),
    (shell, "a b\n", "a b &\n"),
    (shell, "a b\n", "a #b\n"),
    (shell, "a=b\n", "a=b c\n"),
    (shell, 'site_name="a"\n', 'site_name="a b"\n'),
    (shell, 'site_repository="a"\n', 'site_repository="-a"\n'),
    (shell, 'site_backup_notify="https://a/b"\n', "site_backup_notify='https://a/\"b'\n"),
    (shell, 'site_backup_notify="https://a/b"\n', 'site_backup_notify="https://a/\\\\b"\n'),
    (shell, 'site_tenants_country=""\n', "site_tenants_country='\"'\n"),
    (shell, "# b\na\n", "# b\nc\na\n"),
    (shell, "a <<'E'\nb\nE\nc\n", "a <<'E'\nE\nc\n"),
    (shell, "a <<E\nb\nE\n", "a <<E\n$b\nE\n"),
    (shell, "a <<'E'\nb\nE\n", "a <<'E'\nb\nc\nE\n"),
    (config.compose, "a: b\n", "a: no\n"),
    (config.compose, "a: b\n", "a: ~\n"),
    (config.compose, "a: b\n", "a: 22:22\n"),
    (config.compose, "a: b\n", "a: !x b\n"),
    (config.compose, "a: b\n", "a: &x b\n"),
    (config.compose, "a: b\n", "a: b: c\n"),
    (config.compose, "a: b\n", "a: [b]\n"),
    (config.compose, "a: b\n", 'a: "${x}"\n'),
    (config.compose, "a: b\n", "a: $x\n"),
    (config.compose, "a: b\n", "a: b\nc: d\n"),
    (config.compose, "a: b\n", "a: b\na: c\n"),
    (config.compose, "a: b\n", "a: b\n---\nc\n"),
    (config.compose, 'a: [CMD-SHELL, "b c"]\n', 'a: [CMD-SHELL, "b; c"]\n'),
    (config.odoo, "[options]\na = b\n", "[options]\na = b\nc = d\n"),
    (config.odoo, "[options]\na = b\n", "[options]\na = b\n  c\n"),
    (config.odoo, "[options]\na = b\n", "[options]\na = b\n[c]\n"),
    (config.odoo, "[options]\na = b\n", "[options]\na = b\na = c\n"),
    (config.odoo, "[options]\ndbfilter = ^a$\n", "[options]\ndbfilter = ^.*$\n"),
    (config.nginx, "a b;\n", "a b c;\n"),
    (config.nginx, "a b;\n", "a $c;\n"),
    (config.nginx, "a b;\n", "a b; d e;\n"),
    (config.nginx, "a b;\n", "a b {}\n"),
    (config.nginx, "a b;\n", "a b #;\n"),
    (config.nginx, "a b;\n", "a ~b;\n"),
    (config.nginx, "a ~^x$;\n", "a ~^x.$;\n"),
    (config.dockerfile, "FROM a\nRUN b c\n", "FROM a\nRUN b c; d\n"),
    (config.dockerfile, "FROM a\nRUN b c\n", "FROM a\nRUN b c\nUSER d\n"),
    (config.dockerfile, "FROM a\n", "FROM a AS b\n"),
    (config.dockerfile, "FROM a\n", "FROM $a\n"),
    (config.manifest, '{"a": ["b"]}', '{"a": ["b", "c"]}'),
    (config.manifest, '{"a": "b"}', '{"a": "b", "a": "c"}'),
    (config.manifest, '{"a": true}', '{"a": false}'),
    (config.manifest, '{"manifest": 1, "site": {"a": "b"}}', '{"manifest": 1, "site": {"c": "b"}}'),
    (config.manifest, '{"manifest": 1, "site": {"settings": {"a": "b"}}}', '{"manifest": 1, "site": {"settings": {"a": "b", "c": "d"}}}'),
    (lines.crontab, "0 0 * * * root a b\n", "0 0 * * * root a c%d\n"),
    (lines.crontab, "0 0 * * * root a b\n", "0 0 * * * root a b; c\n"),
    (lines.crontab, "0 0 * * * root a b\n", "0 0 * * * a b\n"),
    (lines.crontab, "# b\n", "# b\nA=c\n"),
    (lines.environment, "# a\n", "# a\nB=c\n"),
    (lines.environment, "A=b\n", "A=b\nC\n"),
    (lines.environment, "A=\n", "A='b\n"),
    (lines.markdown, "a b\n", "a *b*\n"),
    (lines.markdown, "a b\n", "a <script>\n"),
    (lines.markdown, "a b\n", "a ![b](c)\n"),
    (lines.markdown, "| a |\n|---|\n| b |\n", "| a |\n|---|\n| b\n\nc |\n"),
    (lines.markdown, "- b\n", "- b\n- c\n"),
    (lines.requirements, "a==1\n", "--index-url=b\n"),
    (lines.requirements, "a==1\n", "a @ https://b\n"),
    (lines.requirements, "a==1\n", "a==1\nb\n"),
    (lines.zone, "a. 60 IN A 192.0.2.1 ; b\n", "a. 60 IN A 192.0.2.1 ; b\nc. 60 IN A 192.0.2.2\n"),
    (lines.zone, 'a. 60 IN CAA 0 issue "b"\n', 'a. 60 IN CAA 0 issue b;c\n'),
    (lines.zone, 'a. 60 IN CAA 0 issue "b"\n', 'a. 60 IN CAA 0 issue "b" "c"\n'),
    (lines.zone, "a. 60 IN A 192.0.2.1\n", f"{'a' * 64}. 60 IN A 192.0.2.1\n"),
]
# Two harmless values, and one that has left its place for the text beside it, where no structure changes.
BESIDE: list[tuple[typing.Any, str, str, str]] = [
    (lines.markdown, "a `b` c\n", "a `x` c\n", "a `b`d` c\n"),
    (shell, 'a "b" c\n', 'a "x" c\n', 'a "b" d\n'),
    (config.odoo, "[options]\na = b\nc = d\n", "[options]\na = x\nc = d\n", "[options]\na = b\nc = e\n"),
    (config.compose, "a: b\nc: d\n", "a: x\nc: d\n", "a: b\nc: e\n"),
    (config.nginx, "a b;\nc d;\n", "a x;\nc d;\n", "a b;\nc e;\n"),
]


def count():
    """How many cases there are."""
    return len(SAME) + len(OTHER) + len(BESIDE)


def wrong():
    """Every case that a reader gets wrong."""
    for reader, harmless, other in SAME:
        if structure(reader, harmless) != structure(reader, other) or structure(reader, other) is None:
            yield f"{reader.__name__} tells apart {harmless!r} and {other!r}"
    for reader, harmless, other in OTHER:
        if structure(reader, harmless) == structure(reader, other) or structure(reader, harmless) is None:
            yield f"{reader.__name__} takes for the same {harmless!r} and {other!r}"
    for reader, *three in BESIDE:
        if len({structure(reader, text) for text in three}) != 1 or not list(strays(*(reader(text.encode()) for text in three))):
            yield f"{reader.__name__} does not find what is wrong in {three[2]!r}"


def structure(reader, text):
    """What a reader makes of a text; None for what it does not take."""
    try:
        return repr(reader(text.encode()))
    except Unreadable:
        return None
