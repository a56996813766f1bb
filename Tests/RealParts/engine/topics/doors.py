"""What visitors can reach through nginx over TLS, and what they cannot: real tenants behind gen's sites."""

import base64
import concurrent.futures
import ipaddress
import json
import pathlib
import ssl
import typing
import xmlrpc.client

import certificates
from browser import Browser, Front, Refused
from proof import equal, expect
from web_server import Web

NEEDS_ODOO = True
CLOSED = ["/web/database/manager", "/web/database/selector", "/web/database/list", "/xmlrpc/2/db", "/xmlrpc/db"]
# Asks Odoo's own code, without the guard and without nginx, for everything that the database service can do.
SERVICE = """
import json, pathlib, sys
import odoo
from odoo.exceptions import AccessDenied
from odoo.service import db

odoo.tools.config.parse_config(["-c", sys.argv[1]])
master = pathlib.Path("/run/secrets", sys.argv[2]).read_text().strip()
calls = {
    "list": [], "create_database": [master, "x_db", False, "en_US"], "duplicate_database": [master, "t1_db", "x_db"], "drop": [master, "t1_db"],
    "dump": [master, "t1_db", "zip"], "restore": [master, "x_db", ""], "rename": [master, "t1_db", "x_db"],
    "change_admin_password": [master, "x"], "migrate_databases": [master, ["t1_db"]],
}
said = {}
for method, parameters in calls.items():
    try:
        said[method] = f"answered {db.dispatch(method, parameters)!r:.100}"
    except AccessDenied:
        said[method] = "refused"
print(json.dumps(said))
"""



def prepare(scene):
    """nginx with the site's certificates, used by the site's own script."""
    model = scene.site.model
    certificates.authority()
    certificates.issue_all(model)
    installed = scene.site.run("nginx/install.sh")
    if installed.returncode != 0:
        raise RuntimeError(installed.stdout)
    scene.front = Front(Web(model), certificates.AUTHORITY)


def refused(call, *arguments):
    """Odoo's message if it refuses; nothing if it does not."""
    try:
        call(*arguments)
    except Refused as refusal:
        return str(refusal)
    return ""


def visitors(scene):
    """A new browser for each of the two tenants."""
    domain = scene.site.model["domains"]["tenants"]
    return [Browser(scene.front, f"{name}.{domain}") for name in ("t1", "t2")]


def of_logins(scene, one, two):
    """Everybody can log in to their own database, and to no other."""
    first, second = scene.passwords["t1_db"], scene.passwords["t2_db"]
    yield expect(one.log_in("t1_db", "admin", first), "the administrator of a tenant logs in")
    yield expect(two.log_in("t2_db", "admin", second), "so does that of the other")
    stranger = visitors(scene)[1]
    said = refused(stranger.log_in, "t1_db", "admin", first)
    yield expect("Database not found" in said, "a tenant's login fails on another tenant's host", said)
    yield expect(refused(stranger.log_in, "t2_db", "admin", first), "its password is of no use there")
    yield expect(refused(stranger.log_in, "t2_db", "admin", "admin"), "nor is the one that Odoo gives to every database")
    stranger.cookies = dict(one.cookies)
    said = refused(stranger.model, "res.users", "search_count", [])
    yield expect("SessionExpired" in said or "Session expired" in said, "nor is its session", said)
    for visitor, database in ((one, "t1_db"), (two, "t2_db")):
        yield equal(visitor.call("/web/session/get_session_info")["db"], database, f"{visitor.host} is served by its database")
        address = visitor.model("ir.config_parameter", "get_param", "web.base.url")
        yield equal(address, f"https://{visitor.host}", f"{visitor.host} knows its own address")
        yield equal(visitor.websocket(), 101, f"{visitor.host} answers a websocket")


