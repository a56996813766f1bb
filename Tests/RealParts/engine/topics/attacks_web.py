"""Attacks from the Internet, and of one tenant on another, through public addresses: each of them was once possible."""

import collections
import json
import time
import xmlrpc.client

from browser import Browser, PlainFront, Refused
from deployment import comes
from proof import equal, expect

NEEDS_ODOO = True
WRONG = 60
OTHER_METHODS = ["PUT", "PATCH", "DELETE", "GET"]
# What a tenant's administrator may write, and have done now or later.
OPEN_OTHER = """
env['ir.cron']._process_jobs('t2_db')
env['ir.config_parameter'].set_param('proof.taken', 'the jobs of t2 ran')
"""
KEY = """
key = env['res.users.apikeys'].with_user(2)._generate('rpc', 'proof', datetime.datetime.now() + datetime.timedelta(days=1))
env['ir.config_parameter'].set_param('proof.key', key)
"""


def program(scene, name):
    """A program that calls a tenant's host, from its own address."""
    made = Browser(scene.front, f"{name}.{scene.site.model['domains']['tenants']}")
    made.headers = {}
    return made


def rpc(client, service, method, *arguments, version="2/"):
    """One call of XML-RPC: its status, and what is in the answer."""
    body = xmlrpc.client.dumps(arguments, method, allow_none=True)
    status, _, content = client.ask("POST", f"/xmlrpc/{version}{service}", body, {"Content-Type": "text/xml"})
    if status != 200:
        return status, None
    try:
        return status, xmlrpc.client.loads(content)[0][0]
    except xmlrpc.client.Fault as fault:
        return status, fault


def json_rpc(client, service, method, *arguments):
    """The same by JSON-RPC."""
    body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": {"service": service, "method": method, "args": arguments}})
    status, _, content = client.ask("POST", "/jsonrpc", body, {"Content-Type": "application/json"})
    return status, json.loads(content).get("result") if status == 200 else None


def at_port(scene, host, address="198.51.100.7"):
    """A program that bypasses nginx, at the port of the tenants' Odoo, and sends nginx's headers."""
    made = Browser(PlainFront(scene.site.model["odoo"]["tenants"]["port"]), host)
    made.headers = {"X-Forwarded-Host": host, "X-Forwarded-Proto": "https", "X-Forwarded-For": address}
    return made


def of_databases(scene):
    """Another tenant's database, in every way to name one, with the right password of its administrator."""
    domain = scene.site.model["domains"]["tenants"]
    password = scene.passwords["t1_db"]
    count = ("t1_db", 2, password, "res.users", "search_count", [[]])
    own, other = program(scene, "t1"), program(scene, "t2")
    for version in ("2/", ""):
        yield equal(rpc(own, "common", "authenticate", "t1_db", "admin", password, {}, version=version), (200, 2), f"xmlrpc/{version}: a program logs in")
        status, found = rpc(own, "object", "execute_kw", *count, version=version)
        yield expect(status == 200 and isinstance(found, int), f"xmlrpc/{version}: and asks its own tenant's database", found)
        for method in ("authenticate", "login"):
            rest = [{}] if method == "authenticate" else []
            refused = rpc(other, "common", method, "t1_db", "admin", password, *rest, version=version)
            yield equal(refused, (403, None), f"xmlrpc/{version}: {method} refuses the database of another host")
        for method, arguments in (("execute_kw", count), ("execute", (*count[:5], []))):
            refused = rpc(other, "object", method, *arguments, version=version)
            yield equal(refused, (403, None), f"xmlrpc/{version}: so does {method}")
    refused = rpc(other, "object", "execute_kw", "postgres", 2, "x", "res.users", "search_count", [[]])
    yield equal(refused, (403, None), "PostgreSQL's own database is no tenant's either")
    near, far, nobody = (at_port(scene, host) for host in (f"t1.{domain}", f"t2.{domain}", "127.0.0.1"))
    yield equal(json_rpc(near, "common", "authenticate", "t1_db", "admin", password, {}), (200, 2), "JSON-RPC, past nginx: a program logs in")
    for client, what in ((far, "another host"), (nobody, "no host")):
        yield equal(json_rpc(client, "common", "authenticate", "t1_db", "admin", password, {}), (403, None), f"JSON-RPC: it is refused to {what}")
        yield equal(json_rpc(client, "object", "execute_kw", *count), (403, None), f"JSON-RPC: {what} gets no rows either")
    for client in (near, far, nobody):
        yield equal(json_rpc(client, "db", "db_exist", "t1_db"), (200, None), f"nor is {client.host} told whether the database is there")


