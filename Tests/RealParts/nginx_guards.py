"""What is closed, to whom, and how often somebody may knock."""

from proof import equal
from web import ask
from web_server import STRANGER

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


def closed(web):
    """The database manager is closed, however its address is written."""
    for host in (web.tenant(), web.superadmin):
        for target in CLOSED:
            for method in ("GET", "POST"):
                answer = web.ask(host, target, method=method)
                yield equal((answer.status, answer.echo), (404, None), f"{method} {host}{target} is closed")
        answer = web.ask(host, f"https://{host}/web/database/manager")
        yield equal(answer.status, 404, f"the manager of {host} is closed for a request line with a host")


def allow_list(web):
    """Only the networks named may open the superadmin's site."""
    if not web.allowed:
        yield equal(
            ask(web.server, web.superadmin, source=STRANGER).status, 200, "the superadmin's site is open to all"
        )
        return
    for target in ("/", "/web/login", "/websocket"):
        answer = ask(web.server, web.superadmin, target, source=STRANGER)
        yield equal(answer.status, 403, f"a stranger may not open {target} of the superadmin's site")
        forged = {"X-Forwarded-For": web.operator or str(web.allowed[0][1])}
        answer = ask(web.server, web.superadmin, target, source=STRANGER, headers=forged)
        yield equal(answer.status, 403, f"a stranger who names an operator's address may not open {target}")
    yield equal(ask(web.server, web.tenant(), source=STRANGER).status, 200, "tenants' sites have no allow-list")


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
        yield equal(ask(web.server, web.superadmin, source=web.proxy).status, 403, "nor may the proxy itself")


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


PARTS = [closed, allow_list, proxies, logins]