def of_files(one, two):
    """A tenant's file is served to the tenant."""
    secret = b"for the eyes of t1 only"
    values = {"name": "secret.txt", "datas": base64.b64encode(secret).decode(), "mimetype": "text/plain"}
    number = one.model("ir.attachment", "create", [values])[0]
    yield equal(one.get(f"/web/content/{number}")[2], secret, "a tenant reads its own file")
    for address in (f"/web/content/{number}", f"/web/content/{number}/secret.txt", f"/web/content?model=ir.attachment&id={number}"):
        yield expect(secret not in two.get(address)[2], f"another tenant does not get it at {address}")
    checksum = one.model("ir.attachment", "read", [number], ["store_fname"])[0]["store_fname"]
    yield expect(checksum, "the file is in the filestore")


def of_names(scene):
    """Hosts that are no tenant's."""
    domain = scene.site.model["domains"]["tenants"]
    nobody = Browser(scene.front, f"nobody.{domain}")
    for target in ("/", "/web/login", "/web"):
        yield equal(nobody.follow(target), 404, f"a tenant that is not there has no {target}")
    for host in (f"a.t1.{domain}", "t1.client.example", scene.site.model["server"]["ipv4"]):
        try:
            scene.front.open(host, scene.front.client()).close()
            refusal = ""
        except ssl.SSLError as error:
            refusal = str(error)
        yield expect("UNRECOGNIZED_NAME" in refusal, f"{host} is refused in the handshake", refusal)


def of_management(scene, one):
    """The database manager, from the outside and from the machine itself."""
    for target in CLOSED:
        yield equal(one.get(target)[0], 404, f"{target} is closed")
        yield equal(one.ask("POST", target, "", {"Content-Type": "text/xml"})[0], 404, f"{target} is closed to POST")
    for kind in ("tenants", "superadmin"):
        plan = scene.site.model["odoo"][kind]
        configuration = f"{scene.site.model['odoo']['run_directory']}/odoo.conf"
        said = scene.site.python(plan["service"], SERVICE, configuration, plan["admin_secret"])
        yield equal(set(said.values()), {"refused"}, f"{plan['service']}: list_db = False refuses the database service {said}")
        service = xmlrpc.client.ServerProxy(f"http://127.0.0.1:{plan['port']}/xmlrpc/2/db")
        master = scene.site.secret(plan["admin_secret"])
        calls: dict[str, typing.Any] = {
            "list": service.list,
            "dump": lambda s=service, m=master: s.dump(m, "t1_db", "zip"),
            "drop": lambda s=service, m=master: s.drop(m, "t1_db"),
        }
        for what, call in calls.items():
            try:
                said = f"answered {str(call())[:100]}"
            except xmlrpc.client.Fault as fault:
                said = fault.faultString
            yield expect("Access" in said and "enied" in said, f"{plan['service']} itself refuses to {what}, whoever asks", said)


def of_printing(scene, one):
    """wkhtmltopdf gets what it needs through nginx; and as many PDFs at once as there are workers do not wait for one another."""
    target = "/report/pdf/web.preview_externalreport/1"
    plan = scene.site.model["odoo"]["tenants"]
    status, _, body = one.get(target)
    yield equal((status, body[:5]), (200, b"%PDF-"), "a PDF is printed")
    with concurrent.futures.ThreadPoolExecutor(plan["workers"]) as pool:
        printed = list(pool.map(one.get, [target] * plan["workers"]))
    yield equal([body[:5] for _, _, body in printed], [b"%PDF-"] * plan["workers"], "each worker prints one at the same time")
    complaints = [line for line in scene.site.logs(plan["service"]).splitlines() if "network error" in line]
    yield equal(complaints, [], "and none lacks anything")
    styles = [line for line in asked_for(scene.site, one.host) if ".css" in line["request"]]
    yield expect({line["status"] for line in styles} == {200} and len(styles) > plan["workers"], "each has its styles", styles)
    yield expect({"HIT"} <= {line["cache"] for line in styles}, "which nginx keeps", styles)
    subnet = ipaddress.ip_network(plan["subnet"])
    yield expect(all(ipaddress.ip_address(line["client"]) in subnet for line in styles), "asked for from its container", styles)


def asked_for(site, host):
    """What nginx's log has of a host."""
    lines = pathlib.Path(f"/var/log/nginx/{site.model['name']}.access.log").read_text("utf-8").splitlines()
    return [line for line in map(json.loads, lines) if line["host"] == host]


