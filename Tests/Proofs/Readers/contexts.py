"""The places that are tried, by format."""

from case import Context


def one_name(value):
    """Whether a value can be the name of a file."""
    return "/" not in value and 0 < len(value.encode()) <= 250 and value not in (".", "..")


def not_blank(value):
    """Whether a value is a word or more."""
    return value.strip() != ""


def another(value):
    """Whether a value is none that the template holds itself."""
    return value not in ("x", "b")


def one_segment(value):
    """Whether a value comes through a web address as it is: servers resolve dots and join slashes."""
    return "/" not in value and value not in (".", "..") and value.isprintable() and len(value.encode()) < 2000


def one_host(value):
    """Whether a value can be part of a Host header."""
    letters = set(value) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    return letters and value != "" and ".." not in value and value[0] != "." and value[-1] != "."


def short_host(value):
    """Whether a value can be a host in an address: markdown-it drops one that is longer than any."""
    return one_host(value) and len(value) <= 200


def one_header(value):
    """Whether a client can send a value in a header of a request."""
    return value.isprintable() and len(value.encode()) < 4000


def server(body, before=""):
    """A server of a case's own."""
    return before + "server {\n  listen unix:socket0;\n  server_name label00000.test;\n" + body + "}\n"


def mapping(key, value):
    """A map with one key, and a server that answers with what the map says."""
    return server(
        "  return 200 $label00000;\n", "map $http_x_value $label00000 {\n  default no;\n  " + f"{key} {value};\n" + "}\n"
    )


NGINX = [
    Context("nginx", server("  return 200 @@;\n"), "nginx body"),
    Context("nginx", server('  return 200 "x@@";\n'), "nginx body", "x@@"),
    Context("nginx", server("  return 200 '@@y';\n"), "nginx body", "@@y"),
    Context("nginx", server("  return 200 x@@y;\n"), "nginx body", "x@@y"),
    Context("nginx", server('  set $x "@@";\n  return 200 $x;\n'), "nginx body"),
    Context("nginx", server('  add_header X-Value "x@@y" always;\n  return 204;\n'), "nginx header", "x@@y"),
    Context("nginx", server("  # @@\n  return 200 yes;\n"), "nginx body", "yes"),
    Context(
        "nginx",
        server("  if ($http_x_value = @@) {\n    return 200 yes;\n  }\n  return 200 no;\n"),
        "nginx match",
        askable=one_header,
    ),
    Context(
        "nginx",
        server('  if ($http_x_value ~ "^x@@y$") {\n    return 200 yes;\n  }\n  return 200 no;\n'),
        "nginx match",
        "x@@y",
        askable=one_header,
    ),
    Context(
        "nginx",
        server("  if ($http_x_value ~ '^x@@y$') {\n    return 200 yes;\n  }\n  return 200 no;\n"),
        "nginx match",
        "x@@y",
        askable=one_header,
    ),
    Context(
        "nginx",
        server("  location \"~^/x@@y$\" {\n    return 200 yes;\n  }\n  location / {\n    return 200 no;\n  }\n"),
        "nginx path",
        "/x@@y",
        askable=one_segment,
    ),
    Context("nginx", mapping("@@", "yes"), "nginx match", askable=one_header),
    Context("nginx", mapping('"x@@"', "yes"), "nginx match", "x@@", askable=one_header),
    Context("nginx", mapping('"~^x@@y$"', "yes"), "nginx match", "x@@y", askable=one_header),
    Context("nginx", mapping("x", '"@@"').replace("no;", "'';"), "nginx mapped"),
    Context(
        "nginx",
        server('  location = "/@@" {\n    return 200 yes;\n  }\n  location / {\n    return 200 no;\n  }\n'),
        "nginx path",
        "/@@",
        askable=one_segment,
    ),
    Context(
        "nginx",
        server("  location ~ '^/x@@y$' {\n    return 200 yes;\n  }\n  location / {\n    return 200 no;\n  }\n"),
        "nginx path",
        "/x@@y",
        askable=one_segment,
    ),
    Context(
        "nginx",
        server(
            '  rewrite "^/x@@y$" /found;\n  location = /found {\n    return 200 yes;\n  }\n  location / {\n    return 200 no;\n'
            "  }\n"
        ),
        "nginx path",
        "/x@@y",
        askable=one_segment,
    ),
    Context(
        "nginx",
        server("  return 200 yes;\n").replace("label00000.test", '"~^x@@y[.]label00000[.]test$"'),
        "nginx host",
        "x@@y",
        askable=one_host,
    ),
    Context(
        "nginx", server("  return 200 yes;\n").replace("label00000.test", "@@.label00000.test"), "nginx host", askable=one_host
    ),
    Context(
        "nginx",
        server("  access_log log0/label00000 label00000;\n  return 204;\n", 'log_format label00000 "x@@y";\n'),
        "nginx log",
        "x@@y\n",
    ),
    Context(
        "nginx",
        server('  location / {\n    proxy_set_header X-Value "x@@y";\n    proxy_pass http://unix:echo0;\n  }\n'),
        "nginx body",
        "x@@y",
    ),
    Context(
        "nginx",
        server('  root files0/label00000;\n  location / {\n    try_files "/x@@" =404;\n  }\n'),
        "nginx file",
        "x@@",
        askable=one_name,
    ),
    Context(
        "nginx",
        server('  include "files0/label00000/x@@";\n  location / {\n    return 200 no;\n  }\n'),
        "nginx file",
        "x@@",
        askable=one_name,
    ),
]

