"""Which name leads where, and which leads nowhere."""

import socket
import ssl

from proof import equal, expect
from web import ask, connect, trusting
from web_server import STRANGER

# Names below the tenants' domain that are no tenant's.
NO_TENANT = ["a.b", "-a", "a-", "a_b", "", "a" * 61, "www.a", "*"]
TENANT = ["a", "t1", "my-shop", "0", "xn--bcher-kva", "a" * 60]
# What looks a little like it and has to work.
OPEN = [
    "/",
    "/web",
    "/web/login",
    "/web/health",
    "/web/dataset/call_kw",
    "/web/static/src/a.js",
    "/shop/database",
    "/web/databases",
    "/blog/web-database",
    "/web/content/a%2Fb?x=%20&y=//z",
]


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
    """No other name is answered at all: on port 80 without an answer, over TLS by ending the handshake."""
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
    for host in names:
        answer = ask(web.server, host, source=STRANGER, port=80)
        yield equal(answer.received, b"", f"host {host!r} is answered with nothing")
        answer = ask(web.server, host, name=web.tenant(), source=STRANGER)
        yield equal(answer.received, b"", f"host {host!r} is answered with nothing over a tenant's TLS")
        if ":" not in host and "" not in host.split(".") and all(len(label) < 64 for label in host.split(".")):
            yield equal(refusal(web.server, host), "refused", f"the handshake for {host!r} is refused")
    answer = ask(web.server, None, version="HTTP/1.0", port=80)
    yield equal(answer.received, b"", "a request without a host is answered with nothing")
    answer = ask(web.server, None, version="HTTP/1.0", name=web.tenant())
    yield equal(answer.received, b"", "neither is one over a tenant's TLS")
    yield equal(refusal(web.server, None), "refused", "a handshake without a name is refused")
    answer = web.ask(web.tenant(), "http://example.org/web/login")
    yield equal(answer.received, b"", "a request line with another host than its header is answered with nothing")


def refusal(server, name):
    """The result of a handshake for a name: refused, or the certificate."""
    context = trusting()
    context.check_hostname = False
    try:
        with connect(server, name, context=context) as connection:
            return str(connection.getpeercert())
    except ssl.SSLCertVerificationError as error:
        return str(error)
    except (ssl.SSLError, ConnectionResetError):
        return "refused"


def redirects(web):
    """Plain HTTP leads to the same address over TLS, with the same method; nothing reaches an Odoo."""
    for host in (web.tenant(), web.superadmin, *web.apex):
        for target in ("/", "/web/login?redirect=%2Fweb", "/web/database/manager", "//x"):
            for method in ("GET", "POST"):
                answer = ask(web.server, host, target, method=method, source=STRANGER, port=80)
                found = (answer.status, answer.headers.get("location"))
                yield equal(found, (308, f"https://{host}{target}"), f"{method} http://{host}{target}")


def challenges(web):
    """The certificate authority finds its files where it looks for them, from any address."""
    host, path = web.superadmin, "/.well-known/acme-challenge/"
    answer = ask(web.server, host, f"{path}token", source=STRANGER, port=80)
    plan = web.model["tls"]["superadmin"]
    if plan["source"] == "given" or plan["challenge"] == "dns":
        yield equal(answer.status, 308, "nobody asks for a challenge where the certificate is given or validated in the DNS")
        return
    yield equal((answer.status, answer.body), (200, b"token.thumbprint"), f"the challenge of {host} is answered")
    for target in (f"{path}none", path, f"{path}../../etc/passwd"):
        answer = ask(web.server, host, target, source=STRANGER, port=80)
        yield expect(answer.status in (308, 403, 404), f"there is nothing else at {target}", answer)


def apex(web):
    """The bare domain and www lead where the site says, never to an Odoo."""
    target = web.model["domains"].get("apex_redirect")
    for host in web.apex:
        for path in ("/", "/web/login", "/web/database/manager"):
            answer = web.ask(host, path)
            wanted = (302, target, None) if target else (404, None, None)
            yield equal((answer.status, answer.headers.get("location"), answer.echo), wanted, f"{host}{path}")


def sixth_version(web):
    """nginx listens on IPv6 if the server has an address, and it works like IPv4."""
    if not web.server6:
        for port in (80, 443):
            yield expect(not listens("::1", port), f"nothing listens on IPv6, port {port}")
        return
    answer = ask(web.server6, web.tenant())
    yield equal(
        answer.echo and answer.echo["port"], web.model["odoo"]["tenants"]["port"], "a tenant is served over IPv6"
    )
    yield equal(answer.echo and answer.echo["headers"]["x-forwarded-for"], web.server6, "Odoo learns the IPv6 address")
    for host in (f"[{web.server6}]", "example.org"):
        yield equal(ask(web.server6, host, port=80).received, b"", f"host {host} over IPv6 is answered with nothing")
    yield equal(refusal(web.server6, "example.org"), "refused", "a handshake for another name is refused over IPv6")


def listens(address, port):
    """Whether anything accepts connections there."""
    try:
        socket.create_connection((address, port), timeout=5).close()
    except OSError:
        return False
    return True


PARTS = [routing, strangers, redirects, challenges, apex, sixth_version]