def of_keys(scene, admin):
    """/json/2 with a tenant's key, on its own host and on another."""
    act(admin, KEY)
    key = admin.model("ir.config_parameter", "get_param", "proof.key")
    sent = {"Authorization": f"bearer {key}", "Content-Type": "application/json"}
    own, other = program(scene, "t1"), program(scene, "t2")
    status, _, content = own.ask("POST", "/json/2/res.users/search_count", '{"domain": []}', sent)
    yield expect(status == 200 and content.isdigit(), "/json/2 answers a key on its tenant's host", content)
    status, _, content = other.ask("POST", "/json/2/res.users/search_count", '{"domain": []}', sent | {"X-Odoo-Database": "t1_db"})
    yield expect(status >= 400 and not content.isdigit(), "X-Odoo-Database cannot name another host's database", (status, content))
    visitor = Browser(scene.front, other.host)
    for target in ("/web/login?db=t1_db", "/web?db=t1_db", "/web/binary/company_logo?dbname=t1_db"):
        visitor.get(target)
        said = said_by(visitor.log_in, "t1_db", "admin", scene.passwords["t1_db"])
        yield expect("Database not found" in said, f"{target} does not lead to another host's database", said)
    visitor.log_in("t2_db", "admin", scene.passwords["t2_db"])
    yield equal(visitor.call("/web/session/get_session_info")["db"], "t2_db", "and the host's own is still there")


def said_by(call, *arguments):
    """Odoo's message if it refuses; nothing if it does not."""
    try:
        call(*arguments)
    except Refused as refusal:
        return str(refusal)
    return ""


def act(admin, code):
    """Has a tenant's administrator run code in a request."""
    model = admin.model("ir.model", "search", [["model", "=", "res.partner"]])[0]
    number = admin.model("ir.actions.server", "create", [{"name": "proof", "model_id": model, "state": "code", "code": code}])[0]
    return admin.model("ir.actions.server", "run", [number])


def of_code(admin):
    """The code of a tenant's administrator does not open another tenant's database: not in a request, and not as a scheduled job."""
    said = said_by(act, admin, OPEN_OTHER)
    yield expect(said.startswith("403"), "code in a request is refused another tenant's database", said)
    model = admin.model("ir.model", "search", [["model", "=", "res.partner"]])[0]
    values = {"name": "proof", "model_id": model, "state": "code", "code": f"env['ir.config_parameter'].set_param('proof.ran', 1)\nenv.cr.commit()\n{OPEN_OTHER}"}
    job = admin.model("ir.cron", "create", [values | {"interval_number": 1, "interval_type": "days", "nextcall": "2020-01-01 00:00:00"}])
    act(admin, f"env['ir.cron'].browse({job[0]})._trigger()")
    ran = comes(lambda: admin.model("ir.config_parameter", "get_param", "proof.ran"), 90)
    yield expect(ran, "a scheduled job of the tenant runs")
    # It holds its own row until it has ended.
    ended = comes(lambda: not said_by(admin.model, "ir.cron", "unlink", job), 30)
    yield expect(ended, "and ends")
    yield equal(admin.model("ir.config_parameter", "get_param", "proof.taken"), False, "without anything of another tenant")
    guess = {"type": "password", "login": "admin", "password": "wrong"}
    said = said_by(admin.model, "res.users", "authenticate", [], guess, {"interactive": True})
    yield expect("cannot be called remotely" in said, "nobody with a session asks whether a password is somebody's", said)


