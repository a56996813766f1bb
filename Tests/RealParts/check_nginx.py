"""nginx itself, with the emitted folder as its own, in front of a stub that says what reached it."""

import base64
import pathlib
import socket
import time

import isolation
from isolation import inside, isolated, must
import odoo_stub
from proof import equal, expect
from web import Answer, ask, connect, head
from web_server import Web, start

PROGRAMS = ["nginx", *isolation.PROGRAMS]

# Every way to write the database manager's address that Odoo, or nginx before it, could take for the same thing.
CLOSED = [
    "/web/database",
    "/web/database/",
    "/web/database/manager",
    "/web/database/selector",
    "/web/database/create",
    "/web/database/backup?x=/",
    "/web/database/list",
    "/web/database;x",
    "/web/database/manager;x=1",
    "//web//database/manager",
    "///web/database/manager",
    "/web///database",
    "/web/./database/manager",
    "/web/x/../database/manager",
    "/x/../web/database/manager",
    "/web%2fdatabase%2fmanager",
    "/web%2Fdatabase",
    "/%77eb/database/manager",
    "/web/%64atabase/manager",
    "/web/database%2fmanager",
    "/WEB/Database/manager",
    "/web/database/manager#x",
    "/web/database%3bx",
    "/web/database%20",
    "/en/web/database/manager",
    "/pt_BR/web/database/manager",
    "/sr@latin/web/database",
    "//en//web/database",
    "/websocket/../web/database/manager",
    "/websocket/..%2fweb/database/manager",
    "/.well-known/acme-challenge/../../web/database/manager",
    "/xmlrpc/db",
    "/xmlrpc/2/db",
    "/xmlrpc/db/",
    "/xmlrpc//2//db",
    "/xmlrpc/%64b",
    "/XMLRPC/DB",
    "/en/xmlrpc/2/db",
    "/jsonrpc",
    "/jsonrpc/",
    "//jsonrpc",
    "/JSONRPC",
    "/en/jsonrpc",
    "/json%72pc",
    "/jsonrpc;x",
]
# What looks a little like it and has to work.
OPEN = [
    "/",
    "/web",
    "/web/login",
    "/web/health",
    "/web/dataset/call_kw",
    "/web/static/src/a.js",
    "/shop/database",
    "/xmlrpc/common",
    "/xmlrpc/2/common",
    "/xmlrpc/2/object",
    "/json/2/res.partner/search",
    "/web/databases",
    "/blog/web-database",
    "/web/content/a%2Fb?x=%20&y=//z",
]
# Names below the tenants' domain that are no tenant's.
NO_TENANT = ["a.b", "-a", "a-", "a_b", "", "a" * 61, "www.a", "*"]
TENANT = ["a", "t1", "my-shop", "0", "xn--bcher-kva", "a" * 60]
WEBSOCKET_KEY = base64.b64encode(b"sixteen bytes!!!").decode()


def check(out, site, model):
    """Proves what the web server does for one site."""
    yield from isolated(__file__, out, site, model)


def prove(out, _site, model):
    """Everything about one running server."""
    ports = [
        model["odoo"][side][key] for side in ("tenants", "superadmin") for key in ("port", "upstream_websocket_port")
    ]
    odoo_stub.listen(ports)
    yield from start(out, model)
    web = Web(model)
    for part in (
        routing,
        strangers,
        headers,
        websockets,
        closed,
        uploads,
        challenges,
        apex,
        snippets,
        allow_list,
        proxies,
        logins,
        timeouts,
        sixth_version,
        logs,
    ):
        yield from part(web)


def routing(web):
    """Each name reaches its own Odoo, and paths arrive as they were sent."""
    odoo = web.model["odoo"]
    for label in TENANT:
        answer = web.ask(web.tenant(label))
        yield equal(answer.echo and answer.echo["port"], odoo["tenants"]["port"], f"tenant {label!r} reaches Odoo")
    answer = web.ask(web.superadmin)
    yield equal(answer.echo and answer.echo["port"], odoo["superadmin"]["port"], "the superadmin reaches its own Odoo")
    for host in (web.tenant(), web.superadmin):
        for target in OPEN:
            answer = web.ask(host, target)
            yield equal(answer.echo and answer.echo["path"], target, f"{host}{target} arrives as it was sent")


