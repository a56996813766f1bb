"""For each type of text, by the name that the schema gives for it: values that mean nothing to any format, and values
that the type takes but that are as odd as it allows."""

import dataclasses
import zlib

import values
from settings import Part


@dataclasses.dataclass(frozen=True)
class Kind:
    """Values of one type. `harmless` are tried in this order as what a hostile one is compared with: more than one, for a
    memory of 1GiB decides another number of workers than one of 64GiB, and so another structure."""

    harmless: tuple
    extreme: tuple


LABEL = "a" * 61 + "-b"
SIZES = ("16GiB", "1GiB", "2GiB", "3GiB", "4GiB", "6GiB", "8GiB", "12GiB", "24GiB", "64GiB", "1TiB", "64TiB", "512MiB",
        "256MiB", "128MiB", "2MiB")
AUTOMATIC = Kind(("1", "2", "4", "2GiB", "0"), ("1024", "1025", "007", "Auto", "1B", "0B", "1024TiB", "3000000KiB"))

KINDS = {
    "project name": Kind(("shop",), ("a", "a-", "n" * 31, "null", "no", "y", "on", "true", "a--b", "e1", "x-y", "eof", "end")),
    "email address": Kind(("a@example.org",), (
        "a@b.co", "a" * 64 + "@example.net", "null@example.net", "1e3@example.net", "a+b-c_d.e@xn--bcher-kva.example",
        "a@" + LABEL + ".net", "0@0.example", "A@EXAMPLE.NET", "a.@example.net", "-a@example.net", "'a'@example.net",
        "a$b@example.net", "a%b@example.net")),
    "IPv4 address": Kind(("198.51.100.7",), ("1.1.1.1", "255.255.255.255", "0.0.0.0", "127.0.0.1", "01.2.3.4", "1.2.3",
        "223.255.255.254")),
    "IPv6 address": Kind(("2001:db8::7",), (
        "::", "::1", "2001:DB8:0:0:0:0:0:1", "::ffff:203.0.113.1", "fe80::1", "fe80::1%eth0", "[2001:db8::1]", "2:0:0:1::",
        "1:2:3:4:5:6:7:8")),
    "size": Kind(SIZES, ("0", "1B", "1023B", "1025MiB", "1024TiB", "1025TiB", "9223372036854775807B", "08GiB", "16G", "1.5GiB",
        "16 GiB")),
    "number of workers": AUTOMATIC,
    "size of the swap space": AUTOMATIC,
    "limit of connections": AUTOMATIC,
    "absolute path": Kind(("/srv/a",), (
        "/a", "/a//b/", "/-a", "/a/-b", "/_", "/" + "a" * 255, "/a" * 500, "/.a", "/a/...", "/null", "/0", "/a/./b",
        "/etc/../a", "/a b")),
    "time zone": Kind(("Etc/UTC", "Asia/Tokyo"), (
        "UTC", "Etc/GMT+14", "Etc/GMT-14", "America/Argentina/ComodRivadavia", "America/Port-au-Prince", "Asia/" + "a" * 59,
        "Europe/Oslo/x/y")),
    "address range": Kind(("192.0.2.0/24", "203.0.113.4", "2001:db8:9::/48"), (
        "0.0.0.0/0", "::/0", "1.2.3.4/32", "2001:DB8::1/128", "10.0.0.0/8", "1.2.3.4/24", "1.2.3.4/33", "1.2.3.4/024",
        "::ffff:0:0/96")),
    "range of container networks": Kind(("10.77.0.0/20", "192.168.96.0/24"), (
        "10.0.0.0/16", "172.31.255.0/24", "172.32.0.0/24", "10.0.0.0/8", "192.168.1.0/25", "172.30.0.1/24", "203.0.113.0/24",
        "fd00::/24", "172.30.0.0", "010.0.0.0/24", "127.0.0.0/24", "169.254.0.0/16", "192.168.0.0/16")),
    "repository address": Kind(("https://git.example.org/a.git",), (
        "ssh://git@git.example.com:22/a.git", "git@git.example.com:a/b.git", "https://git.example.com/~a/b+c_d-e.git",
        "https://u:p@example.com/a", "ext::sh -c id", "--upload-pack=id", "file:///etc/passwd",
        "https://git.example.com/" + "a" * 900)),
    "git revision": Kind(("v2", "main"), (
        "0" * 40, "a/b", "a..b", "a.lock", "refs/heads/../x", "-v1", "@", "HEAD", "v1+b_c-d", "1e3", "a" * 200)),
    "domain name": Kind(("superadmin.example.com", "a.example.org", "superadmin.example.org"), (
        "a.co", "null.example.net", "0.0.example", "xn--bcher-kva.example", f"{LABEL}.example.net",
        ".".join(["a" * 50] * 4) + ".net", "SHOPS.EXAMPLE.NET", "shops.example.net.", "control.shops.example.net",
        "*.example.net", "a_b.example.net", "-a.example.net", "www.example.net", "1.2.3.4", "localhost", "a" * 64 + ".net",
        "in.example.net", "ns.a.in")),
    "web address": Kind(("https://a.example.org/b",), (
        "http://a.example", "HTTPS://A.EXAMPLE/B", "https://a.example:65535/%24%7Bx%7D", "https://a.example/?a=1&b=2#c",
        "https://a.example/$uri", "https://a.example/%0d%0aSet-Cookie:a", "https://a.example/~a,b+c@d", "https://a.example/a;b",
        "https://a.example/'", "https://a.example/a=%2e%2e", "https://user:pass@a.example/", "https://[2001:db8::1]/",
        "https://a.example:0/", "https://a.example/" + "a" * 2000, "javascript:alert(1)", "https://a.example/%%",
        "https://a.example/a=b", "https://a.example//", "https://a.example?x", "https://a.example#x")),
    "tenant name": Kind(("shop1",), ("0", "a" * 60, "a" * 61, "null", "no", "a--b", "www", "main_db", "1e3")),
    "image reference": Kind(("odoo:18.0-20261101", "registry.example.com/odoo:18", "postgres:16.4", "postgres:16"), (
        "a", "a:b", "localhost:5000/a/b:c", "odoo:18.0@sha256:" + "0" * 64, "odoo@sha256:" + "a" * 64, "ODOO:18", "odoo:",
        "odoo:18:0", "a//b", "a__b--c.d", "scratch", "odoo:18.0 AS x", "odoo:" + "a" * 128, "odoo:-a", "odoo:18.0@sha256:x",
        "xn--a.example/a:1e3", "null", "odoo:_")),
    "relative path": Kind(("addons", "keys", "kept"), (
        "..a", "../a", "../../a", "./a", ".a", "a/", "a//b", "a/-b", "-a", "a-", "a" * 255, "/".join(["a"] * 400), "null", "0",
        "_", "a/../b", "out", "out/a", "secrets", "a.b_c-d/E", "1e3", "templates")),
    "Python requirement": Kind(("phonenumbers==8.13.50", "python-barcode"), (
        "a", "a[b]", "a[b,c-d]>=1,<2", "a!=1.*", "a~=1.0", "a===1!2+b", "a==1.0.dev1", "a==1.*", "a>=*", "a=1",
        "--index-url=https://x", "-r/etc/passwd", "git+https://a.example/b", "./a", "a @ https://x", "a;python_version>'3'",
        "a\\", "A.B_C-D", "null", "a" * 200, "a==1,", "a==" + "1" * 190, "0", "a#b", "a<1,>=0")),
    "Debian package": Kind(("poppler-utils", "curl"), (
        "a0", "g++", "libc6.1", "a=1:2.3~4-5+b1", "0ad", "a-", "a+", "a.", "a" * 200, "null", "--allow-unauthenticated", "a=",
        "a/stable", "a:amd64", "a*", "no")),
    "module name": Kind(("stock", "sale", "base"), ("a", "null", "no", "e1", "a_", "a__b", "a" * 64, "a.b", "base", "all", "0a", "_a")),
    "host name": Kind(("mail.example.org",), (
        "a", "localhost", "null", "192.0.2.1", "0", "xn--bcher-kva.example", f"{LABEL}.example", "A.EXAMPLE", "a.", "a..b",
        "a:25", "[::1]", "no", "1e3", "-a", "a-")),
    "account of a mail server": Kind(("a", "odoo@example.org"), (
        "x" * 120, "x" * 121, "東" * 120, "a:b", "-a", "it's", 'say "hi"', "100%", "$HOME", "a\\", "a' -- b", "{{ x }}", "a;b",
        "# a", "a, b", "\u200da", "'", "''", "a b")),
    "comment": Kind(("a", "prometheus"), (
        "x" * 120, "x" * 121, "東" * 120, "a: b", "it's", 'say "hi"', "100%", "$HOME", "a\\", "a' -- b", "{{ x }}", "a;b", "# a",
        "a, b", "\u200da", "'", "''")),
    "duration": Kind(("600s", "1200s", "1h", "5m", "1d", "15m"), ("0s", "1s", "3650d", "3651d", "007m", "90", "1h30m", "86400s",
        "3599s", "1M")),
    "number of processors": Kind(("1", "2", "3"), ("0.001", "0", "1.000", "1024", "1025", "1e3", ".5", "1.", "01", "0.0001", "1,5")),
    "language": Kind(("nb_NO",), ("no", "es_419", "sr@latin", "ca_ES@valencia", "en-US", "en_US.UTF-8", "sr_RS@" + "a" * 12)),
    "country code": Kind(("SE",), ("ON", "ZZ", "no", "NOR", "N0")),
    "name of an environment variable": Kind(("STAGE", "http_proxy"), (
        "a", "_", "A" * 128, "null", "no", "Y", "TZ", "PGHOST", "SECRET_X", "GUARD_X", "ODOO_LIST_DB", "ODOO_WORKERS", "API_TOKEN",
        "1A", "A-B", "A=B", "A B", "PATH")),
    "value of an environment variable": Kind(("shops", "https://a.example.org/b"), (
        "0", "-1", "1e3", "null", "true", "a,b", "a=b", "a b", "'a'", '"a"', "$HOME", "${HOME:-x}", "$$", "%(here)s", "%%", "a;b",
        "a # b", "x\\", "{a}", "{{ x }}", "é", "\u200d", "~", "a: b", "- a", "https://u:p@a.example", "a" * 4000)),
    "list of job channels": Kind(("root:2", "root:8,root.mail:1"), (
        "root:1", "root:1000", "root:1001", "root:0", "root", "mail:1", "root:4, root.a:2:sequential", "root:4,a:1:throttle=60",
        "root:4,", "root:4:x", "root:4,a..b:1", "root:04", "root:4,A:1", "root:4,a")),
    "option value": Kind(("1.1", "on", "250ms"), (
        "0", "-1", "1e3", "0777", "22:22", "null", "a,b", "a=b", "a b", "'a'", "''a''", '"a"', "a'b", "a''", "$libdir", "$$",
        "%(here)s", "%%", "a;b", "a # b", "x\\", "{a}", "[options]", "[a", "= a", ": a", "None", "True", "é", "\u200d",
        "~", "a" * 4000)),
    "database setting": Kind(("a", "shop 1"), (
        "0", "-1", "1e3", "null", "a,b", "a=b", " a", "a ", "  ", "'a'", "''a''", '"a"', "a'b", "$libdir", "$$", "${x}", "%m [%p] %q%u@%d ",
        "%%", "a;b", "a # b", "x\\", "{a}", "[a", "= a", ": a", "-c", "--version", "None", "é", "\u200d", "~", "a" * 4000)),
    "rate of mail": Kind(("5/d", "1/h"), ("1/d", "999999/h", "1000000/h", "10/m", "0/h", "010/h", "10 / h", "10/hour")),
    "quiet hours": Kind(("23:00-05:00", "09:00-17:00"), ("00:00-23:59", "23:59-00:00", "22:00-22:00", "24:00-06:00", "22:00", "22-06", "22:00 - 06:00", "00:60-01:00")),
    "rate": Kind(("5/m", "1/s"), ("1/m", "99999/s", "100000/m", "10/h", "0/m", "010/m", "1r/s", "10 / m")),
    "ACME server": Kind(("letsencrypt-staging", "https://acme.example.org/directory"), (
        "https://a.example", "https://a.example/?x=1&y=%24", "http://a.example/", "LETSENCRYPT", "https://a.example/$x",
        "https://a.example:8443/~a#b", "HTTPS://A.EXAMPLE/")),
    "text/x-nginx": Kind(("gzip off;", "location /a {\n    return 404;\n}"), (
        "gzip off", ";", "}", "gzip off; }", "} server {", "gzip off;\n}\nserver {", "location / {",
        "location /b { return 404; } }", "# a", "gzip off; # }", "# {\ngzip off;", "return 200 '}';", "return 200 \"}\\\"\";",
        "return 200 'a", "gzip off;\\", "return 200 \"{\";", "set $a ${b};", "if ($a) { return 404; }",
        "include /etc/nginx/a.conf;", "rewrite ^/(a|b)$ /c{1};", "gzip off;\n\n\n", "location ~ a{2} { return 404; }",
        "location ~ \"a{2}\" { return 404; }", "# a\n# b", "gzip off;#}", "lua_block {\n}\n", "map $a $b { }",
        "return 200 a#b;", "{ }", "a{}", "return 200 \"\\")),
    # With both days the commands run on either: that is two calendars of systemd.
    "cron schedule": Kind(("15 3 * * 1", "15 3 1 * 1"), (
        "* * * * *", "*/5 */2 1-31 jan-dec mon-fri", "0,1,2 0-23/3 31 1,3 7", "  0   5 * * 0  ", "0 0 30 2 *", "60 * * * *",
        "@daily", "@reboot", "0 0 * * 0,7", "0 0 1 1 * root id", "%0 0 * * *", "0 0 * * * *", "0-59/1 * * * SUN", "*/0 * * * *")),
    "restic repository": Kind(("/srv/backup", "rest:https://a.example/b/", "sftp:b@c.example:/d", "rclone:b:c"), (
        "/a", "s3:a/b", "sftp:a@b:/c", "sftp://a@b:22//c", "rest:http://a.example:8000/", "b2:a:b", "azure:a:/", "gs:a:/",
        "swift:a:/b", "rclone:a:b~c+d", "rclone:-a:b", "rest:https://u:p@a.example/", "s3:https://a/b/../c",
        "sftp:-oProxyCommand=id:a", "local:/a", "rclone:a:" + "b" * 900, "/a/..")),
    "database name": Kind(("control",), ("a", "null", "no", "s" * 63, "s" * 64, "a_", "template1", "postgres", "e1", "a-b",
        "select", "user", "all", "admin_db")),
    # The last is one that gen tunes itself, so that it replaces a line and adds none.
    "option name": Kind(("random_page_cost", "websocket_rate_limit_burst", "work_mem", "log_line_prefix", "application_name"), (
        "a", "a" * 63, "a" * 64, "a.b", "a_", "null", "no", "db_password", "admin_passwd", "shared_buffers", "max_connections",
        "A", "a-b", "data_directory", "log_level", "e1", "a..b", "x", "hba_file", "options", "default")),
}


