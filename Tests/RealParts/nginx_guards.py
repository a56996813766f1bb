"""What is closed, to whom, and how often logins may be tried."""

import collections
import concurrent.futures
import ipaddress

import odoo_stub
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
]

# Each of them takes a password: from a form, or by any method at all.
FORMS = ["/web/login", "/my/security", "/my/deactivate_account", "/web/login/totp"]
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
# Each of them sends a mail.
SIGNUPS = ["/web/signup", "/web/reset_password", "/en/web/signup?token=x", "/web%2Freset_password", "//web/signup/"]
# What programs outside may call, where the site says so: how each may be written.
APIS = {
    "xmlrpc": ["/xmlrpc/2/common", "/xmlrpc/2/object", "/xmlrpc/common", "//xmlrpc/2/object", "/XMLRPC/2/common", "/en/xmlrpc/2/object", "/xml%72pc/2/common"],
    "jsonrpc": ["/jsonrpc", "/jsonrpc/", "//jsonrpc", "/JSONRPC", "/en/jsonrpc", "/json%72pc", "/jsonrpc;x"],
    "json2": ["/json/2/res.partner/search", "/json/1/contacts", "/JSON/2/x/y", "//json/2/x/y", "/en/json/2/x/y", "/jso%6e/2/x/y"],
}


def closed(web):
    """The database manager is closed, however its address is written."""
    for host in (web.tenant(), web.superadmin):
        for target in CLOSED:
            for method in ("GET", "POST"):
                answer = web.ask(host, target, method=method)
                yield equal((answer.status, answer.echo), (404, None), f"{method} {host}{target} is closed")
        answer = web.ask(host, f"https://{host}/web/database/manager")
        yield equal(answer.status, 404, f"the manager of {host} is closed for a request line with a host")


def apis(web):
    """Programs may call what the site says, and nothing else."""
    for host, side in ((web.tenant(), "tenants"), (web.superadmin, "superadmin")):
        for api, targets in APIS.items():
            is_open = web.model["odoo"][side][f"has_{api}"]
            for target in targets:
                answer = web.ask(host, target, method="POST")
                # The stub, not nginx, takes two slashes at the beginning for one.
                wanted = (200, target.replace("//", "/")) if is_open else (404, None)
                yield equal((answer.status, (answer.echo or {}).get("path")), wanted, f"POST {host}{target}")


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
    health = f"/web/health/{web.model['name']}"
    for named in (web.server, None, "health.invalid"):
        answer = ask(web.server, named, f"{health}?db_server_status=1", source=web.proxy, port=80, version="HTTP/1.0" if named is None else "HTTP/1.1")
        seen = (answer.status, (answer.echo or {}).get("port"))
        yield equal(seen, (200, web.model["odoo"]["tenants"]["port"]), f"a load balancer learns whether Odoo answers, asking for {named}")
        answer = ask(web.server, named, health, source=STRANGER, port=80, version="HTTP/1.0" if named is None else "HTTP/1.1")
        yield equal(answer.status, 403, "a stranger does not")
        for target in ("/", "/web/login", "/web/health", "/web/health/other"):
            answer = ask(web.server, named, target, source=web.proxy, port=80, version="HTTP/1.0" if named is None else "HTTP/1.1")
            yield equal(answer.status, None, f"nor is it answered at {target}")


