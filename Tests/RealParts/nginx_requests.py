"""What Odoo learns about a request, and which parts of it pass."""

import base64

from isolation import must
from proof import equal, expect
from web import Answer, ask, connect, head
from web_server import STRANGER

WEBSOCKET_KEY = base64.b64encode(b"sixteen bytes!!!").decode()


def headers(web):
    """Odoo learns who requested what, and clients cannot fake it."""
    forged = {
        "X-Forwarded-For": "10.9.9.9",
        "X-Forwarded-Host": "forged.example",
        "X-Forwarded-Proto": "http",
        "X-Real-IP": "10.9.9.9",
        "X_Forwarded_Host": "forged.example",
    }
    for host, source in ((web.tenant(), STRANGER), (web.superadmin, web.operator or STRANGER)):
        wanted = {
            "host": host,
            "x-forwarded-host": host,
            "x-forwarded-proto": "https",
            "x-forwarded-for": source,
            "x-real-ip": source,
            "connection": "close",
        }
        for target in ("/", "/websocket/health"):
            for spelt in (host, host.upper(), f"{host}:443", f"{host}."):
                echo = ask(web.server, spelt, target, name=host, source=source, headers=forged).echo or {"headers": {}}
                seen = {key: echo["headers"].get(key) for key in wanted}
                yield equal(seen, wanted, f"headers for {spelt}{target}")
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
        with connect(web.server, host, web.source(host)) as connection:
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


def origins(web):
    """A visitor's cookies reach a websocket only from the host's own pages, as any page can open it."""
    for host in (web.tenant(), web.superadmin):
        domain = host.partition(".")[2]
        own = [f"https://{host}", f"https://{host}:443", f"HTTPS://{host.upper()}", None]
        foreign = [
            f"https://evil.{domain}",
            f"https://{domain}",
            f"http://{host}",
            f"https://{host}:8443",
            f"https://{host}.evil.example",
            f"https://evil.example/{host}",
            f"https://x.{host}",
            f"https://{host} https://{host}",
            "https://evil.example",
            "null",
            "",
        ]
        for origin in own + foreign:
            sent = {"Cookie": "session_id=s; a=b"} | ({} if origin is None else {"Origin": origin})
            for target in ("/websocket", "/websocket/peek_notifications"):
                echo = web.ask(host, target, headers=sent).echo or {"headers": {}}
                # An empty header is none to nginx, and no browser sends one.
                wanted = "session_id=s; a=b" if origin in own or not origin else None
                yield equal(echo["headers"].get("cookie"), wanted, f"cookies for {host}{target} from a page of {origin}")


def uploads(web):
    """A body may be as large as the site says, and no larger."""
    limit = web.model["nginx"]["client_max_body_bytes"]
    for host in (web.tenant(), web.superadmin):
        request = {"method": "POST", "headers": {"Content-Length": str(limit + 1)}}
        with connect(web.server, host, web.source(host)) as connection:
            connection.sendall(head(host, "/web/binary/upload", **request))
            # Not to the end: nginx goes on reading for seconds, in case the client still sends.
            yield equal(Answer(connection.recv(1000)).status, 413, f"{host} refuses {limit + 1} bytes")
        request["headers"]["Content-Length"] = str(limit)
        with connect(web.server, host, web.source(host)) as connection:
            connection.sendall(head(host, "/web/binary/upload", **request))
            connection.settimeout(0.3)
            try:
                received = connection.recv(1000)
            except TimeoutError:
                received = None
            yield equal(received, None, f"{host} waits for {limit} bytes")


def snippets(web):
    """The operator's own directives work in their site, and nowhere else."""
    trusted = web.model["nginx"]["snippets"]
    if "robots.txt" not in trusted.get("tenants", ""):
        return
    for host, isolated_site in ((web.tenant(), False), (web.superadmin, True)):
        answer = web.ask(host, "/robots.txt")
        wanted = (200, None) if isolated_site else (200, b"User-agent: *\nDisallow: /\n")
        yield equal((answer.status, None if answer.echo else answer.body), wanted, f"{host}/robots.txt")
        robots = web.ask(host).headers.get("x-robots-tag")
        yield equal(robots, None if isolated_site else "noindex; nofollow", f"the added header of {host}")


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


PARTS = [headers, websockets, origins, uploads, snippets, timeouts]