SHELL = [
    Context("sh", "printf '%s.' @@\n", "shell", "@@."),
    Context("sh", "printf '%s.' -- @@ b\n", "shell", "--.@@.b."),
    Context("sh", "printf '%s.' \"x@@\"\n", "shell", "x@@."),
    Context("sh", "printf '%s.' \"@@\"\n", "shell", "@@."),
    Context("sh", "printf '%s.' 'x@@y'\n", "shell", "x@@y."),
    Context("sh", "printf '%s.' x@@y\n", "shell", "x@@y."),
    Context("sh", "printf '%s.' --x=@@\n", "shell", "--x=@@."),
    Context("sh", "x=@@\nprintf '%s.' \"$x\"\n", "shell", "@@."),
    Context("sh", "x=@@ y=z\nprintf '%s.' \"$x\"\n", "shell", "@@."),
    Context("sh", 'x="a@@"\nprintf \'%s.\' "$x"\n', "shell", "a@@."),
    Context("sh", "x=a@@b\nprintf '%s.' \"$x\"\n", "shell", "a@@b."),
    Context("sh", "x=/a:@@\nprintf '%s.' \"$x\"\n", "shell", "/a:@@."),
    Context("sh", 'export x="@@"\nprintf \'%s.\' "$x"\n', "shell", "@@."),
    Context("sh", "# @@\nprintf x\n", "shell", "x"),
    Context("sh", "printf x # @@\n", "shell", "x"),
    Context("sh", "cat <<E\n@@\nE\n", "shell", "@@\n"),
    Context("sh", "cat <<E\nx@@y\nE\n", "shell", "x@@y\n"),
    Context("sh", "cat <<'E'\n@@\nE\n", "shell", "@@\n"),
    Context("sh", "cat <<'E'\nx@@\nE\n", "shell", "x@@\n"),
    Context("sh", "cat <<-E\n\t@@.\n\tE\n", "shell", "@@.\n"),
    Context("sh", "cat <<-'E'\n\tx@@.\n\tE\n", "shell", "x@@.\n"),
    Context("sh", "x=$(printf '%s.' -- @@)\nprintf %s \"$x\"\n", "shell", "--.@@."),
    Context("sh", 'x=$(printf \'%s.\' "$(printf \'%s.\' -- "@@")")\nprintf %s "$x"\n', "shell", "--.@@.."),
    Context("sh", "case @@ in @@) printf yes ;; *) printf no ;; esac\n", "shell", "yes"),
    Context("sh", "x='neither'\ncase $x in @@) printf no ;; *) printf yes ;; esac\n", "shell", "yes"),
    Context("sh", 'case x in a|"@@") printf no ;; x) printf yes ;; esac\n', "shell", "yes", askable=another),
    Context("sh", "for x in @@ b; do printf '%s.' \"$x\"; done\n", "shell", "@@.b."),
    Context("sh", "f() { printf '%s.' \"$1\"; }\nf @@\n", "shell", "@@."),
    Context("sh", "if [ x@@ = x@@ ]; then printf yes; else printf no; fi\n", "shell", "yes"),
    Context("sh", "printf '%s.' -- @@ | cat && printf %s b\n", "shell", "--.@@.b"),
    Context("sh", "(printf '%s.' -- @@)\n", "shell", "--.@@."),
    Context("sh", 'set -- @@ b\nprintf \'%s.\' "$#" "$1"\n', "shell", "2.@@."),
    Context("sh", "sh -c 'printf %s. \"$1\"' sh @@\n", "shell", "@@."),
    Context("sh", "#!/bin/sh -e\nprintf '%s.' -- @@\n", "shell", "--.@@."),
    Context("sh", "x=$\\\n(printf '%s.' -- @@)\nprintf %s \"$x\"\n", "shell", "--.@@."),
    Context("sh", "x=\"$\\\n(printf '%s.' -- '@@')\"\nprintf %s \"$x\"\n", "shell", "--.@@."),
    Context("sh", "cat <\\\n<E\nx\\\n@@\nE\n", "shell", "x@@\n"),
    Context("sh", "sh -ec 'printf %s. \"x@@\"'\n", "shell", "x@@."),
    Context("sh", "s\\h -e -c \"printf %s. 'x@@'\"\n", "shell", "x@@."),
    Context("sh", "command eval \"printf %s. 'x@@'\"\n", "shell", "x@@."),
    Context("sh", "sh <<E\nprintf %s. 'x@@'\nE\n", "shell", "x@@."),
    Context("sh", "cat <<E | sh\nprintf %s. 'x@@'\nE\n", "shell", "x@@."),
    Context("sh", "printf '%s' \"printf %s. 'x@@'\" | sh\n", "shell", "x@@."),
    Context("sh", "eval \"$(printf '%s' \"printf %s. 'x@@'\")\"\n", "shell", "x@@."),
    Context("sh", 'printf %s x >"x@@".out\ncat ./*.out\n', "shell files", "x", askable=one_name),
]

