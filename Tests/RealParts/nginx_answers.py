"""How answers are handled: nginx's own pages, cached static files, cookies, the log."""

import json
import pathlib
import time
import urllib.parse

from proof import equal, expect
from web import ask
from web_server import STRANGER

PAGES = {403: "Access denied", 404: "Page not found", 413: "Too large", 429: "Too many", 503: "Back in a moment"}
# As Odoo's http.py has it for static files.
PUBLIC = {"Cache-Control": "public, max-age=604800", "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"}


def asking(path, headers):
    """An address at which the stub answers with some headers."""
    return f"{path}?{urllib.parse.urlencode(headers)}"


def pages(web):
    """Requests that nginx itself refuses get an error page; Odoo's answers are not changed."""
    for host in (web.tenant(), web.superadmin):
        yield page(web.ask(host, "/web/database/manager"), 404, 404, f"{host}'s closed database manager")
        large = {"Content-Length": str(web.model["nginx"]["client_max_body_bytes"] + 1)}
        yield page(web.ask(host, "/x", headers=large), 413, 413, f"{host}'s answer to a large body")
        yield page(web.ask(host, "/x?hangup=1"), 502, 503, f"{host}'s answer for an Odoo that gives none")
        for status in (400, 403, 404, 413, 429, 500, 502, 503, 504):
            answer = web.ask(host, f"/x?status={status}&text=by-Odoo")
            yield equal((answer.status, answer.body), (status, b"by-Odoo"), f"{host} passes on Odoo's own {status}")
        answer = web.ask(host, "/.errors/404.html")
        yield page(answer, 404, 404, f"the page itself has no address at {host}")
    if not web.model["domains"].get("apex_redirect"):
        yield page(web.ask(web.apex[0]), 404, 404, "the bare domain's page")
    if web.allowed:
        yield page(ask(web.server, web.superadmin, source=STRANGER), 403, 403, "the page for strangers")
    guesser = web.client()
    tries = web.model["nginx"]["login_burst"] + 2
    answers = [ask(web.server, web.tenant(), "/web/login", source=guesser, method="POST") for _ in range(tries)]
    yield page(answers[-1], 429, 429, "the page for guessers")


def page(answer, status, number, what):
    """Whether an answer is one of nginx's pages."""
    shown = f"<h1>{PAGES[number]}".encode()
    holds = answer.status == status and shown in answer.body and b"nginx" not in answer.body.lower()
    return expect(holds and answer.headers.get("server") == "nginx", f"{what} is the page for {status}", answer)


def static(web):
    """Static files are cached, for each host; nothing else is, and nothing that is not public."""

    def turns(host, target):
        return [(web.ask(host, target).echo or {}).get("turn") for _ in range(2)]

    target = asking("/web/static/lib/a.js", PUBLIC)
    kept = {}
    for host in (web.tenant("a"), web.tenant("b"), web.superadmin):
        first, second = turns(host, target)
        yield equal(second, first, f"{host} answers a static file from what it keeps")
        kept[host] = first
    yield equal(len(set(kept.values())), 3, "what one host was answered is never another's")
    other = asking("/web/static/lib/a.js", PUBLIC | {"Etag": "x"})
    yield expect(turns(web.tenant("a"), other)[0] != kept[web.tenant("a")], "another query is another file", "")
    for path, headers, what in (
        ("/web/content/a.js", PUBLIC, "what is no static file"),
        ("/web/login", PUBLIC, "a page"),
        ("/a/b/static/a.js", PUBLIC, "a path that only looks like one"),
        ("/web/static/1.js", {}, "what Odoo says nothing of"),
        ("/web/static/2.js", {"Cache-Control": "no-cache"}, "what is asked for anew each time"),
        ("/web/static/3.js", {"Cache-Control": "private, max-age=9"}, "what is somebody's own"),
        ("/web/static/4.js", {"Cache-Control": "no-store, x=publicity"}, "what must not be stored"),
        ("/web/static/5.js", PUBLIC | {"Set-Cookie": "session_id=secret; Path=/"}, "what has a cookie"),
        ("/web/static/6.js", PUBLIC | {"status": "404"}, "what is not there"),
    ):
        first, second = turns(web.tenant("a"), asking(path, headers))
        yield expect(first != second and first is not None, f"{what} is not kept", f"{first} {second}")
    answer = web.ask(web.tenant("a"), target)
    yield equal(answer.headers.get("cache-control"), PUBLIC["Cache-Control"], "the browser gets what Odoo says")
    post = web.ask(web.tenant("a"), target, method="POST").echo or {}
    yield expect(post.get("turn") not in (None, kept[web.tenant("a")]), "a POST reaches Odoo", post)


