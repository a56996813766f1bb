"""Tenants on the tenants' own instance, made by tenants.sh."""

import json
import re
import subprocess

from browser import Browser, PlainFront
from proof import equal, expect
from siege import Siege

NEEDS_ODOO = True
NAMES = ["t1", "t2"]


def make(site, name):
    """Makes a tenant; returns its administrator's password."""
    made = site.run("./tenants.sh", "create", name, stderr=subprocess.PIPE)
    if made.returncode != 0:
        raise RuntimeError(f"tenants.sh create {name} ended with {made.returncode}:\n{made.stderr}")
    return made.stdout.removesuffix("\n")


def prepare(scene):
    """Makes the tenants that later topics look at."""
    for name in NAMES:
        scene.passwords[f"{name}_db"] = make(scene.site, name)


MAIL_SERVER = "SELECT smtp_host, smtp_port, smtp_encryption, from_filter FROM ir_mail_server"


def to_order(scene, name):
    """A tenant with options, on a site whose Odoo itself connects to a mail server that requires implicit TLS; with the result as JSON."""
    site = scene.site
    values = site.out / "ops/site.sh"
    written = values.read_text("utf-8")
    direct = written.replace("site_has_relay=true", "site_has_relay=false").replace('site_mail_security="starttls"', 'site_mail_security="tls"')
    values.write_text(direct.replace("site_mail_port=587", "site_mail_port=465"), "utf-8")
    try:
        made = site.run("./tenants.sh", "create", name, "--modules", "base,web", "--email", "boss@example.org", "--json", stderr=subprocess.PIPE)
    finally:
        values.write_text(written, "utf-8")
    yield equal(made.returncode, 0, f"a tenant is made to order {made.stderr[-2000:]}")
    told = json.loads(made.stdout)
    host = f"{name}.{site.model['domains']['tenants']}"
    wanted = {"tenant": name, "database": f"{name}_db", "url": f"https://{host}/", "login": "admin"}
    yield equal({key: told[key] for key in wanted}, wanted, "the result is JSON")
    visitor = Browser(PlainFront(site.model["odoo"]["tenants"]["port"]), host)
    yield expect(visitor.log_in(told["database"], told["login"], told["password"]), "with its administrator's password")
    email = site.sql("db", told["database"], "SELECT email FROM res_partner JOIN res_users u ON u.partner_id = res_partner.id WHERE login = 'admin'")
    yield equal(email, "boss@example.org", "who has that e-mail address")
    installed = site.sql("db", told["database"], "SELECT count(*) FROM ir_module_module WHERE name = 'proof_shop' AND state = 'installed'")
    yield equal(installed, "0", "only those modules are installed")
    yield equal(site.sql("db", told["database"], MAIL_SERVER), "smtp.example.net|465|ssl_strict|example.net", "the mail server is entered, with its certificate checked")
    removed = site.run("./tenants.sh", "remove", name, "--backup", "/srv/to-order", stderr=subprocess.PIPE)
    yield equal(removed.returncode, 0, f"it is removed {removed.stderr[-2000:]}")


def besieged(scene):
    """Both are created; meanwhile an attacker who sees PostgreSQL's database names tries to log in to the second one."""
    first, second = NAMES
    scene.passwords[f"{first}_db"] = make(scene.site, first)
    with Siege(scene) as siege:
        scene.passwords[f"{second}_db"] = make(scene.site, second)
    making = [name for name in siege.seen if re.fullmatch("new_[0-9a-f]{32}", name)]
    yield expect(len(making) == 1, "a tenant is made under a name that nobody can guess", siege.seen)
    yield expect(siege.tries > 20, f"somebody who knows it tries to get in ({siege.tries} times)")
    yield equal(siege.entered, [], "and does not, by no host and not as Odoo's role, while the administrator has the password of all")
    kept = scene.site.sql("db", "postgres", "SELECT count(*) FROM pg_authid WHERE rolname = 'odoo_maintenance' AND rolpassword IS NOT NULL")
    yield equal(kept, "0", "the password with which it was made is good no more")


def prove(scene):
    """What a new tenant is."""
    yield from besieged(scene)
    site = scene.site
    query = (
        "SELECT datname, pg_get_userbyid(datdba), datcollate FROM pg_database "
        "WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY 1"
    )
    rows = site.sql("db", "postgres", query).splitlines()
    yield equal(rows, [f"{name}_db|postgres|C" for name in NAMES], "each tenant has a database, with collation C, that Odoo's role cannot drop")
    for name in NAMES:
        owned = site.sql("db", f"{name}_db", "SELECT DISTINCT relowner::regrole FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname !~ 'trgm'")
        yield equal(owned, "odoo", f"{name}: whatever is in it belongs to Odoo's role")
        states = site.sql("db", f"{name}_db", "SELECT DISTINCT state FROM ir_module_module WHERE state LIKE 'to %'")
        yield equal(states, "", f"{name}: no module is half installed")
        yield equal(site.sql("db", f"{name}_db", "SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'"), "1", f"{name}: pg_trgm is there")
        listed = site.inside("odoo", "ls", f"/var/lib/odoo/filestore/{name}_db")
        yield expect(listed.returncode == 0 and listed.stdout.strip(), f"{name}: its files lie where the tenants' Odoo reads them", listed.stdout)
    identities = {site.sql("db", f"{name}_db", "SELECT value FROM ir_config_parameter WHERE key = 'database.uuid'") for name in NAMES}
    yield expect(len(identities) == len(NAMES) and "" not in identities, "each has an identity of its own", identities)
    for name in NAMES:
        recorded = json.loads(site.sql("db", f"{name}_db", "SELECT value FROM ir_config_parameter WHERE key = 'gen.module_sums'"))
        yield expect("proof_shop" in recorded, f"{name}: the code of its modules is recorded", recorded)
        yield equal(site.sql("db", f"{name}_db", MAIL_SERVER), "", f"{name}: behind the relay the configuration alone names the mail server")
    yield from to_order(scene, "ordered")