DATA = [
    Context("yaml", "a: @@\n", "yaml d['a']"),
    Context("yaml", 'a: "@@"\n', "yaml d['a']"),
    Context("yaml", 'a: "x@@y"\n', "yaml d['a']", "x@@y"),
    Context("yaml", "a: 'x@@'\n", "yaml d['a']", "x@@"),
    Context("yaml", "a: [@@, x]\n", "yaml d['a'][0]"),
    Context("yaml", "a: {b: @@, c: d}\n", "yaml d['a']['b']"),
    Context("yaml", "@@: x\nb: c\n", "yaml list(d)[0]", askable=another),
    Context("yaml", '"x@@": x\nb: c\n', "yaml list(d)[0]", "x@@"),
    Context("yaml", "- - @@\n  - b\n", "yaml d[0][0]"),
    Context("yaml", "a: qg@@\nb: c\n", "yaml d['a']", "qg@@", askable=one_host),
    Context("yaml", "e_@@: x\nb: c\n", "yaml list(d)[0]", "e_@@", askable=one_host),
    Context("yaml", "a: a@@\nb: c\n", "yaml d['a']", "a@@", askable=one_host),
    Context("yaml", "a: q:@@\nb: c\n", "yaml d['a']", "q:@@", askable=one_host),
    Context("yaml", "a: |\n  @@\nb: c\n", "yaml d['a']", "@@\n"),
    Context("yaml", "a: |-\n  x\n  @@.\nb: c\n", "yaml d['a']", "x\n@@."),
    Context("yaml", "a: >-\n  x\n  @@\nb: c\n", "yaml d['a']", "x @@"),
    Context("yaml", "- a: |2-\n    @@.\n  b: c\n", "yaml d[0]['a']", "@@."),
    Context("yaml", "a: b # @@\nc: d\n", "yaml ''.join(d.values())", "bd"),
    Context("yaml", "# @@\nc: d\n", "yaml d['c']", "d"),
    Context("yaml", 'a: "\\x41@@"\n', "yaml d['a']", "A@@"),
    Context("yaml", 'a: "\\u00e9\\n@@"\n', "yaml d['a']", "é\n@@"),
    Context("ini.odoo", "[a]\nx = @@\n", "ini"),
    Context("ini.odoo", "[a]\nX = @@\n", "ini"),
    Context("ini.odoo", "[a]\nx = b @@ c\n", "ini", "b @@ c"),
    Context("ini.odoo", "[a]\nx = b@@\n", "ini", "b@@"),
    Context("ini.odoo", "[a]\n# @@\nx = y\n", "ini", "y"),
    Context("ini.odoo", "[a]\n; @@\nx = y\n", "ini", "y"),
    Context("postfix", "relayhost = @@\n", "postfix relayhost"),
    Context("postfix", "relayhost = [x@@y]:25\n", "postfix relayhost", "[x@@y]:25"),
    Context("postfix", "mynetworks = x,\n  @@\n", "postfix mynetworks", "x, @@"),
    Context("postfix", "# @@\nrelayhost = x\n", "postfix relayhost", "x"),
    Context("postfix", "virtual_alias_maps = inline:{ { x = @@ } }\n", "postfix virtual_alias_maps", "inline:{ { x = @@ } }"),
    Context("json", '{"a": "x@@"}\n', "json d['a']", "x@@"),
    Context("json", '{"a": ["@@", 1]}\n', "json d['a'][0]"),
    Context("json", '{"@@": 1}\n', "json list(d)[0]"),
    Context("text", "x@@y\n", "text", "x@@y\n"),
]


