"""What is closed, to whom, and how often logins may be tried."""

import collections
import concurrent.futures
import ipaddress

from isolation import must
from proof import equal, expect
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

# Each of them takes a password: from a form, or by any method at all.
FORMS = ["/web/login", "/web/signup", "/web/reset_password", "/my/security", "/my/deactivate_account", "/web/login/totp"]
ANY_METHOD = ["/web/session/authenticate", "/base_import_module/login_upload", "/auth-timeout/session/check-identity"]
LOGINS = [
    "/web/login",
    "/web%2Flogin",
    "//web/login",
    "/en/web/login?redirect=x",
    "/web/./login",
    "/web/login/",
    "/web/session/authenticate",
]
CALLS = ["/xmlrpc/2/common", "/xmlrpc/2/object", "/xmlrpc/common", "/json/2/res.partner/search", "/json/1/x", "/en/xmlrpc/object"]


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
    # Not as wkhtmltopdf says who it is, but by the address that only this container has.
    for side, status in (("superadmin", 200), ("tenants", 403)):
        container = str(ipaddress.ip_network(web.model["odoo"][side]["subnet"])[2])
        must("ip", "address", "add", container, "dev", "lo")
        answer = ask(web.server, web.superadmin, "/web/assets/1234567/web.report_assets_common.min.css", source=container)
        yield equal(answer.status, status, f"what the {side}'s container gets of the superadmin's site for a PDF")


def proxies(web):
    """A proxy in front is trusted, and only the last address, which the client cannot have chosen."""
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


def attempts(web, count, source, method="POST", targets=LOGINS, **request):
    """The answers to some requests from one address, one after the other."""
    return [
        ask(web.server, web.tenant(), targets[turn % len(targets)], source=source, method=method, **request).status
        for turn in range(count)
    ]


def logins(web):
    """One client can try passwords only so often, by any way; nothing else is counted."""
    burst = web.model["nginx"]["login_burst"]
    guesser = web.client()
    tried = attempts(web, burst + 1, guesser)
    yield equal(tried, [200] * (burst + 1), "the first attempts are let through")
    tried = attempts(web, len(LOGINS), guesser)
    yield equal(tried, [429] * len(LOGINS), "further ones are refused, however the page is written")
    yield equal(attempts(web, 1, web.client()), [200], "another address is not refused")
    for targets, methods in ((FORMS, ["PUT", "PATCH", "DELETE", "OPTIONS", "BREW"]), (ANY_METHOD, ["GET", "HEAD", "PUT", "BREW"])):
        for target in targets:
            for method in methods:
                # One more attempt may have become free meanwhile.
                tried = (attempts(web, 1, guesser, method, [target]) for _ in range(burst + 2))
                yield expect([429] in tried, f"{method} {target} is counted")
    for target in FORMS:
        for method in ("GET", "HEAD"):
            yield equal(attempts(web, 1, guesser, method, [target]), [200], f"{method} {target} only shows the page")
    others = ("/web/dataset/call_kw", "/web/login_help", "/my/security-tips", "/web/session/get_session_info")
    count = 3 * (burst + 3)
    yield equal(attempts(web, count, guesser, targets=others), [200] * count, "other requests are not counted")
    if web.proxy:
        for kind, behind in (
            ("IPv4", ["100.64.8.8"]),
            ("IPv4, as a proxy on both writes it,", ["::ffff:100.64.8.10"]),
            ("IPv6", [f"2001:db8:8:8:{number:x}::9" for number in range(9)]),
        ):
            sent = [{"X-Forwarded-For": behind[turn % len(behind)]} for turn in range(burst + 2)]
            tried = [attempts(web, 1, web.proxy, headers=headers)[0] for headers in sent]
            yield equal(tried, [200] * (burst + 1) + [429], f"clients of {kind} behind a proxy are counted one by one")
        for neighbour in ("::ffff:100.64.8.11", "2001:db8:8:9::9"):
            tried = attempts(web, 1, web.proxy, headers={"X-Forwarded-For": neighbour})
            yield equal(tried, [200], f"{neighbour} is another client than its neighbour")
        yield equal(attempts(web, 1, web.proxy), [200], "and not as the proxy")


def networks(web):
    """The IPv6 network of one client counts as one client, whatever the number of addresses."""
    if not web.server6:
        return
    burst = web.model["nginx"]["login_burst"]
    # As bytes, the first has ends of lines in it.
    for network in ("2001:db8:a0a:a00", "2001:db8:77:7"):
        tried = []
        for number in range(burst + 2):
            address = f"{network}:{number:x}::1"
            must("ip", "address", "add", address, "dev", "lo", "nodad")
            tried.append(ask(web.server6, web.tenant(), "/web/login", source=address, method="POST").status)
        yield equal(tried, [200] * (burst + 1) + [429], f"the addresses of {network}::/64 are one client")
    must("ip", "address", "add", "2001:db8:77:8::1", "dev", "lo", "nodad")
    answer = ask(web.server6, web.tenant(), "/web/login", source="2001:db8:77:8::1", method="POST")
    yield equal(answer.status, 200, "the network beside it is another one")


def programs(web):
    """Calls with a password have a separate rate: excess calls are delayed, and then refused."""
    if not web.server6:
        # Of each version of nginx there is a site with IPv6, and this takes seconds.
        return
    burst, delay = web.model["nginx"]["api_burst"], web.model["nginx"]["api_delay"]
    caller = web.client()

    def flood(method, targets, **request):
        with concurrent.futures.ThreadPoolExecutor(3 * burst) as pool:
            asked = [pool.submit(attempts, web, 1, caller, method, [targets[turn % len(targets)]], **request) for turn in range(3 * burst)]
            return collections.Counter(one.result()[0] for one in asked)

    def is_refused(method, targets, **request):
        """Whether some of many simultaneous requests, sent twice, are refused."""
        return any(429 in flood(method, targets, **request) for _ in range(5))

    yield equal(attempts(web, delay + 1, caller, targets=CALLS), [200] * (delay + 1), "a program calls as it likes")
    yield expect(flood("POST", CALLS)[200] >= burst - delay, "of many at once some wait")
    yield expect(is_refused("POST", CALLS), "and some are refused")
    yield equal(attempts(web, 1, caller), [200], "that is no attempt to log in")
    yield expect(is_refused("GET", ["/any/route"], headers={"Authorization": "Basic x /web/static/"}), "a key in a header is counted anywhere")
    answers = flood("GET", ["/web/static/x.js"], headers={"Authorization": "Basic eDp5"})
    yield equal(answers, {200: 3 * burst}, "static files are not")
    yield equal(flood("GET", ["/any/route", "/web/login"]), {200: 3 * burst}, "nor is what has neither")


PARTS = [closed, allow_list, proxies, logins, networks, programs]