def kind(setting):
    """The harmless and the extreme values of a setting; a type that is not known here is an error."""
    if setting.choices:
        return Kind(tuple(setting.choices), ())
    if setting.schema.get("type") == "integer":
        ends = tuple(str(setting.schema[end]) for end in ("minimum", "maximum") if end in setting.schema)
        return Kind(ends, ends)
    name = setting.schema["title"] if "title" in setting.schema else setting.schema["contentMediaType"]
    if name not in KINDS:
        raise KeyError(f"{setting.name}: kinds.py has no values for the type {name!r}")
    return Kind((setting.schema["examples"][0], *KINDS[name].harmless), KINDS[name].extreme)


def hostile(setting, share=1):
    """Everything that a setting is filled with, or one of `share` hostile values and of four of its own. What is no free text (a
    number, a choice, a key that nobody asked for) is refused by one and the same piece of code everywhere: each of those
    gets a part of the list, another one each time."""
    if setting.part is Part.OTHER_KEY:
        # A key that begins with x- is the operator's own, and means nothing.
        ignored = [values.text("x-" + value.text) for value in values.HOSTILE if value.text is not None]
        return part([*values.HOSTILE, *ignored], setting, 8 * share)
    own = [values.text(text) for text in (*kind(setting).harmless, *kind(setting).extreme)]
    if share > 1:
        own = part(own, setting, min(4, len(own)))
    if setting.choices or setting.schema.get("type") == "integer":
        return [*part(values.HOSTILE, setting, 4 * share), *own, *(values.plain(value.text) for value in own)]
    # Behind `#` there is no key, and the entry is gone.
    return [value for value in part(values.HOSTILE, setting, share) if setting.part is not Part.KEY or value.source.text != "# a"] + own


def part(full, setting, step):
    """One of `step` values of a list, from a place on that depends on the setting."""
    return full[zlib.crc32(setting.name.encode()) % step::step]