def strangers(web):
    """No other name is answered at all."""
    tenants = web.model["domains"]["tenants"]
    names = [web.tenant(label) for label in NO_TENANT]
    names += [
        f"t1.{tenants.replace('.', 'x')}",
        f"t1.{tenants}.example.org",
        f"t1x{tenants}",
        "example.org",
        "localhost",
    ]
    names += [
        web.server,
        f"{web.server}:80",
        "127.0.0.1",
        "[::1]",
        "_",
        f"{web.superadmin}.example.org",
        f"x{web.superadmin}x",
    ]
    names += [f"x.{web.superadmin}"] if not web.superadmin.endswith(f".{tenants}") else []
    for name in names:
        answer = web.ask(name, source="100.64.0.254")
        yield equal(answer.received, b"", f"host {name!r} is answered with nothing")
    answer = web.ask(None, version="HTTP/1.0")
    yield equal(answer.received, b"", "a request without a host is answered with nothing")
    answer = web.ask(web.tenant(), "http://example.org/web/login")
    yield equal(answer.received, b"", "a request line with another host than its header is answered with nothing")


def headers(web):
    """Odoo learns who asked for what, and clients cannot make it believe anything else."""
    forged = {
        "X-Forwarded-For": "10.9.9.9",
        "X-Forwarded-Host": "forged.example",
        "X-Forwarded-Proto": "https",
        "X-Real-IP": "10.9.9.9",
        "X_Forwarded_Host": "forged.example",
    }
    for host, source in ((web.tenant(), "100.64.0.254"), (web.superadmin, web.operator or "100.64.0.254")):
        wanted = {
            "host": host,
            "x-forwarded-host": host,
            "x-forwarded-proto": "http",
            "x-forwarded-for": source,
            "x-real-ip": source,
            "connection": "close",
        }
        for target in ("/", "/websocket/health"):
            for name in (host, host.upper(), f"{host}:80", f"{host}."):
                echo = ask(web.server, name, target, source=source, headers=forged).echo or {"headers": {}}
                seen = {key: echo["headers"].get(key) for key in wanted}
                yield equal(seen, wanted, f"headers for {name}{target}")
        yield equal("forged" in str(echo["headers"]), False, f"no forged header reaches Odoo for {host}")


def websockets(web):
    """Upgrades happen on the websocket's port, and nowhere else."""
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": WEBSOCKET_KEY,
    }
    for host, side in ((web.tenant(), "tenants"), (web.superadmin, "superadmin")):
        odoo = web.model["odoo"][side]
        source = web.operator if side == "superadmin" else None
        with connect(web.server, source) as connection:
            connection.sendall(head(host, "/websocket?version=1", headers=upgrade))
            stream = connection.makefile("rwb")
            received = b"".join(iter(stream.readline, b"\r\n"))
            yield equal(received.split(b"\r\n")[0], b"HTTP/1.1 101 Switching Protocols", f"{host} opens a websocket")
            yield expect(
                b"sec-websocket-accept:" in received.lower(), f"{host}'s websocket has its handshake", received
            )
            stream.write(b"ping\n")
            stream.flush()
            wanted = b"%d ping\n" % odoo["upstream_websocket_port"]
            yield equal(stream.readline(), wanted, f"{host}'s websocket reaches the websocket's port, both ways")
        echo = web.ask(host, "/websocket/health").echo or {}
        yield equal(
            echo.get("port"), odoo["upstream_websocket_port"], f"{host}/websocket/health reaches the websocket's port"
        )
        echo = web.ask(host, "/web", headers=upgrade | {"Connection": "Upgrade, close"}).echo or {"headers": {}}
        yield equal(echo.get("port"), odoo["port"], f"{host}/web stays on the HTTP port when an upgrade is asked for")
        yield equal(echo["headers"].get("upgrade"), None, f"{host}/web passes no upgrade on")


def closed(web):
    """The database manager is closed, however its address is written."""
    for host in (web.tenant(), web.superadmin):
        for target in CLOSED:
            for method in ("GET", "POST"):
                answer = web.ask(host, target, method=method)
                yield equal((answer.status, answer.echo), (404, None), f"{method} {host}{target} is closed")
        answer = web.ask(host, f"http://{host}/web/database/manager")
        yield equal(answer.status, 404, f"the manager of {host} is closed for a request line with a host")