def bundles(web):
    """Styles and scripts are served from the cache once they were made, for each host and without anybody's session: a PDF needs no
    second worker for them."""
    made = PUBLIC | {"Cache-Control": "public, max-age=31536000, immutable", "Set-Cookie": "session_id=secret; Path=/"}
    for folder in ("1a2b3c4", "431-1a2b3c4", "0123456789abcdef" * 4):
        kept = {}
        for host in (web.tenant("a"), web.tenant("b"), web.superadmin):
            target = asking(f"/web/assets/{folder}/web.report_assets_common.min.css", made)
            answers = [web.ask(host, target) for _ in range(3)]
            yield equal(
                [answer.headers.get("set-cookie") for answer in answers], [None] * 3, f"{host}: no session comes with {folder}"
            )
            turns = {(answer.echo or {}).get("turn") for answer in answers}
            yield equal(len(turns), 1, f"{host} makes {folder} once")
            kept[host] = turns.pop()
        yield equal(len(set(kept.values())), 3, "and no host has another's")
    for path, headers, what in (
        ("/web/assets/debug/web.assets_web.css", PUBLIC, "what is made anew for each request"),
        ("/web/assets/any/web.assets_web.css", PUBLIC, "what is named by no hash"),
        ("/web/assets/1a2b3c5/web.a.css", PUBLIC | {"Cache-Control": "private, max-age=9"}, "a bundle of somebody's own"),
        ("/web/assets/1a2b3c6/web.a.css", PUBLIC | {"status": "303"}, "the way to a newer bundle"),
        ("/x/web/assets/1a2b3c7/web.a.css", PUBLIC, "a path that only looks like a bundle's"),
    ):
        first, second = ((web.ask(web.tenant("a"), asking(path, headers)).echo or {}).get("turn") for _ in range(2))
        yield expect(first != second and first is not None, f"{what} is not kept", f"{first} {second}")


def compressed(web):
    """Text is compressed, under each of the names that servers have for scripts; pictures are not."""
    for kind, is_text in (
        ("text/javascript; charset=utf-8", True),
        ("application/javascript", True),
        ("text/css; charset=utf-8", True),
        ("text/html; charset=utf-8", True),
        ("application/json", True),
        ("application/manifest+json", True),
        ("image/svg+xml", True),
        ("image/png", False),
        ("application/zip", False),
    ):
        target = asking("/x", {"Content-Type": kind, "text": "x" * 2000})
        answer = web.ask(web.tenant(), target, headers={"Accept-Encoding": "gzip"})
        yield equal(answer.headers.get("content-encoding"), "gzip" if is_text else None, f"how {kind} is sent")
        answer = web.ask(web.tenant(), target)
        plain = (answer.headers.get("content-encoding"), b"x" * 2000 in answer.body)
        yield equal(plain, (None, True), f"{kind} for whom cannot read that")


def cookies(web):
    """A session cookie is sent over TLS only, and not with requests from other sites."""
    target = asking("/web/login", {"Set-Cookie": "session_id=abc; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly; Path=/"})
    for host in (web.tenant(), web.superadmin):
        cookie = web.ask(host, target).headers.get("set-cookie", "")
        words = [word.strip().lower() for word in cookie.split(";")]
        for flag in ("secure", "samesite=lax", "httponly", "path=/"):
            yield equal(words.count(flag), 1, f"{host}'s session has {flag}: {cookie}")