def of_guesses(scene):
    """Wrong passwords, at every address that accepts one: a limited number, and no more."""
    plan = scene.site.model["nginx"]
    count, _, unit = plan["login_rate"].partition("/")
    rate = int(count) / {"s": 1, "m": 60}[unit]
    body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": {"db": "t1_db", "login": "admin", "password": "wrong"}})
    as_json = {"Content-Type": "application/json"}
    authenticates = [lambda client, method=method: client.ask(method, "/web/session/authenticate", body, as_json)[0] for method in OTHER_METHODS]
    key = as_json | {"Authorization": "bearer wrong"}
    # By turns, as somebody would who knew of a limit for each.
    ways: dict[str, list] = {
        "/web/session/authenticate by other methods than POST": authenticates,
        "RPC": [
            lambda client: rpc(client, "common", "authenticate", "t1_db", "admin", "wrong", {})[0],
            lambda client: rpc(client, "common", "login", "t1_db", "admin", "wrong", version="")[0],
            lambda client: rpc(client, "object", "execute_kw", "t1_db", 2, "wrong", "res.users", "search_count", [[]])[0],
            lambda client: json_rpc(client, "common", "login", "t1_db", "admin", "wrong")[0],
            lambda client: json_rpc(client, "object", "execute_kw", "t1_db", 2, "wrong", "res.users", "search_count", [[]])[0],
            lambda client: client.ask("POST", "/json/2/res.users/search_count", "{}", key)[0],
        ],
    }
    for way, guesses in ways.items():
        client = program(scene, "t1")
        began = time.monotonic()
        answers = collections.Counter(guesses[turn % len(guesses)](client) for turn in range(WRONG))
        allowed = plan["login_burst"] + 2 + rate * (time.monotonic() - began)
        judged = WRONG - answers[429]
        yield expect(0 < judged <= allowed, f"{way}: of {WRONG} wrong passwords at most {allowed:.0f} are judged", answers)
    # One network of IPv6 is one client, at whichever of its addresses.
    began = time.monotonic()
    host = f"t1.{scene.site.model['domains']['tenants']}"
    clients = [at_port(scene, host, f"2001:db8:1:2::{number:x}") for number in range(1, WRONG)]
    answers = collections.Counter(json_rpc(client, "common", "login", "t1_db", "admin", "wrong")[0] for client in clients)
    allowed = plan["login_burst"] + 2 + rate * (time.monotonic() - began)
    yield expect(0 < answers[200] <= allowed, "a /64 of IPv6 has the attempts of one client", answers)
    password = scene.passwords["t1_db"]
    guesser = program(scene, "t1")
    while rpc(guesser, "common", "login", "t1_db", "admin", "wrong")[0] != 429:
        pass
    yield equal(rpc(guesser, "common", "login", "t1_db", "admin", password)[0], 429, "even the right password waits, where it was guessed")
    honest = program(scene, "t1")
    calls = [rpc(honest, "object", "execute_kw", "t1_db", 2, password, "res.users", "search_count", [[]])[0] for _ in range(40)]
    yield equal(collections.Counter(calls), {200: 40}, "a program with the right one calls as often as it likes, meanwhile")


def of_websockets(admin):
    """Another tenant's page that opens a websocket with the visitor's cookies receives none of the visitor's messages."""
    heard = {}
    origins = {"own": f"https://{admin.host}", "neighbour": f"https://evil.{admin.host.partition('.')[2]}", "sandbox": "null"}
    sockets = {name: admin.open_websocket(origin) for name, origin in origins.items()}
    yield equal({name: status for name, (status, _) in sockets.items()}, dict.fromkeys(origins, 101), "websockets are answered")
    for _, connection in sockets.values():
        send(connection, {"event_name": "subscribe", "data": {"channels": [], "last": 0}})
    # The subscription has no answer: the notification is sent until the first one hears it.
    for name in ("own", "neighbour", "sandbox"):
        heard[name] = False
    for _ in range(20):
        act(admin, "env.user._bus_send('simple_notification', {'title': 'secret', 'message': 'of this user'})")
        for name, (_, connection) in sockets.items():
            heard[name] = heard[name] or b"of this user" in receive(connection)
        if heard["own"]:
            break
    for _, connection in sockets.values():
        connection.close()
    yield equal(heard, {"own": True, "neighbour": False, "sandbox": False}, "only the host's own page hears what is sent to its user")