def service(line):
    """A compose service of a case's own."""
    return f"services:\n  label00000:\n    image: x\n{line}"


COMPOSE = [
    Context("yaml.compose", service("    environment:\n      A: @@\n"), "compose d['environment']['A']"),
    Context("yaml.compose", service('    environment:\n      A: "x@@"\n'), "compose d['environment']['A']", "x@@"),
    Context("yaml.compose", service("    environment:\n      A: '@@$$'\n"), "compose d['environment']['A']", "@@$"),
    Context("yaml.compose", service("    environment: {A: @@, B: c}\n"), "compose d['environment']['A']"),
    Context("yaml.compose", service('    environment:\n      - "A=@@"\n'), "compose d['environment']['A']"),
    Context("yaml.compose", service("    command:\n      - |-\n        x\n        @@.\n"), "compose d['command'][0]", "x\n@@."),
    Context("yaml.compose", service("    command: [x, @@]\n"), "compose d['command'][1]"),
    Context("yaml.compose", service("    labels:\n      a: qg@@\n"), "compose d['labels']['a']", "qg@@", askable=one_host),
    Context("yaml.compose", service('    labels:\n      "x@@": b\n'), "compose list(d['labels'])[0]", "x@@"),
    Context("yaml.compose", service('    command: "x a@@"\n'), "compose d['command'][1]", "a@@"),
    Context("yaml.compose", service('    command: ["x", "a@@"]\n'), "compose d['command'][1]", "a@@"),
    Context("yaml.compose", service('    healthcheck:\n      test: "x a@@"\n'), "compose d['healthcheck']['test'][1]", "x a@@"),
    Context("yaml.compose", service('    environment:\n      - "x@@=b"\n'), "compose list(d['environment'])[0]", "x@@"),
    Context("yaml.compose", service('    labels:\n      - "a=@@"\n'), "compose d['labels']['a']"),
    Context(
        "yaml.compose",
        service('    volumes:\n      - "/x@@:/data"\n'),
        "compose d['volumes'][0]['source']",
        "/x@@",
        askable=one_host,
    ),
    Context(
        "yaml.compose",
        service('    volumes:\n      - "/a:/x@@"\n'),
        "compose d['volumes'][0]['target']",
        "/x@@",
        askable=one_host,
    ),
    Context(
        "yaml.compose",
        service('    volumes:\n      - type: tmpfs\n        target: "/x@@."\n'),
        "compose d['volumes'][0]['target']",
        "/x@@.",
        askable=one_name,
    ),
    Context("yaml.compose", service('    tmpfs: "/x@@"\n'), "compose d['tmpfs'][0]", "/x@@"),
    Context("yaml.compose", service('    devices:\n      - "/x@@:/y"\n'), "compose d['devices'][0]['source']", "/x@@"),
    Context("yaml.compose", service("    hostname: a # @@\n"), "compose d['hostname']", "a"),
]