def attempts(web, count, source, method="POST", targets=LOGINS, *, host=None, **request):
    """The answers to some requests from one address, one after the other."""
    return [
        ask(web.server, host or web.tenant(), targets[turn % len(targets)], source=source, method=method, **request).status
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
    colleagues = web.client()
    tried = [attempts(web, burst + 1, colleagues, host=web.tenant(f"c{number}")) for number in range(10)]
    yield equal(tried, [[200] * (burst + 1)] * 10, "ten tenants' people behind one address get in")
    # What becomes free meanwhile is not known; it is far less than so many.
    tried = [attempts(web, burst + 1, colleagues, host=web.tenant(f"d{number}")) for number in range(10)]
    yield expect(any(429 in turns for turns in tried), "but nobody tries passwords at any number of tenants", tried)
    yield equal(attempts(web, 1, guesser, targets=SIGNUPS), [200], "whoever has tried too often can still ask for a new password")
    allowed = web.model["nginx"]["signup_burst"] + 1
    tried = attempts(web, allowed, mailer := web.client(), targets=SIGNUPS)
    yield equal(tried, [200] * allowed, "forms that send a mail have a rate of their own")
    tried = [attempts(web, 1, mailer, method, [target]) for target in SIGNUPS for method in ("POST", "PUT", "BREW") for _ in range(2)]
    yield expect(tried.count([429]) >= len(tried) // 2, "further ones are refused, however they are written", tried)
    yield equal(attempts(web, 1, mailer), [200], "and are no logins")
    yield equal(attempts(web, 2 * allowed, mailer, "GET", SIGNUPS), [200] * 2 * allowed, "the forms themselves are shown")
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


def shares(web):
    """One tenant can occupy half of the workers, and no more: the others' requests get through."""
    limit = web.model["nginx"]["tenant_limit"]["connections"]
    busy, other = web.tenant("busy"), web.tenant("other")
    for host in (busy, web.superadmin):
        with concurrent.futures.ThreadPoolExecutor(limit) as pool, odoo_stub.HELD as held:
            waiting = [pool.submit(web.ask, host, "/web/dataset/call_kw?hold=1") for _ in range(limit)]
            held.wait_for(limit)
            refused = 429 if host == busy else 200
            yield equal(web.ask(host, "/web/dataset/call_kw").status, refused, f"{host}: one more than {limit} at the same time")
            for target in ("/web/static/x.js", "/web/assets/1234567/x.css", "/web/image/7", "/en/web/content/9?download=1", "/report/barcode/QR/x", "/websocket/health"):
                yield equal(web.ask(host, target).status, 200, f"{host}: {target} occupies no worker for long")
            yield equal(web.ask(other, "/web/dataset/call_kw").status, 200, f"{host} is busy: another tenant gets through")
            held.release()
            answers = [one.result().status for one in waiting]
            yield equal(answers, [200] * limit, f"{host}: those that were worked on are answered")
    many = web.model["nginx"]["tenant_limit"]["burst"] // 2
    with concurrent.futures.ThreadPoolExecutor(many) as pool:
        counted = collections.Counter(pool.map(lambda number: web.ask(web.tenant("page"), f"/web/image/{number}").status, range(many)))
    yield equal(counted, {200: many}, "a page with many pictures is only slowed down")


def programs(web):
    """Calls with a password have a separate rate: excess calls are delayed, and then refused."""
    if not web.server6:
        # Of each version of nginx there is a site with IPv6, and this takes seconds.
        return
    # Without what the site closes.
    calls = [target for api, targets in APIS.items() if web.model["odoo"]["tenants"][f"has_{api}"] for target in targets]
    burst, delay = web.model["nginx"]["api_burst"], web.model["nginx"]["api_delay"]
    caller = web.client()

    def flood(method, targets, **request):
        with concurrent.futures.ThreadPoolExecutor(3 * burst) as pool:
            # Each at another host, so that no limit of one tenant takes part.
            asked = [
                pool.submit(attempts, web, 1, caller, method, [targets[turn % len(targets)]], host=web.tenant(f"p{turn}"), **request)
                for turn in range(3 * burst)
            ]
            return collections.Counter(one.result()[0] for one in asked)

    def is_refused(method, targets, **request):
        """Whether some of many simultaneous requests, sent twice, are refused."""
        return any(429 in flood(method, targets, **request) for _ in range(5))

    yield equal(attempts(web, delay + 1, caller, targets=calls), [200] * (delay + 1), "a program calls as it likes")
    yield expect(flood("POST", calls)[200] >= burst - delay, "of many at once some wait")
    yield expect(is_refused("POST", calls), "and some are refused")
    yield equal(attempts(web, 1, caller), [200], "that is no attempt to log in")
    yield expect(is_refused("GET", ["/any/route"], headers={"Authorization": "Basic x /web/static/"}), "a key in a header is counted anywhere")
    answers = flood("GET", ["/web/static/x.js"], headers={"Authorization": "Basic eDp5"})
    yield equal(answers, {200: 3 * burst}, "static files are not")
    yield equal(flood("GET", ["/any/route", "/web/login"]), {200: 3 * burst}, "nor is what has neither")


PARTS = [closed, apis, allow_list, proxies, logins, networks, shares, programs]