def uploads(web):
    """A body is as large as the site says, and no larger."""
    limit = web.model["nginx"]["client_max_body_bytes"]
    for host in (web.tenant(), web.superadmin):
        source = web.operator if host == web.superadmin else None
        request = {"method": "POST", "headers": {"Content-Length": str(limit + 1)}}
        with connect(web.server, source) as connection:
            connection.sendall(head(host, "/web/binary/upload", **request))
            # Not to the end: nginx goes on reading for seconds, in case the client still sends.
            yield equal(Answer(connection.recv(1000)).status, 413, f"{host} refuses {limit + 1} bytes")
        request["headers"]["Content-Length"] = str(limit)
        with connect(web.server, source) as connection:
            connection.sendall(head(host, "/web/binary/upload", **request))
            connection.settimeout(0.3)
            try:
                received = connection.recv(1000)
            except socket.timeout:
                received = None
            yield equal(received, None, f"{host} waits for {limit} bytes")


def challenges(web):
    """Certificate authorities find their files, from wherever they ask."""
    domains = web.model["domains"]
    for host in (web.tenant(), web.superadmin, domains["tenants"], domains["tenants_www"]):
        answer = ask(web.server, host, "/.well-known/acme-challenge/token", source="100.64.0.254")
        yield equal((answer.status, answer.body), (200, b"token.thumbprint"), f"the challenge of {host} is answered")
        answer = ask(web.server, host, "/.well-known/acme-challenge/none", source="100.64.0.254")
        yield equal(
            (answer.status, answer.echo), (404, None), f"a challenge that {host} does not have is not passed to Odoo"
        )


def apex(web):
    """The bare domain and www lead where the site says, never to an Odoo."""
    domains = web.model["domains"]
    target = domains.get("apex_redirect")
    for host in (domains["tenants"], domains["tenants_www"]):
        for path in ("/", "/web/login", "/web/database/manager"):
            answer = web.ask(host, path)
            wanted = (302, target, None) if target else (404, None, None)
            yield equal((answer.status, answer.headers.get("location"), answer.echo), wanted, f"{host}{path}")


def snippets(web):
    """The operator's own directives work in the site that they are for, and nowhere else."""
    trusted = web.model["nginx"]["snippets"]
    if "robots.txt" not in trusted.get("tenants", ""):
        return
    for host, isolated_site in ((web.tenant(), False), (web.superadmin, True)):
        answer = web.ask(host, "/robots.txt")
        wanted = (200, None) if isolated_site else (200, b"User-agent: *\nDisallow: /\n")
        yield equal((answer.status, None if answer.echo else answer.body), wanted, f"{host}/robots.txt")
        robots = web.ask(host).headers.get("x-robots-tag")
        yield equal(robots, None if isolated_site else "noindex; nofollow", f"the added header of {host}")


def allow_list(web):
    """Only the networks named may open the superadmin's site."""
    if not web.allowed:
        yield equal(
            ask(web.server, web.superadmin, source="100.64.0.254").status, 200, "the superadmin's site is open to all"
        )
        return
    for target in ("/", "/web/login", "/websocket"):
        answer = ask(web.server, web.superadmin, target, source="100.64.0.254")
        yield equal(answer.status, 403, f"a stranger may not open {target} of the superadmin's site")
        forged = {"X-Forwarded-For": web.operator or str(web.allowed[0][1])}
        answer = ask(web.server, web.superadmin, target, source="100.64.0.254", headers=forged)
        yield equal(answer.status, 403, f"a stranger who names an operator's address may not open {target}")
    yield equal(ask(web.server, web.tenant(), source="100.64.0.254").status, 200, "tenants' sites have no allow-list")


def proxies(web):
    """A proxy in front is believed, and only the last address it cannot have been told by the client."""
    if not web.proxy:
        return
    sent = {"X-Forwarded-For": f"10.9.9.9, 100.64.7.7, {web.proxy}"}
    echo = ask(web.server, web.tenant(), source=web.proxy, headers=sent).echo or {"headers": {}}
    yield equal(echo["headers"].get("x-forwarded-for"), "100.64.7.7", "the client behind the proxy reaches Odoo")
    if web.operator:
        answer = ask(web.server, web.superadmin, source=web.proxy, headers={"X-Forwarded-For": web.operator})
        yield equal(answer.status, 200, "an operator behind the proxy may open the superadmin's site")
        answer = ask(web.server, web.superadmin, source=web.proxy, headers={"X-Forwarded-For": "100.64.7.7"})
        yield equal(answer.status, 403, "a stranger behind the proxy may not")