DOTENV = [
    Context("dotenv", "label00000=@@\n", "dotenv"),
    Context("dotenv", "label00000='x@@.'\n", "dotenv", "x@@."),
    Context("dotenv", 'label00000="x@@"\n', "dotenv", "x@@"),
    Context("dotenv", "label00000=x@@\n", "dotenv", "x@@"),
    Context("dotenv", "# @@\nlabel00000=x\n", "dotenv", "x"),
]

CRON = [
    Context("crontab", "@reboot root printf '\\%s.' -- @@ >label00000\n", "cron", "--.@@."),
    Context("crontab", "@reboot root printf '\\%s.' x@@y >label00000\n", "cron", "x@@y."),
    Context("crontab", "@reboot root printf '\\%s.' \"x@@y\" >label00000\n", "cron", "x@@y."),
    Context("crontab", "@reboot root printf '\\%s.' 'x@@y' >label00000\n", "cron", "x@@y."),
    Context("crontab", "SHELL=/bin/sh\n@reboot root sh -ec 'printf \"\\%s.\" \"x@@\"' >label00000\n", "cron", "x@@."),
    Context("crontab", "@reboot root x=@@; printf '\\%s.' \"$x\" >label00000\n", "cron", "@@."),
    Context("crontab", "@reboot root printf x >label00000 # @@\n", "cron", "x", askable=one_host),
    Context("crontab", "# @@\n@reboot root printf x >label00000\n", "cron", "x"),
    Context("crontab", "label00000=@@\n@reboot root printf '\\%s.' \"$label00000\" >label00000\n", "cron", "@@."),
    Context("crontab", "label00000=x @@\n@reboot root printf '\\%s.' \"$label00000\" >label00000\n", "cron", "x @@."),
]

DOCKERFILE = [
    Context("dockerfile", "RUN printf '%s.' -- @@\n", "dockerfile command", "--.@@."),
    Context("dockerfile", "RUN printf '%s.' \"x@@\"\n", "dockerfile command", "x@@."),
    Context("dockerfile", "RUN printf '%s.' \\\n  'x@@' \\\n  y\n", "dockerfile command", "x@@.y."),
    Context("dockerfile", "RUN printf '%s.' -- \\\n@@\n", "dockerfile command", "--.@@."),
    Context("dockerfile", "RUN printf '%s.' -- \\\n  # x\n  @@ && \\\n  printf y\n", "dockerfile command", "--.@@.y"),
    Context("dockerfile", 'CMD ["printf", "%s.", "@@"]\n', "dockerfile list"),
    Context("dockerfile", 'CMD [ "printf" , "%s." , "\\u0041@@" ] \n', "dockerfile list", "A@@"),
    Context("dockerfile", "RUN sh -ec 'printf %s. \"x@@\"'\n", "dockerfile command", "x@@."),
    Context("dockerfile", "LABEL label00000=@@\n", "docker LABEL"),
    Context("dockerfile", 'LABEL label00000="x@@y"\n', "docker LABEL", "x@@y"),
    Context("dockerfile", 'ENV label00000="@@"\n', "docker ENV"),
    Context("dockerfile", "ENV label00000=x@@\n", "docker ENV", "x@@", askable=one_host),
]