def json_rpc(visitor, service, method, *arguments):
    """One call over JSON-RPC, as n8n makes it: the result, or the name of the error."""
    body = {"jsonrpc": "2.0", "method": "call", "params": {"service": service, "method": method, "args": arguments}}
    status, _, content = visitor.ask("POST", "/jsonrpc", json.dumps(body), {"Content-Type": "application/json"})
    if status != 200:
        return status
    answer = json.loads(content)
    return answer["error"]["data"]["name"] if "error" in answer else answer["result"]


def of_programs(scene):
    """What programs outside may call: JSON-RPC at a tenant's host, and never the database service."""
    domain = scene.site.model["domains"]["tenants"]
    master = scene.site.secret(scene.site.model["odoo"]["tenants"]["admin_secret"])
    for name, login in (("t1", "t1_db"), ("nobody", None)):
        program = Browser(scene.front, f"{name}.{domain}")
        program.headers = {}
        yield expect("server_version" in json_rpc(program, "common", "version"), f"{name}: a program asks for the version")
        for method, arguments in (
            ("list", []),
            ("db_exist", ["t2_db"]),
            ("server_version", []),
            ("list_countries", [master]),
            ("list_lang", []),
            ("dump", [master, "t1_db", "zip"]),
            ("drop", [master, "t1_db"]),
            ("change_admin_password", [master, "x"]),
        ):
            said = json_rpc(program, "db", method, *arguments)
            yield equal(said, "odoo.exceptions.AccessDenied", f"{name}: the database service does not do {method}, whoever asks")
        if login:
            password = scene.passwords[login]
            number = json_rpc(program, "common", "login", login, "admin", password)
            found = json_rpc(program, "object", "execute_kw", login, number, password, "res.users", "read", [[number], ["login"]])
            yield equal([user["login"] for user in found], ["admin"], f"{name}: a program reads over JSON-RPC")
            said = json_rpc(program, "object", "execute_kw", "t2_db", number, password, "res.users", "read", [[number], ["login"]])
            yield equal(said, 403, "but not in another tenant's database")
    program = Browser(scene.front, scene.site.model["domains"]["superadmin"])
    yield equal(json_rpc(program, "common", "version"), 404, "the superadmin's JSON-RPC is closed")


def of_uploads(scene, one):
    """As much as nginx lets through, and no more, though Odoo by itself refuses more than 128 MiB."""
    limit = scene.site.model["nginx"]["client_max_body_bytes"]
    yield equal(one.model("ir.config_parameter", "get_param", "web.max_file_upload_size"), str(limit), "a new tenant knows the largest upload")
    call = json.dumps({"jsonrpc": "2.0", "method": "call", "params": {"model": "res.users", "method": "search_count", "args": [[]], "kwargs": {}}})
    for size, wanted in ((140 << 20, 200), (limit + 1, 413)):
        status = one.ask("POST", "/web/dataset/call_kw/res.users/search_count", call.ljust(size), {"Content-Type": "application/json"})[0]
        yield equal(status, wanted, f"the answer to {size >> 20} MiB")


def of_superadmin(scene):
    """The superadmin's own host."""
    plan = scene.site.model["odoo"]["superadmin"]
    visitor = Browser(scene.front, scene.site.model["domains"]["superadmin"])
    yield expect(visitor.log_in(plan["database"], "admin", scene.passwords[plan["database"]]), "the superadmin logs in")
    yield expect(refused(visitor.log_in, "t1_db", "admin", scene.passwords["t1_db"]), "and no tenant does, on that host")
    yield equal(visitor.websocket(), 101, "the superadmin's host answers a websocket")


def prove(scene):
    """Everything that goes through nginx."""
    prepare(scene)
    one, two = visitors(scene)
    yield from of_logins(scene, one, two)
    yield from of_printing(scene, one)
    yield from of_files(one, two)
    yield from of_names(scene)
    yield from of_management(scene, one)
    yield from of_programs(scene)
    yield from of_uploads(scene, one)
    yield from of_superadmin(scene)