def logs(web):
    """The log says who asked for which tenant: one JSON object per line, for any request."""
    source = web.proxy or web.client()
    client = "100.64.9.9" if web.proxy else source
    nasty = {"X-Forwarded-For": "100.64.9.9", "User-Agent": 'x" "tenant":"other\\ \t', "Referer": "\x7f\xff"}
    for host, tenant in ((web.tenant("logged"), "logged"), (web.superadmin, "")):
        allowed = web.operator if tenant == "" and web.operator else source
        ask(web.server, host, "/logged", source=allowed, headers=nasty)
        line = logged(web, host)
        wanted = {"client": allowed if allowed == web.operator else client, "tenant": tenant, "host": host, "status": 200}
        yield equal({key: line.get(key) for key in wanted}, wanted, f"the log's line for {host}")
        yield expect(line.get("tls") == "TLSv1.3" and line.get("seconds", 9) < 9, "it tells version and time", line)


def masked(web):
    """Credentials are not in the log, neither in the request nor in the referrer."""
    for query, kept in (
        ("token=SECRET", "token=***"),
        ("db=x&token=SECRET&login=SECRET", "db=x&token=***"),
        ("a=1&access_token=SECRET&b=2", "a=1&access_token=***"),
        ("a=1;Signup_Token=SECRET", "a=1;Signup_Token=***"),
        ("password=SECRET", "password=***"),
        ("code=SECRET&state=x", "code=***"),
        ("csrf_token=SECRET?x=1", "csrf_token=***"),
        ("a=token&b=%2F&c", "a=token&b=%2F&c"),
        ("atoken", "atoken"),
        ("", ""),
    ):
        host = web.tenant(f"masked-{abs(hash(query)) % 10**9}")
        web.ask(host, f"/logged?{query}", headers={"Referer": f"https://{host}/from?{query}"})
        line = logged(web, host)
        wanted = (f"GET /logged?{kept} HTTP/1.1", f"https://{host}/from?{kept}")
        yield equal((line.get("request"), line.get("referer")), wanted, f"the log's words for ?{query}")
    mode = pathlib.Path(f"/var/log/nginx/{web.model['name']}.access.log").stat().st_mode & 0o7777
    yield equal(oct(mode), oct(0o640), "the log is for administrators alone")


def attempts(web):
    """The log tells which requests carry a password, also where nginx itself has refused them."""
    for number, (method, target, word) in enumerate((
        ("POST", "/web/login", "page"), ("POST", "/en/web//login", "page"), ("POST", "/web%2Flogin/totp", "page"), ("GET", "/web/login", ""),
        ("POST", "/web/session/authenticate", "other"), ("POST", "/my/security", "other"), ("POST", "/web/loginx", ""),
    )):  # fmt: skip
        host = web.tenant(f"attempts-{number}")
        ask(web.server, host, f"{target}?x=/logged", source=web.client(), method=method)
        line = logged(web, host)
        yield equal((line.get("login"), line.get("method")), (word, method), f"the log's word for {method} {target}")
    host, source = web.tenant("attempts-refused"), web.client()
    for _ in range(web.model["nginx"]["login_burst"] + 3):
        answer = ask(web.server, host, "/web/login", source=source, method="POST")
    ask(web.server, host, "/web/login?x=/logged", source=source, method="POST")
    line = logged(web, host)
    yield equal((answer.status, line.get("status"), line.get("login")), (429, 429, "page"), "a refused one has the word, too")
    # mtail and fail2ban read the line from its beginning; check_monitoring_logs and check_bans write lines of this form.
    members = ["time", "client", "tenant", "host", "status", "bytes", "seconds", "upstream_seconds", "login", "method", "request"]
    yield equal(list(line)[: len(members)], members, "what programs read comes before what a client can fill")


def logged(web, host):
    """The line of the log for the request to a host."""
    for _ in range(40):
        # A client may send bytes that are no text; nginx passes them on.
        text = pathlib.Path(f"/var/log/nginx/{web.model['name']}.access.log").read_text(encoding="utf-8", errors="replace")
        lines = filter(None, text.split("\n"))
        for line in map(json.loads, lines):
            if line["host"] == host and "/logged" in line["request"]:
                return line
        time.sleep(0.05)
    return {}


PARTS = [pages, static, bundles, compressed, cookies, logs, masked, attempts]