ZONE = [
    Context("zone", 'label00000 60 IN TXT "a@@b"\n', "zone", "a@@b"),
    Context("zone", 'label00000 60 IN TXT "@@" ; @@\n', "zone"),
    Context("zone", 'label00000 60 IN TXT ( "@@"\n "x" )\n', "zone", "@@x"),
    Context("zone", '; @@\nlabel00000 60 IN TXT "x"\n', "zone", "x"),
    Context("zone", 'label00000 60 IN CAA 0 issue "@@"\n', "zone"),
]

MARKDOWN = [
    Context("markdown", "Before @@ after\n", "markdown"),
    Context("markdown", "@@ after\n", "markdown"),
    Context("markdown", "# A @@\n", "markdown"),
    Context("markdown", "- @@\n- b\n", "markdown"),
    Context("markdown", "1. x@@\n", "markdown"),
    Context("markdown", "1. @@ x\n2. > - @@\n", "markdown"),
    Context("markdown", "1@@ x\n\n-@@ x\n", "markdown", askable=not_blank),
    Context("markdown", "> ## @@\n", "markdown"),
    Context("markdown", "**x@@y** and _@@_\n", "markdown"),
    Context("markdown", "[x@@](https://example.net)\n", "markdown"),
    Context("markdown", "| a | b |\n| --- | --- |\n| x@@ | @@ |\n", "markdown"),
    Context("markdown", "| a | b |\n| --- | --- |\n| `@@` | c |\n", "markdown"),
    Context("markdown", "A `@@` and `x@@`\n", "markdown"),
    Context("markdown", "```ini\n@@\n```\n", "markdown"),
    Context("markdown", "```sh\nx @@\n```\n", "markdown"),
    Context("markdown", "| a |\n| @@ |\n", "markdown"),
    Context("markdown", "<div>\n\n@@\n\n</div>\n", "markdown"),
    Context("markdown", "<details>\n<summary>x@@</summary>\n\nb\n\n</details>\n", "markdown"),
    Context("markdown", "a <b>@@</b> c\n", "markdown"),
    Context("markdown", "Before [^1] @@\n\n[^1]: x\n", "markdown"),
    Context("markdown", "- [x] @@\n- [@@] b\n", "markdown"),
    Context("markdown", "See http://@@/x or www.@@.test/ there\n", "markdown", askable=short_host),
    Context("markdown", "<https://@@/x>\n", "markdown", askable=short_host),
    Context("markdown", "```\nx @@\n```\n", "markdown"),
    Context("markdown", "> @@ b\n", "markdown"),
]

HTML = [
    Context("html", "<!DOCTYPE html>\n<title>@@</title>\n<p>x</p>\n", "html title"),
    Context("html", "<!DOCTYPE html>\n<title>x</title>\n<h1>a@@b</h1>\n", "html h1", "a@@b"),
    Context("html", "<!DOCTYPE html>\n<title>x</title>\n<!-- a --><p>@@</p>\n", "html p"),
    Context("html", '<!DOCTYPE html>\n<title>x</title>\n<p title="@@" lang="en">x</p>\n', "html p/@title"),
    Context("html", '<!DOCTYPE html>\n<title>x</title>\n<input disabled value="a@@b"/>\n', "html input/@value", "a@@b"),
    Context("html", "<!DOCTYPE html>\n<title>x</title>\n<style>p > b {}</style><p>@@</p>\n", "html p"),
    Context("html", "<!DOCTYPE html>\n<title>x</title>\n<textarea>@@</textarea>\n", "html textarea"),
    Context("html", '<!DOCTYPE html>\n<title>x</title>\n<a href="https://@@/">x</a>\n', "html a/@href", "https://@@/"),
]

ALL = [*NGINX, *SHELL, *DATA, *COMPOSE, *DOTENV, *CRON, *DOCKERFILE, *ZONE, *MARKDOWN, *HTML]