def logins(web):
    """Passwords are tried so often and no more, by one address; nothing else is counted."""
    burst = web.model["nginx"]["login_burst"]
    spellings = [
        "/web/login",
        "/web%2Flogin",
        "//web/login",
        "/en/web/login?redirect=x",
        "/web/./login",
        "/web/login/",
        "/web/session/authenticate",
    ]

    def attempts(count, source, method="POST", targets=tuple(spellings)):
        return [
            ask(web.server, web.tenant(), targets[turn % len(targets)], source=source, method=method).status
            for turn in range(count)
        ]

    guesser = web.client()
    tried = attempts(burst + 1, guesser)
    yield equal(tried, [200] * (burst + 1), "the first attempts are let through")
    tried = attempts(len(spellings), guesser)
    yield equal(tried, [429] * len(spellings), "further ones are refused, however the page is written")
    yield equal(attempts(1, web.client()), [200], "another address is not refused")
    yield equal(attempts(3, guesser, method="GET"), [200] * 3, "the page itself can still be looked at")
    others = ("/web/dataset/call_kw", "/web/login_help", "/xmlrpc/2/object")
    yield equal(
        attempts(3 * (burst + 3), guesser, targets=others), [200] * 3 * (burst + 3), "other requests are not counted"
    )
    if web.proxy:
        behind = {"X-Forwarded-For": "100.64.8.8"}
        tried = [
            ask(web.server, web.tenant(), "/web/login", source=web.proxy, method="POST", headers=behind).status
            for _ in range(burst + 2)
        ]
        yield equal(tried, [200] * (burst + 1) + [429], "clients behind a proxy are counted one by one")
        yield equal(attempts(1, web.proxy), [200], "and not as the proxy")


def timeouts(web):
    """nginx waits longer than Odoo lets a request run."""
    lines = [line.split() for line in must("nginx", "-T").splitlines()]
    for side in ("tenants", "superadmin"):
        odoo = web.model["odoo"][side]
        wanted = f"{odoo['proxy_timeout_seconds']}s;"
        for directive in ("proxy_read_timeout", "proxy_send_timeout"):
            yield expect([directive, wanted] in lines, f"{directive} of {side} is {wanted}", lines)
        yield expect(
            odoo["proxy_timeout_seconds"] >= odoo["limits"]["time_real_seconds"], f"{side}: nginx outlasts Odoo"
        )


def sixth_version(web):
    """IPv6 is listened on when the server has an address, and works just as IPv4 does."""
    if not web.server6:
        try:
            connect("::1").close()
            refused = False
        except OSError:
            refused = True
        yield expect(refused, "nothing listens on IPv6")
        return
    answer = ask(web.server6, web.tenant())
    yield equal(
        answer.echo and answer.echo["port"], web.model["odoo"]["tenants"]["port"], "a tenant is served over IPv6"
    )
    yield equal(answer.echo and answer.echo["headers"]["x-forwarded-for"], web.server6, "Odoo learns the IPv6 address")
    yield equal(ask(web.server6, f"[{web.server6}]").received, b"", "an IPv6 address as host is answered with nothing")
    yield equal(ask(web.server6, "example.org").received, b"", "another name over IPv6 is answered with nothing")


def logs(web):
    """The log says who asked for which host."""
    source = web.proxy or web.client()
    client = "100.64.9.9" if web.proxy else source
    ask(web.server, web.tenant("logged"), "/logged", source=source, headers={"X-Forwarded-For": "100.64.9.9"})
    wanted = f"{client} - - ["
    for _ in range(20):
        lines = pathlib.Path("/var/log/nginx/odoo.access.log").read_text(encoding="latin-1").splitlines()
        found = [line for line in lines if "/logged" in line]
        if found:
            break
        time.sleep(0.05)
    line = found[0] if found else ""
    yield expect(line.startswith(wanted) and f" {web.tenant('logged')} " in line, "the log names client and host", line)


if __name__ == "__main__":
    inside(prove)