def send(connection, message):
    """One short text of a websocket, masked by zeros."""
    content = json.dumps(message).encode()
    connection.sendall(bytes([0x81, 0x80 | len(content), 0, 0, 0, 0]) + content)


def receive(connection):
    """What comes within a second."""
    connection.settimeout(1)
    try:
        return connection.recv(65536)
    except TimeoutError:
        return b""


def of_cookies(scene, admin):
    """A session that another tenant's page has set for the whole domain is not used."""
    answer = Browser(scene.front, admin.host).get("/web/login")[1]
    (line,) = [line for line in answer.get_all("Set-Cookie") if "session_id" in line.partition("=")[0]]
    attributes = [piece.strip().lower() for piece in line.split(";")[1:]]
    wanted = {"path=/", "secure", "httponly", "samesite=lax"}
    yield equal((line.partition("=")[0], wanted <= set(attributes)), ("__Host-session_id", True), "a browser's session belongs to its host alone")
    yield equal([piece for piece in attributes if piece.startswith("domain")], [], "and is set for no domain")
    attacker = program(scene, "t1")
    attacker.log_in("t1_db", "admin", scene.passwords["t1_db"])
    tossed = attacker.cookies["session_id"]
    yield equal(attacker.call("/web/session/get_session_info")["username"], "admin", "a program uses session_id as ever")
    victim = Browser(scene.front, admin.host)

    def session(header, **more):
        """What a browser with these cookies, and no others, learns about its session."""
        victim.cookies = {}
        sent = {"Content-Type": "application/json", "Cookie": header} | more
        return victim.ask("POST", "/web/session/get_session_info", "{}", sent)[2]

    for header in (f"session_id={tossed}", f'"session_id"={tossed}', f"a=b; session_id={tossed}"):
        content = session(header)
        yield expect(b"SessionExpired" in content, f"in a browser, {header.partition('=')[0]} alone is no session", content[:200])
    content = session(f"session_id={tossed}", **{"User-Agent": "x OdooMobile (iOS) y"})
    yield expect(b'"username": "admin"' in content, "Odoo's application for phones goes on with the session that it got as a program", content[:200])
    own = admin.cookies["__Host-session_id"]
    for header in (f"session_id={tossed}x; __Host-session_id={own}", f"__Host-session_id={own}; session_id={tossed}x"):
        content = session(header)
        yield expect(b'"username": "admin"' in content, "beside the host's own, one that was tossed changes nothing", content[:200])
    admin.call("/web/session/destroy")
    content = admin.ask("POST", "/web/session/get_session_info", "{}", {"Content-Type": "application/json"})[2]
    yield expect(b"SessionExpired" in content, "a browser logs out", content[:200])


def of_guard(site):
    """Odoo does not start without the guard, or if the guard does not know its version."""
    load = "import sys, odoo, odoo.http, odoo.sql_db, odoo.service.common\nodoo.tools.config.parse_config([])\n{}\nodoo.service.server.load_server_wide_modules()\nprint('loaded')"
    for change, what in (
        ("", ""),
        ("del odoo.sql_db.ConnectionPool.borrow", "has no borrow"),
        ("odoo.service.common.dispatch = lambda params: None", "takes params, and not method, params"),
        ("import os; del os.environ['GUARD_LOGIN_RATE']", "GUARD_LOGIN_RATE"),
    ):
        ended = site.inside("odoo", "python3", "-", input=load.format(change))
        if what:
            yield expect(ended.returncode == 78 and what in ended.stdout, f"Odoo does not start: {what}", ended.stdout)
        else:
            yield expect(ended.returncode == 0 and "loaded" in ended.stdout, "Odoo as it is starts with the guard", ended.stdout)


def prove(scene):
    """All of them."""
    admin = Browser(scene.front, f"t1.{scene.site.model['domains']['tenants']}")
    admin.log_in("t1_db", "admin", scene.passwords["t1_db"])
    yield from of_databases(scene)
    yield from of_keys(scene, admin)
    yield from of_code(admin)
    yield from of_websockets(admin)
    yield from of_cookies(scene, admin)
    yield from of_guesses(scene)
    yield from of_guard(scene.site)
